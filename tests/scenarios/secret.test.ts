import { createHmac } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../build/secret-command.ts';
import { runAws } from '../local/cli/aws.ts';
import { clientOf } from '../local/fixture.ts';
import { cart, inTokyo } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';

/** Runs `npm run secret` against the shop, where nobody sits at a terminal. */
async function secret({ runtime }: LocalShop, ...args: readonly string[]) {
  vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
  const [out, err]: [string[], string[]] = [[], []];
  const shell = { root: '', print: (text: string) => out.push(text), printError: (text: string) => err.push(text) };
  const code = await main(args, shell);
  return { code, out: out.join('\n'), err: err.join('\n') };
}

/** The secret as it was generated: what nobody but a test should look at. */
async function generated({ runtime }: LocalShop): Promise<string> {
  const client = new SecretsManagerClient(clientOf(runtime));
  const [stored] = runtime.stack.ofType('AWS::SecretsManager::Secret');
  const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: stored?.ref ?? '' }));
  client.destroy();
  return SecretString;
}

/** The link that the mail's own header names for one click. */
function unsubscribeLinkOf(shop: LocalShop, email: string): string {
  const [mail] = shop.runtime.outbox.mails.filter(({ to }) => to === email);
  const header = mail?.headers.find(({ name }) => name === 'List-Unsubscribe');
  return header?.value.slice(1, -1) ?? '';
}

const click = async (link: string) => (await fetch(link, { method: 'POST' })).status;

describe('the keys of links', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  });
  afterEach(() => vi.unstubAllEnvs());

  it('rotate: links sent before are good for the chosen time, and customers are found as ever', () =>
    inShop(opens, async (shop) => {
      const master = await generated(shop);
      const before = ['ann', 'ben', 'cat'].map((id) => inTokyo(id));
      for (const customer of before) shop.post('cart.updated', customer, cart(`cart-of-${customer.id}`));
      await shop.until('2026-03-02T15:00:00+09:00');
      const [ann = '', ben = '', cat = ''] = before.map(({ email }) => unsubscribeLinkOf(shop, email));
      expect(ann).toMatch(/\.1[\w-]{43}$/);
      expect(await click(ann.replace(/\.1(?=[\w-]{43}$)/, '.'))).toBe(200); // as it was before links named a key

      expect(await secret(shop, 'rotate-link-key')).toMatchObject({ code: 1, err: expect.stringContaining('--yes') });
      const kept = await secret(shop, 'rotate-link-key', '--yes', '--keep-days', '30');
      expect(kept).toEqual({ code: 0, err: '', out: 'Key 2 signs links.\nLinks of key 1 are valid until 2026-04-01.' });
      await shop.until('2026-03-02T16:00:00+09:00');
      expect(await click(ben)).toBe(200);

      const leaked = await secret(shop, 'rotate-link-key', '--yes', '--keep-days', '0');
      expect(leaked.out).toContain('Key 3 signs links.');
      expect(leaked.out).toContain('aws lambda update-function-configuration --function-name aftercart-manage-consent');
      await shop.until('2026-03-02T18:00:00+09:00');
      expect(await click(cat)).toBe(200); // by the key that the function has in memory
      const calls = [...leaked.out.matchAll(/^ {2}aws (.*) --description "(.*)"$/gm)];
      expect(calls).toHaveLength(3);
      for (const [, call = '', description = ''] of calls) {
        await runAws([...call.split(' '), '--description', description], { ...clientOf(shop.runtime), files: {} });
      }
      expect([await click(ben), await click(cat)]).toEqual([400, 400]);

      shop.post('cart.updated', inTokyo('dan'), cart('cart-of-dan'));
      await shop.until('2026-03-03T18:00:00+09:00');
      const dan = unsubscribeLinkOf(shop, inTokyo('dan').email);
      expect(dan).toMatch(/\.3[\w-]{43}$/);
      expect(await click(dan)).toBe(200);
      expect((await shop.profileOf(inTokyo('ben')))?.consent.email).toMatchObject({ granted: false });
      expect((await secret(shop, 'webhook-key')).out).toBe(
        createHmac('sha256', master).update('webhook').digest('hex'),
      );
      expect(await generated(shop)).toContain(master); // the pepper stays
      expect(shop.lines.filter(({ text }) => text.includes(master))).toEqual([]);
    }));
});
