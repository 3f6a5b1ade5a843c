import { describe, expect, it } from 'vitest';
import { inLondon, inTokyo, order, parcel, refund } from '../scenarios/customers.ts';
import type { Happening, Shop } from './shop.ts';
import { inShop } from './story.ts';

const story = (opens: string, tell: (shop: Shop) => Promise<void>) => inShop(opens, ['review-request'], tell);
const opens = '2026-03-02T15:00:00+09:00';
const ordered: Happening = [opens, 'order.placed', order('order-1')];
const delivered: Happening = ['2026-03-03T12:00:00+09:00', 'shipment.delivered', parcel('order-1')];
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

  it.each<[string, Happening]>([
    ['it is written', ['2026-03-05T12:00:00+09:00', 'review.submitted', review]],
    ['a refund is opened', ['2026-03-10T09:59:00+09:00', 'order.refunded', refund('order-1')]],
    ['the order is cancelled', ['2026-03-05T12:00:00+09:00', 'order.cancelled', { order: { id: 'order-1' } }]],
  ])('is not asked for once %s', (_, happening) =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      await shop.tell(buyer, [ordered, delivered, happening]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual([]);
      expect(await shop.outcomesOf(buyer)).toEqual([['ask', 'skipped', 'run-ended', happening[1]]]);
    }),
  );

  it('is asked for when the refund was declined before the delivery, and not while it is open', () =>
    story(opens, async (shop) => {
      const [content, waiting] = [inTokyo('content'), inTokyo('waiting')];
      const claimed: Happening = ['2026-03-02T17:00:00+09:00', 'order.refunded', refund('order-1')];
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
    [6, [], [['ask', 'skipped', 'condition']]],
    [7, [['ask', '2026-03-10 10:00']], [['ask', 'sent']]],
  ])('is asked for of a customer who gave %i of 10 only above six', (score, sent, outcomes) =>
    story(opens, async (shop) => {
      const buyer = inTokyo('buyer');
      const answer = { survey: { id: 'survey-1', score }, order: { id: 'order-1' } };
      await shop.tell(buyer, [ordered, delivered, ['2026-03-09T12:00:00+09:00', 'survey.answered', answer]]);
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)).toEqual(sent);
      expect(await shop.outcomesOf(buyer)).toEqual(outcomes);
    }),
  );

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
