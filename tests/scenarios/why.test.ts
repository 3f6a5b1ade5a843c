import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { main } from '../../build/why-command.ts';
import { why } from './ask-why.ts';
import { cart, inTokyo } from './customers.ts';
import { inShop } from './local-shop.ts';

describe('npm run why', () => {
  beforeEach(() => {
    vi.stubEnv('AWS_REGION', 'ap-northeast-1');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  });
  afterEach(() => vi.unstubAllEnvs());

  it('answers about a customer, a message and a day from what is deployed', () =>
    inShop('2026-03-02T10:00:00+09:00', async (shop) => {
      const mia = inTokyo('mia');
      shop.post('cart.updated', mia, cart('cart-1'));
      await shop.until('2026-03-02T15:00:00+09:00');
      const english = await why(shop, '--customer', mia.email);
      expect(english).toMatchObject({ code: 0, err: '' });
      expect(english.out).toContain(mia.email);
      expect(english.out).toContain('Sent by e-mail: “Your cart is still here” (Abandoned cart).');
      expect(english.out).toContain('“A coupon for your cart, and our last note about it” (Abandoned cart) is due');
      const { out } = await why(shop, '--customer', 'mia', '--lang', 'ja', '--json');
      const { customer, lines } = JSON.parse(out);
      expect(out).not.toContain(mia.email);
      expect(lines[0].sentences).toEqual(['カートに追加：コーヒー豆 · 4,800円。', '「カゴ落ち」を開始。']);
      const [line] = await shop.ledgerOf(mia);
      const message = await why(shop, '--message', line?.key ?? '');
      expect(message.out).toContain(`npm run why -- --customer ${customer.key}`);
      const day = await why(shop, '--journey', 'abandoned-cart', '--day', '2026-03-02', '--lang', 'ja');
      expect(day.out).toContain('  1  送信済み');
      expect(await why(shop, '--customer', 'nobody')).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^Nobody in the stage dev/),
      });
      expect(await why(shop, '--message', 'no-such-message')).toMatchObject({ code: 1 });
      await shop.toTheEnd();
    }));

  it.each([
    [[], /^What is the question about\?/],
    [['--customer', 'a', '--message', 'b'], /^That is more than one question\./],
    [['--customer', ' '], /^--customer is empty\./],
    [['--journey', 'welcome'], /^Which day\?/],
    [['--day', '2026-03-02'], /^Which journey\?/],
    [['--journey', 'welcome', '--day', '2026-02-30'], /^--day is "2026-02-30": it takes a day such as/],
    [['--customer', 'a', '--lang', 'fr'], /^--lang is "fr"/],
    [['--customer', 'a', '--stage', 'moon'], /^There is no stage "moon"/],
    [['--journey', 'welcome', '--day', '2026-03-02', '--limit', 'x'], /^--limit is "x"/],
    [['a'], /^"a" is unexpected/],
  ])('refuses %j', async (args, problem) => {
    const err: string[] = [];
    const shell = { root: '', print: () => {}, printError: (text: string) => err.push(text) };
    expect(await main(args, shell)).toBe(2);
    expect(err.join('\n')).toMatch(problem);
  });

  it('prints its options with --help', async () => {
    const out: string[] = [];
    expect(await main(['--help'], { root: '', print: (text) => out.push(text), printError: () => {} })).toBe(0);
    expect(out.join('\n')).toContain('--journey NAME');
  });
});
