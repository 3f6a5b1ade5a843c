import { describe, expect, it } from 'vitest';
import { inNewYork, inTokyo, order, parcel, refund } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const both = ['satisfaction', 'review-request'];
const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, both, tell);
const opens = '2026-03-03T15:00:00+09:00';
const ordered: ShopEvent = [opens, 'order.placed', order('order-1')];
const delivered: ShopEvent = ['2026-03-05T16:00:00+09:00', 'shipment.delivered', parcel('order-1')];
const answered = (score: number, at: string): ShopEvent => [
  at,
  'survey.answered',
  { survey: { id: 'survey-1', score }, order: { id: 'order-1' } },
];

/** Why the run that asks how it was is over. */
async function endIn(shop: Shop, customer: ReturnType<typeof inTokyo>): Promise<string | undefined> {
  const runs = await shop.runsOf(customer);
  return runs.find(({ journey }) => journey === 'satisfaction')?.ended?.reason;
}

describe('the question how it was', () => {
  it('is asked at 10:00 four days after the delivery, once per order, and a high score is thanked for at once', () =>
    story(opens, async (shop) => {
      const content = inTokyo('content', { consent: {} });
      const second = { ...parcel('order-1'), shipment: { id: 'second-parcel' } };
      await shop.tell(content, [
        ordered,
        delivered,
        ['2026-03-06T12:00:00+09:00', 'shipment.delivered', second],
        answered(7, '2026-03-10T22:00:00+09:00'),
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(content)).toEqual([
        ['how-was-it', '2026-03-09 10:00'],
        ['thanks', '2026-03-10 22:00'],
      ]);
      expect(shop.services.notes).toEqual([]);
      expect(await endIn(shop, content)).toBe('all steps done');
    }));

  it('that is answered with a low score tells the staff, apologizes at once, and puts the review request off', () =>
    story(opens, async (shop) => {
      const unhappy = inTokyo('unhappy');
      await shop.tell(unhappy, [ordered, delivered, answered(6, '2026-03-10T23:30:00+09:00')]);
      await shop.until('2026-03-10T23:31:00+09:00');
      expect(shop.services.notes.map(({ customer, occurredAt }) => [customer.id, occurredAt])).toEqual([
        ['unhappy', '2026-03-10T14:30:00Z'],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(unhappy)).toEqual([
        ['how-was-it', '2026-03-09 10:00'],
        ['sorry', '2026-03-10 23:30'],
        ['ask', '2026-03-25 10:00'],
      ]);
      expect(shop.services.notes).toHaveLength(1);
    }));

  it('is asked once the last parcel of two is there, and answers are waited for as long as ever', () =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      const second = { ...parcel('order-1'), shipment: { id: 'second-parcel' } };
      await shop.tell(buyer, [
        ordered,
        ['2026-03-04T09:00:00+09:00', 'shipment.dispatched', second],
        delivered,
        ['2026-03-16T16:00:00+09:00', 'shipment.delivered', second],
        answered(9, '2026-03-26T12:00:00+09:00'),
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([
        ['how-was-it', '2026-03-20 10:00'],
        ['ask', '2026-03-23 10:00'],
        ['thanks', '2026-03-26 12:00'],
      ]);
      expect(shop.services.notes).toEqual([]);
    }));

  it('is followed by nothing, not even thanks, when a further parcel left before it was asked', () =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      const second = { ...parcel('order-1'), shipment: { id: 'second-parcel' } };
      await shop.tell(buyer, [ordered, delivered, ['2026-03-08T09:00:00+09:00', 'shipment.dispatched', second]]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([]);
      expect(await endIn(shop, buyer)).toBe('not-delivered');
    }));

  it('that is answered well leaves the review request as it is', () =>
    story(opens, async (shop) => {
      const content = inTokyo('content');
      await shop.tell(content, [ordered, delivered, answered(9, '2026-03-10T12:00:00+09:00')]);
      await shop.toTheEnd();
      expect(shop.sentTo(content)).toEqual([
        ['how-was-it', '2026-03-09 10:00'],
        ['thanks', '2026-03-10 12:00'],
        ['ask', '2026-03-12 10:00'],
      ]);
    }));

  it('that nobody answers within a week is not asked again', () =>
    story(opens, async (shop) => {
      const [silent, late] = [inTokyo('silent'), inTokyo('late')];
      for (const one of [silent, late]) shop.post('order.placed', one, order('order-1'));
      await shop.until('2026-03-05T16:00:00+09:00');
      for (const one of [silent, late]) shop.post('shipment.delivered', one, parcel('order-1'));
      await shop.tell(late, [answered(2, '2026-03-16T10:01:00+09:00')]);
      await shop.toTheEnd();
      for (const one of [silent, late]) {
        expect(shop.sentTo(one)).toEqual([
          ['how-was-it', '2026-03-09 10:00'],
          ['ask', '2026-03-12 10:00'],
        ]);
        expect(await endIn(shop, one)).toBe('no answer');
      }
      expect(shop.services.notes).toEqual([]);
    }));

  it('that was answered before it was asked is not asked: they hear what the others hear', () =>
    story(opens, async (shop) => {
      const hasty = inTokyo('hasty');
      await shop.tell(hasty, [ordered, delivered, answered(3, '2026-03-06T12:00:00+09:00')]);
      await shop.toTheEnd();
      expect(shop.sentTo(hasty)).toEqual([
        ['sorry', '2026-03-09 10:00'],
        ['ask', '2026-03-21 10:00'],
      ]);
      expect(await shop.outcomesOf(hasty)).toContainEqual(['how-was-it', 'skipped', 'condition']);
      expect(shop.services.notes).toHaveLength(1);
    }));

  it.each<[string, ShopEvent]>([
    ['ask for their money back', ['2026-03-06T12:00:00+09:00', 'order.refunded', refund('order-1')]],
    ['cancel', ['2026-03-06T12:00:00+09:00', 'order.cancelled', { order: { id: 'order-1' } }]],
  ])('is not asked of those who %s', (_, event) =>
    story(opens, async (shop) => {
      const gone = inTokyo('gone');
      await shop.tell(gone, [ordered, delivered, event]);
      await shop.toTheEnd();
      expect(shop.sentTo(gone)).toEqual([]);
      expect(await endIn(shop, gone)).toBe(event[1]);
    }),
  );

  it('is asked at 10:00 of New York although the clocks go forward in between', () =>
    story('2026-03-05T10:00:00-05:00', async (shop) => {
      const abroad = inNewYork('abroad');
      await shop.tell(abroad, [
        ['2026-03-05T10:00:00-05:00', 'shipment.delivered', parcel('order-1')],
        answered(10, '2026-03-09T12:00:00-04:00'),
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(abroad)).toEqual([
        ['how-was-it', '2026-03-09 10:00'],
        ['thanks', '2026-03-09 12:00'],
        ['ask', '2026-03-12 10:00'],
      ]);
      expect(shop.services.sent[0]?.at).toBe(Date.parse('2026-03-09T10:00:00-04:00'));
    }));

  it('goes by the last answer when all is heard of twice and backwards', () =>
    story(opens, async (shop) => {
      const [unhappy, content] = [inTokyo('unhappy'), inTokyo('content')];
      await shop.until('2026-03-05T17:00:00+09:00');
      for (const one of [unhappy, content]) shop.tellBackwards(one, [ordered, delivered]);
      await shop.until('2026-03-09T22:00:00+09:00');
      const answers = (first: number, last: number): ShopEvent[] => [
        answered(first, '2026-03-09T18:00:00+09:00'),
        answered(last, '2026-03-09T21:00:00+09:00'),
      ];
      shop.tellBackwards(unhappy, answers(10, 2));
      shop.tellBackwards(content, answers(2, 10));
      await shop.toTheEnd();
      const asked = ['how-was-it', '2026-03-09 10:00'];
      expect(shop.sentTo(unhappy)).toEqual([asked, ['sorry', '2026-03-09 22:00'], ['ask', '2026-03-24 10:00']]);
      expect(shop.sentTo(content)).toEqual([asked, ['thanks', '2026-03-09 22:00'], ['ask', '2026-03-12 10:00']]);
      expect(shop.services.notes.map(({ customer }) => customer.id)).toEqual(['unhappy']);
    }));
});
