import { describe, expect, it } from 'vitest';
import { type Customer, inNewYork, inTokyo } from './customers.ts';
import { storyOf } from './shop.ts';

const [writer, silent, withdrawn] = [inTokyo('writer'), inTokyo('silent', { consent: {} }), inTokyo('withdrawn')];
const abroad = inNewYork('abroad');
const minute = 60_000;

describe('a review', () => {
  const shop = storyOf('2026-03-07T23:00:00+09:00', { journeys: ['review-thanks'] }, async (shop) => {
    const began = shop.now;
    const submit = (customer: Customer, id: string, rating: number, at = began) =>
      shop.post('review.submitted', customer, { review: { id, rating } }, at);
    for (const one of [silent, withdrawn, abroad]) submit(one, `of-${one.id}`, 5);
    await shop.until('2026-03-07T23:30:00+09:00');
    for (const _ of ['once', 'twice']) {
      submit(writer, 'later', 1, began + 20 * minute);
      submit(writer, 'earlier', 5, began + 10 * minute);
    }
    const consent = { email: { granted: false, at: new Date(shop.now).toISOString(), source: 'preference page' } };
    shop.post('customer.updated', { ...withdrawn, consent });
    await shop.toTheEnd();
  });

  it('is thanked for the next morning, a second one the day after, though we hear of both twice and backwards', async () => {
    expect(
      shop()
        .sentTo(writer)
        .map(([step, time]) => [step, time.slice(0, 10)]),
    ).toEqual([
      ['thank-you-coupon', '2026-03-08'],
      ['thank-you-coupon', '2026-03-09'],
    ]);
    const coupons = (await shop().ledgerOf(writer)).map(({ coupon }) => coupon);
    expect(new Set(coupons.map((coupon) => coupon?.code)).size).toBe(2);
    for (const coupon of coupons) expect(coupon?.expiresAt).toBe(Date.parse('2026-04-07T23:59:59+09:00'));
  });

  it('is thanked for at 10:00 of New York, on the day when the clock goes forward', () => {
    expect(shop().sentTo(abroad)).toEqual([['thank-you-coupon', '2026-03-08 10:00']]);
  });

  it('is thanked for without a coupon where the customer did not agree to offers, or does not any more', () => {
    for (const one of [silent, withdrawn]) {
      expect(shop().sentTo(one)).toEqual([['thank-you', '2026-03-08 10:00']]);
      expect(shop().mailsTo(one)[0]?.text).not.toContain('クーポン');
    }
  });
});
