import path from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { main } from '../../build/journeys-command.ts';
import { inTokyo } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const root = path.resolve(import.meta.dirname, '../..');
afterEach(() => vi.unstubAllEnvs());

/** Runs `npm run journeys -- preview --text` against the shop. */
async function preview({ runtime }: LocalShop, ...args: readonly string[]) {
  vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
  vi.stubEnv('AWS_REGION', 'ap-northeast-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root, print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const code = await main(['preview', ...args, '--text'], shell);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

const cart = (id: string, title: string) => ({
  cart: {
    id,
    url: `https://shop.example/cart/${id}`,
    total: { amount: 2000, currency: 'JPY' },
    lines: [{ productId: id, title, quantity: 1, price: { amount: 2000, currency: 'JPY' } }],
  },
});

it('a marketer sees a message with the last cart of a customer, by address, id or key', () =>
  inShop(
    '2026-03-02T10:00:00+09:00',
    async (shop) => {
      const [mia, ken] = [inTokyo('mia', { name: '森 美亜' }), inTokyo('ken')];
      shop.post('cart.updated', mia, cart('one', 'Sencha'));
      await shop.until('2026-03-02T11:00:00+09:00');
      shop.post('cart.updated', mia, cart('two', 'Genmaicha'));
      shop.post('customer.updated', ken);
      await shop.until('2026-03-02T11:10:00+09:00');

      const key = String((await shop.profileOf(mia))?.customer);
      for (const named of [mia.email, mia.id, key]) {
        const shown = await preview(shop, 'abandoned-cart', 'reminder', '--customer', named, '--locale', 'ja');
        expect(shown).toMatchObject({ code: 0, err: '' });
        expect(shown.out).toContain('森 美亜 様');
        expect(shown.out).toContain('Genmaicha');
        expect(shown.out).not.toContain('Sencha');
      }

      const stranger = await preview(shop, 'abandoned-cart', 'reminder', '--customer', 'nobody@example.com');
      expect(stranger).toMatchObject({ code: 1, out: '' });
      expect(stranger.err).toContain('The stage dev knows no customer "nobody@example.com"');
      const without = await preview(shop, 'abandoned-cart', 'reminder', '--customer', ken.id, '--lang', 'ja');
      expect(without).toMatchObject({ code: 1, out: '' });
      expect(without.err).toContain(`「${ken.id}」には、abandoned-cart の対象となる「cart」の記録がありません`);
    },
    { journeys: ['abandoned-cart'] },
  ));
