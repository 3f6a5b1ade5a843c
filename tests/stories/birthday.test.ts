import { describe, expect, it } from 'vitest';
import { cart, inNewYork, inTokyo, order, refund } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['birthday'], tell);
const opens = '2026-02-10T12:00:00+09:00';
const bought: ShopEvent = [opens, 'order.placed', order('order-1')];

describe('a birthday', () => {
  it('is congratulated on at 10:00 every year, with a coupon of thirty days, another one each time', () =>
    story(opens, async (shop) => {
      const regular = inTokyo('regular', { birthday: '1990-03-08' });
      shop.sweepDaily('2027-03-31T00:00:00Z');
      await shop.tell(regular, [bought]);
      await shop.toTheEnd();
      expect(shop.sentTo(regular)).toEqual([
        ['congratulations', '2026-03-08 10:00'],
        ['congratulations', '2027-03-08 10:00'],
      ]);
      const coupons = (await shop.ledgerOf(regular)).map(({ coupon }) => coupon);
      expect(coupons.map((coupon) => coupon?.expiresAt)).toEqual([
        Date.parse('2026-04-07T23:59:59+09:00'),
        Date.parse('2027-04-07T23:59:59+09:00'),
      ]);
      expect(new Set(coupons.map((coupon) => coupon?.code)).size).toBe(2);
      expect(await shop.endOf(regular)).toEqual(['completed', 'all steps done', '2027-03-08 10:00']);
    }));

  it.each([
    ['every week', ['03-08', '03-15', '03-22', '12-30'], ['2026-03-08 10:00']],
    ['across the end of the year', ['12-30', '01-02', '01-05'], ['2026-12-30 10:00']],
  ])('is congratulated on once in a year although the customer changes it %s', (_, birthdays, sent) =>
    story(opens, async (shop) => {
      const hopper = inTokyo('hopper');
      shop.sweepDaily('2027-02-15T00:00:00Z');
      shop.post('order.placed', hopper, order('order-1'));
      for (const [nth, birthday] of birthdays.entries()) {
        const year = nth > 0 && birthday.startsWith('01') ? 2027 : 2026;
        const threeDaysBefore = Date.parse(`${year}-${birthday}T10:00:00+09:00`) - 3 * 86_400_000;
        await shop.until(new Date(threeDaysBefore).toISOString());
        shop.post('customer.updated', { ...hopper, birthday: `1990-${birthday}` });
      }
      await shop.toTheEnd();
      expect(shop.sentTo(hopper).map(([, time]) => time)).toEqual(sent);
    }),
  );

  it('is nothing to those who never ordered, did not agree to letters or never told it', () =>
    story(opens, async (shop) => {
      const stranger = inTokyo('stranger', { birthday: '1990-03-08' });
      const silent = inTokyo('silent', { birthday: '1990-03-08', consent: {} });
      const reserved = inTokyo('reserved');
      shop.sweepDaily('2026-03-31T00:00:00Z');
      shop.post('customer.updated', stranger);
      for (const one of [silent, reserved]) shop.post('order.placed', one, order(`of-${one.id}`));
      await shop.toTheEnd();
      for (const one of [stranger, silent, reserved]) expect(await shop.runsOf(one)).toEqual([]);
    }));

  it('is not congratulated on while the customer wants their money back', () =>
    story(opens, async (shop) => {
      const unhappy = inTokyo('unhappy', { birthday: '1990-03-08' });
      shop.sweepDaily('2026-03-31T00:00:00Z');
      await shop.tell(unhappy, [bought, ['2026-03-07T20:00:00+09:00', 'order.refunded', refund('order-1')]]);
      await shop.toTheEnd();
      expect(shop.sentTo(unhappy)).toEqual([]);
      expect(await shop.outcomesOf(unhappy)).toEqual([['congratulations', 'skipped', 'no-longer-matches']]);
    }));

  it('is congratulated on once the refund is settled, whoever of the account has told of it', () =>
    story(opens, async (shop) => {
      const account = inTokyo('account', { birthday: '1990-03-08' });
      const [byPhone, byBrowser] = [
        { id: 'account', phone: account.phone },
        { id: 'account', anonymousId: 'browser-1' },
      ];
      shop.sweepDaily('2026-03-31T00:00:00Z');
      await shop.tell(account, [bought]);
      await shop.tell(byPhone, [['2026-02-20T12:00:00+09:00', 'order.refunded', refund('order-1')]]);
      await shop.tell(byBrowser, [['2026-03-01T12:00:00+09:00', 'order.refunded', refund('order-1', 'completed')]]);
      await shop.tell(byPhone, [['2026-03-02T12:00:00+09:00', 'customer.updated']]);
      await shop.toTheEnd();
      expect(shop.sentTo(account)).toEqual([['congratulations', '2026-03-08 10:00']]);
    }));

  it('is not congratulated on when the consent is withdrawn that morning', () =>
    story(opens, async (shop) => {
      const leaving = inTokyo('leaving', { birthday: '1990-03-08' });
      const email = { granted: false, at: '2026-03-08T09:30:00+09:00', source: 'preference page' };
      shop.sweepDaily('2026-03-31T00:00:00Z');
      await shop.tell(leaving, [bought]);
      await shop.until('2026-03-08T09:30:00+09:00');
      shop.post('customer.updated', { ...leaving, consent: { email } });
      await shop.toTheEnd();
      expect(shop.sentTo(leaving)).toEqual([]);
      expect(await shop.outcomesOf(leaving)).toEqual([['congratulations', 'skipped', 'no-longer-matches']]);
    }));

  it('is not congratulated on when a traveller asks for the money back while the letter waits for their morning', () =>
    story(opens, async (shop) => {
      const [traveller, returning] = [inTokyo('traveller'), inTokyo('returning')];
      shop.sweepDaily('2026-03-31T00:00:00Z');
      for (const one of [traveller, returning]) {
        shop.post('order.placed', { ...one, birthday: '1990-03-08' }, order(`of-${one.id}`));
      }
      await shop.until('2026-03-08T09:30:00+09:00');
      const inParis = [traveller, returning].map((one) => ({ ...one, timeZone: 'Europe/Paris' }));
      for (const one of inParis) shop.post('customer.updated', one);
      await shop.tell(returning, [['2026-03-08T12:00:00+09:00', 'order.refunded', refund('of-returning')]]);
      await shop.toTheEnd();
      expect(inParis.map((one) => shop.sentTo(one))).toEqual([[['congratulations', '2026-03-08 08:00']], []]);
      expect(await shop.outcomesOf(returning)).toEqual([['congratulations', 'skipped', 'run-ended', 'order.refunded']]);
    }));

  it('comes before a cart that would be spoken of the same morning', () =>
    inShop('2026-02-10T12:00:00-05:00', ['birthday', 'abandoned-cart'], async (shop) => {
      const shopper = inNewYork('shopper', { birthday: '1990-03-12' });
      shop.sweepDaily('2026-03-31T00:00:00Z');
      await shop.tell(shopper, [
        ['2026-02-10T12:00:00-05:00', 'order.placed', order('order-1')],
        ['2026-03-12T00:30:00-04:00', 'cart.updated', cart('cart-1')],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(shopper)).toEqual([
        ['congratulations', '2026-03-12 10:00'],
        ['reminder', '2026-03-13 08:00'],
        ['last-call', '2026-03-14 08:00'],
      ]);
    }));

  it('in New York is congratulated on at 10:00 of the very day on which the clocks go forward', () =>
    story('2026-02-10T12:00:00-05:00', async (shop) => {
      const abroad = inNewYork('abroad', { birthday: '--03-08' });
      shop.sweepDaily('2026-03-31T00:00:00Z');
      shop.post('order.placed', abroad, order('order-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(abroad)).toEqual([['congratulations', '2026-03-08 10:00']]);
      expect(shop.services.sent[0]?.at).toBe(Date.parse('2026-03-08T10:00:00-04:00'));
    }));

  it('on 29 February is congratulated on on that day, and on the 28th of the years that have none', () =>
    story('2027-02-10T12:00:00+09:00', async (shop) => {
      const leapling = inTokyo('leapling', { birthday: '2000-02-29' });
      shop.sweepDaily('2028-03-31T00:00:00Z');
      shop.post('order.placed', leapling, order('order-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(leapling)).toEqual([
        ['congratulations', '2027-02-28 10:00'],
        ['congratulations', '2028-02-29 10:00'],
      ]);
    }));

  it('is congratulated on once when all is heard of twice and backwards, and looked for twice', () =>
    story('2026-03-08T08:00:00+09:00', async (shop) => {
      const [regular, leaving] = [inTokyo('regular'), inTokyo('leaving')];
      const email = { granted: false, at: '2026-03-07T18:00:00+09:00', source: 'preference page' };
      const bought: ShopEvent = ['2026-03-06T12:00:00+09:00', 'order.placed', order('order-1')];
      const told: ShopEvent = ['2026-03-07T12:00:00+09:00', 'customer.updated'];
      shop.tellBackwards({ ...regular, birthday: '1990-03-08' }, [bought, told]);
      shop.tellBackwards({ ...leaving, birthday: '1990-03-08', consent: { email } }, [told]);
      shop.tellBackwards({ ...leaving, birthday: '1990-03-08' }, [bought, told]);
      shop.sweep();
      shop.sweepDaily('2026-03-09T00:00:00Z');
      await shop.toTheEnd();
      expect(shop.sentTo(regular)).toEqual([['congratulations', '2026-03-08 10:00']]);
      expect(await shop.runsOf(leaving)).toEqual([]);
    }));
});
