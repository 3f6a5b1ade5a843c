import { describe, expect, it } from 'vitest';
import { inLondon, inTokyo, order, parcel, refund } from '../scenarios/customers.ts';
import type { Shop, ShopEvent } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['review-request'], tell);
const opens = '2026-03-02T15:00:00+09:00';
const ordered: ShopEvent = [opens, 'order.placed', order('order-1')];
const delivered: ShopEvent = ['2026-03-03T12:00:00+09:00', 'shipment.delivered', parcel('order-1')];
const review = { review: { id: 'review-1', rating: 5 }, order: { id: 'order-1' } };

describe('a review', () => {
  it('is asked for a week after the delivery at 10:00, once per order', () =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      const second = { ...parcel('order-1'), shipment: { id: 'second-parcel' } };
      await shop.tell(buyer, [ordered, delivered, ['2026-03-04T12:00:00+09:00', 'shipment.delivered', second]]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['ask', '2026-03-10 10:00']]);
      expect(await shop.endOf(buyer)).toEqual(['completed', 'all steps done', '2026-03-10 10:00']);
    }));

  it.each<[string, ShopEvent]>([
    ['it is written', ['2026-03-05T12:00:00+09:00', 'review.submitted', review]],
    ['a refund is opened', ['2026-03-10T09:59:00+09:00', 'order.refunded', refund('order-1')]],
    ['the order is cancelled', ['2026-03-05T12:00:00+09:00', 'order.cancelled', { order: { id: 'order-1' } }]],
  ])('is not asked for once %s', (_, event) =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [ordered, delivered, event]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([]);
      expect(await shop.outcomesOf(buyer)).toEqual([['ask', 'skipped', 'run-ended', event[1]]]);
    }),
  );

  it('is asked for when the refund was declined before the delivery, and not while it is open', () =>
    story(opens, async (shop) => {
      const [content, waiting] = [inTokyo('content'), inTokyo('waiting')];
      const claimed: ShopEvent = ['2026-03-02T17:00:00+09:00', 'order.refunded', refund('order-1')];
      const declined = refund('order-1', 'declined');
      await shop.tell(waiting, [ordered, claimed]);
      await shop.tell(content, [ordered, claimed, ['2026-03-03T09:00:00+09:00', 'order.refunded', declined]]);
      await shop.tell(waiting, [delivered]);
      await shop.tell(content, [delivered]);
      await shop.toTheEnd();
      expect(shop.sentTo(content)).toEqual([['ask', '2026-03-10 10:00']]);
      expect(await shop.outcomesOf(waiting)).toEqual([['ask', 'skipped', 'refund']]);
    }));

  it.each([
    [0, '2026-03-24 10:00'],
    [6, '2026-03-24 10:00'],
    [7, '2026-03-10 10:00'],
  ])('is asked for whatever the score: of a customer who gave %i of 10 on %s', (score, time) =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      const answer = { survey: { id: 'survey-1', score }, order: { id: 'order-1' } };
      await shop.tell(buyer, [ordered, delivered, ['2026-03-09T12:00:00+09:00', 'survey.answered', answer]]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['ask', time]]);
      expect(await shop.outcomesOf(buyer)).toEqual([['ask', 'sent']]);
    }),
  );

  it('is asked for the morning after a complaint is settled, and not again when the score was corrected', () =>
    story(opens, async (shop) => {
      const [answered, mistaken] = [inTokyo('answered'), inTokyo('mistaken')];
      const answer = (score: number) => ({ survey: { id: 'survey-1', score }, order: { id: 'order-1' } });
      for (const one of [answered, mistaken]) shop.post('order.placed', one, order('order-1'));
      await shop.until('2026-03-03T12:00:00+09:00');
      for (const one of [answered, mistaken]) shop.post('shipment.delivered', one, parcel('order-1'));
      await shop.until('2026-03-09T12:00:00+09:00');
      for (const one of [answered, mistaken]) shop.post('survey.answered', one, answer(2));
      await shop.tell(mistaken, [['2026-03-09T12:01:00+09:00', 'survey.answered', answer(9)]]);
      await shop.until('2026-03-10T12:00:00+09:00');
      expect(await shop.outcomesOf(answered)).toEqual([['ask', 'held', 'open-complaint']]);
      await shop.tell(answered, [
        ['2026-03-12T15:00:00+09:00', 'inquiry.received', { inquiry: { id: 'inquiry-1' } }],
        ['2026-03-15T15:00:00+09:00', 'inquiry.closed', { inquiry: { id: 'inquiry-1' } }],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(answered)).toEqual([['ask', '2026-03-16 10:00']]);
      expect(shop.sentTo(mistaken)).toEqual([['ask', '2026-03-10 10:00']]);
    }));

  it.each([
    ['the order', { review: { id: 'review-1', rating: 4 }, order: { id: 'order-1' } }],
    ['what was in it', { review: { id: 'review-1', rating: 4, productId: 'p-1' } }],
  ])('of %s that was written before the delivery was reported is not asked for', (_, written) =>
    story(opens, async (shop) => {
      const hasty = inTokyo('hasty');
      await shop.tell(hasty, [ordered, ['2026-03-03T11:00:00+09:00', 'review.submitted', written], delivered]);
      await shop.toTheEnd();
      expect(await shop.outcomesOf(hasty)).toEqual([['ask', 'skipped', 'already-reviewed']]);
    }),
  );

  it('of another product, of another order or from before the order is none of it', () =>
    story('2026-03-01T12:00:00+09:00', async (shop) => {
      const critic = inTokyo('critic');
      const about = (id: string, more: object) => ({ review: { id, rating: 4, ...more } });
      await shop.tell(critic, [
        ['2026-03-01T12:00:00+09:00', 'review.submitted', about('earlier', { productId: 'p-1' })],
        ordered,
        ['2026-03-02T16:00:00+09:00', 'review.submitted', about('other-product', { productId: 'p-2' })],
        ['2026-03-02T17:00:00+09:00', 'review.submitted', { ...about('other-order', {}), order: { id: 'old' } }],
        delivered,
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(critic)).toEqual([['ask', '2026-03-10 10:00']]);
    }));

  it('of an order in two parcels is asked for a week after the second', () =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      const second = { ...parcel('order-1'), shipment: { id: 'second-parcel' } };
      await shop.tell(buyer, [
        ordered,
        ['2026-03-02T18:00:00+09:00', 'shipment.dispatched', parcel('order-1')],
        ['2026-03-02T18:00:00+09:00', 'shipment.dispatched', second],
        delivered,
        ['2026-03-04T09:00:00+09:00', 'shipment.delayed', second],
        ['2026-03-20T12:00:00+09:00', 'shipment.delivered', second],
      ]);
      await shop.toTheEnd();
      expect(await shop.outcomesOf(buyer)).toEqual([['ask', 'sent']]);
      expect(shop.sentTo(buyer)).toEqual([['ask', '2026-03-27 10:00']]);
    }));

  it('waits for a parcel that left after the first one had arrived, and is not asked for if it never comes', () =>
    story(opens, async (shop) => {
      const [buyer, waiting] = [inTokyo('buyer'), inTokyo('waiting')];
      const second = { ...parcel('order-1'), shipment: { id: 'second-parcel' } };
      for (const one of [buyer, waiting]) shop.post('order.placed', one, order('order-1'));
      await shop.until('2026-03-03T12:00:00+09:00');
      for (const one of [buyer, waiting]) shop.post('shipment.delivered', one, parcel('order-1'));
      await shop.until('2026-03-09T12:00:00+09:00');
      for (const one of [buyer, waiting]) shop.post('shipment.dispatched', one, second);
      await shop.tell(buyer, [['2026-03-12T12:00:00+09:00', 'shipment.delivered', second]]);
      await shop.toTheEnd();
      expect(await shop.outcomesOf(buyer)).toEqual([
        ['ask', 'skipped', 'not-delivered'],
        ['ask', 'sent'],
      ]);
      expect(shop.sentTo(buyer)).toEqual([['ask', '2026-03-19 10:00']]);
      expect(await shop.outcomesOf(waiting)).toEqual([['ask', 'skipped', 'not-delivered']]);
      expect(await shop.endOf(waiting)).toEqual(['stopped', 'not-delivered', '2026-03-10 10:00']);
    }));

  it('is asked for after the last parcel when all is heard of twice and backwards', () =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      const second = { ...parcel('order-1'), shipment: { id: 'second-parcel' } };
      await shop.until('2026-03-04T18:00:00+09:00');
      shop.tellBackwards(buyer, [
        ordered,
        ['2026-03-02T18:00:00+09:00', 'shipment.dispatched', parcel('order-1')],
        ['2026-03-02T18:00:00+09:00', 'shipment.dispatched', second],
        delivered,
        ['2026-03-04T12:00:00+09:00', 'shipment.delivered', second],
      ]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer).map(([step]) => step)).toEqual(['ask']);
    }));

  it('is asked for at 10:00 of London although the clocks go forward in between', () =>
    story('2026-03-27T15:00:00Z', async (shop) => {
      const buyer = inLondon('buyer');
      shop.post('shipment.delivered', buyer, parcel('order-1'));
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['ask', '2026-04-03 10:00']]);
      expect(shop.now).toBe(Date.parse('2026-04-03T09:00:00Z'));
    }));

  it('is asked for the same when all is heard of twice and backwards', () =>
    story(opens, async (shop) => {
      const [buyer, critic] = [inTokyo('buyer'), inTokyo('critic')];
      await shop.until('2026-03-04T18:00:00+09:00');
      shop.tellBackwards(buyer, [ordered, delivered]);
      shop.tellBackwards(critic, [ordered, delivered, ['2026-03-04T12:00:00+09:00', 'review.submitted', review]]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([['ask', '2026-03-10 10:00']]);
      expect(shop.sentTo(critic)).toEqual([]);
    }));
});
