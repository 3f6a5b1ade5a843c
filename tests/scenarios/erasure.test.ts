import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../build/customer-command.ts';
import { cart, inTokyo } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';
import { tracesOf } from './traces.ts';

const opens = '2026-03-02T10:00:00+09:00';

/** Runs `npm run customer` against the shop, where nobody sits at a terminal. */
async function customer({ runtime }: LocalShop, ...args: readonly string[]) {
  vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root: '', print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const code = await main(args, shell);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('a customer who asks to be erased', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  });
  afterEach(() => vi.unstubAllEnvs());

  it('is exported, erased from all that the stack holds, and gets nothing more', () =>
    inShop(opens, async (shop) => {
      const mia = inTokyo('mia');
      const kai = inTokyo('kai');
      shop.post('cart.updated', mia, cart('cart-of-mia'));
      shop.post('cart.updated', kai, cart('cart-of-kai'));
      await shop.until('2026-03-02T11:00:00+09:00');

      const words = { email: mia.email, phone: mia.phone, name: mia.name, cart: 'cart-of-mia' };
      expect(Object.keys(await tracesOf(shop, words))).toEqual(Object.keys(words));
      const exported = await customer(shop, 'export', mia.email);
      expect(JSON.parse(exported.out).items.map(({ kind }: { kind: string }) => kind)).toContain('fact');
      expect(exported.out).toContain('cart-of-mia');
      const { out: summary } = await customer(shop, 'export', mia.email, '--summary', '--lang', 'ja');
      expect(summary.match(/^ {2}プロフィール.*$/gm)).toEqual([
        expect.stringMatching(/^ {2}プロフィール：1件（20\d\d-/),
      ]);
      expect(summary.split('\n').filter((line) => line.includes('注文・カート'))).toHaveLength(1);

      expect(await customer(shop, 'erase', mia.email)).toMatchObject({
        code: 1,
        err: expect.stringContaining('--yes'),
      });
      const erased = await customer(shop, 'erase', mia.email, '--yes');
      expect(erased).toMatchObject({ code: 0, err: '' });
      expect(erased.out).toContain('What stays, and why:');
      expect((await customer(shop, 'erase', 'nobody@example.com', '--yes')).code).toBe(1);

      await shop.until('2026-03-20T12:00:00+09:00'); // all later looks are over
      expect(await tracesOf(shop, words)).toEqual({});
      expect(await tracesOf(shop, { kai: kai.email })).toMatchObject({ kai: { table: 1 } });
      expect(shop.runtime.outbox.mails.filter(({ to }) => to === mia.email)).toEqual([]);
    }));

  it('is erased by an event of the shop, and comes back with an order after it', () =>
    inShop(opens, async (shop) => {
      const mia = inTokyo('mia');
      shop.post('cart.updated', mia, cart('cart-of-mia'));
      await shop.until('2026-03-02T11:00:00+09:00');
      shop.post('customer.erased', { email: mia.email });
      await shop.until('2026-03-02T12:00:00+09:00');
      expect(JSON.stringify(await shop.items())).not.toContain(mia.email);
      shop.post('cart.updated', mia, cart('cart-anew'));
      await shop.until('2026-03-02T13:00:00+09:00');
      const stored = JSON.stringify(await shop.items());
      expect(stored).toContain('cart-anew');
      expect(stored).not.toContain('cart-of-mia');
    }));
});
