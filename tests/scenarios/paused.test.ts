import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../build/sending-command.ts';
import { cart, inTokyo } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Runs `npm run sending` against the shop. */
async function sending({ runtime }: LocalShop, ...args: readonly string[]) {
  vi.stubEnv('AWS_ENDPOINT_URL', runtime.endpoint);
  const [out, err]: [string[], string[]] = [[], []];
  const code = await main(args, { root, print: (text) => out.push(text), printError: (text) => err.push(text) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('npm run sending', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  });
  afterEach(() => vi.unstubAllEnvs());

  it('pauses a journey and resumes it, and what was held goes out', () =>
    inShop(
      '2026-03-02T10:00:00+09:00',
      async (shop) => {
        const mia = inTokyo('mia');
        shop.post('cart.updated', mia, cart('cart-1'));
        expect(await sending(shop, 'pause', 'journey', 'abandoned-cart', '--by', 'Leo')).toMatchObject({
          code: 0,
          out: 'Paused: the journey abandoned-cart. Messages that come due are held, and none is lost.',
        });
        await shop.until('2026-03-02T16:00:00+09:00');
        expect(await shop.outcomesOf(mia)).toMatchObject([['reminder', 'held', 'paused']]);
        const shown = await sending(shop, 'show', '--lang', 'ja');
        expect(shown.out).toContain('ジャーニー「abandoned-cart」（2026-03-02T01:00:00Z から、Leo）');
        expect((await sending(shop, 'resume', 'journey', 'abandoned-cart', '--by', 'Leo')).out).toContain('Resumed');
        await shop.until('2026-03-02T18:30:00+09:00');
        expect(await shop.outcomesOf(mia)).toMatchObject([['reminder', 'sent']]);
        expect((await sending(shop, 'resume', 'journey', 'abandoned-cart')).out).toBe(
          'Not paused: the journey abandoned-cart.',
        );
      },
      { journeys: ['abandoned-cart'] },
    ));

  it.each([
    [['pause'], 'What? Name all, journey, channel, topic'],
    [['pause', 'journey'], 'Which journey? There are '],
    [['pause', 'journey', 'abandoned-card'], 'There is no journey "abandoned-card": did you mean "abandoned-cart"?'],
    [['pause', 'chanel', 'sms'], '"chanel" is nothing that can be paused: did you mean "channel"?'],
    [['pause', 'channel', 'fax'], 'There is no channel "fax"'],
    [['pause', 'topic', 'offers', 'restock'], '"restock" is unexpected: name one thing.'],
  ])('refuses %j', (args, message) =>
    inShop('2026-03-02T10:00:00+09:00', async (shop) => {
      expect(await sending(shop, ...args)).toMatchObject({ code: 2, err: expect.stringContaining(message) });
    }),
  );
});
