import { describe, expect, it } from 'vitest';
import { type Customer, inNewYork, inTokyo } from './customers.ts';
import { storyOf } from './shop.ts';

const [referrer, referred, silent] = [inTokyo('referrer'), inTokyo('referred'), inTokyo('silent', { consent: {} })];
const abroad = inNewYork('abroad');

describe('a recommendation that led to an order', () => {
  const shop = storyOf('2026-03-08T15:30:00+09:00', { journeys: ['referral'] }, async (shop) => {
    const side = (customer: Customer, id: string, role: string, friend?: string) =>
      shop.post('referral.completed', customer, { referral: { id, role, friend } });
    for (const _ of ['once', 'twice']) {
      side(referred, 'of-two', 'referred');
      side(referrer, 'of-two', 'referrer', 'お友だち');
    }
    side(silent, 'of-others', 'referrer');
    side(abroad, 'of-others', 'referred', 'a friend');
    await shop.until('2026-03-20T12:00:00+09:00');
    side(referrer, 'of-two', 'referrer', 'お友だち');
    side(referrer, 'of-another', 'referrer');
    await shop.toTheEnd();
  });
  const codesFor = async (who: Customer) => (await shop().ledgerOf(who)).map(({ coupon }) => coupon?.code);

  it('is rewarded at once on both sides, and once each, however often we hear of it', async () => {
    expect(shop().sentToTheMinute(referred)).toEqual([['welcome', '2026-03-08 15:30']]);
    expect(shop().sentToTheMinute(referrer)).toEqual([
      ['thank-you', '2026-03-08 15:30'],
      ['thank-you', '2026-03-20 12:00'],
    ]);
    const codes = [...(await codesFor(referrer)), ...(await codesFor(referred))];
    expect(codes).not.toContain(undefined);
    expect(new Set(codes).size).toBe(3);
  });

  it('names the other one as the store does, or not at all', () => {
    const [named, unnamed] = shop().mailsTo(referrer);
    expect(named?.text).toContain('ご紹介いただいた方（お友だち）から、ご注文をいただきました。');
    expect(unnamed?.text).toContain('ご紹介いただいた方から、ご注文をいただきました。');
    expect(shop().mailsTo(abroad)[0]?.text).toContain('because a friend recommended us.');
  });

  it('is rewarded as promised whether or not the customer takes letters', () => {
    expect(
      shop()
        .sentTo(silent)
        .map(([step]) => step),
    ).toEqual(['thank-you']);
    expect(shop().mailsTo(silent)[0]?.headers).toEqual([]);
  });

  it('carries a coupon of ninety days by the clock of New York, over the change to summer time', async () => {
    const [line] = await shop().ledgerOf(abroad);
    expect(line?.coupon?.expiresAt).toBe(Date.parse('2026-06-06T23:59:59-04:00'));
  });
});
