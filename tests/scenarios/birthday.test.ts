import { describe, expect, it } from 'vitest';
import { type Customer, inNewYork, inTokyo, order, refund } from './customers.ts';
import { storyOf } from './shop.ts';

const customer = inTokyo('customer');
const [regular, stranger, silent, returning, leapling] = [
  { ...inTokyo('regular'), birthday: '1990-03-08' },
  { ...inTokyo('stranger'), birthday: '1990-03-08' },
  { ...inTokyo('silent', { consent: {} }), birthday: '1990-03-08' },
  { ...inTokyo('returning'), birthday: '1990-03-08' },
  { ...inTokyo('leapling'), birthday: '--02-29' },
];
const abroad = { ...inNewYork('abroad'), birthday: '--03-08' };

describe('a birthday', () => {
  const shop = storyOf('2026-02-10T12:00:00+09:00', { journeys: ['birthday'], sweeps: true }, async (shop) => {
    const buyers = [regular, silent, returning, leapling, abroad, customer];
    for (const one of [...buyers, regular]) shop.post('order.placed', one, order(`of-${one.id}`));
    for (const _ of ['once', 'twice']) shop.post('customer.updated', stranger);
    await shop.until('2026-03-08T10:30:00+09:00');
    shop.post('order.refunded', returning, refund('of-returning'));
    await shop.until('2027-03-10T12:00:00+09:00');
  });

  const congratulated = (who: Customer) =>
    shop()
      .sentToTheMinute(who)
      .filter(([step]) => step === 'congratulations');

  it('of a customer is congratulated on at ten, every year, with a coupon of thirty days', async () => {
    expect(congratulated(regular)).toEqual([
      ['congratulations', '2026-03-08 10:00'],
      ['congratulations', '2027-03-08 10:00'],
    ]);
    const lines = (await shop().ledgerOf(regular)).filter(({ step }) => step === 'congratulations');
    const coupons = lines.map(({ coupon }) => coupon);
    expect(coupons[0]?.expiresAt).toBe(Date.parse('2026-04-07T23:59:59+09:00'));
    expect(new Set(coupons.map((coupon) => coupon?.code)).size).toBe(2);
  });

  it('comes at ten of New York, on the day when the clock goes forward, and for leaplings on the 28th', () => {
    expect(congratulated(abroad)[0]).toEqual(['congratulations', '2026-03-08 10:00']);
    expect(congratulated(leapling)[0]).toEqual(['congratulations', '2026-02-28 10:00']);
  });

  it('is nothing to those who never ordered, did not agree or never told it', async () => {
    for (const one of [stranger, silent, customer]) {
      expect((await shop().runsOf(one)).filter(({ journey }) => journey === 'birthday')).toEqual([]);
    }
  });
});
