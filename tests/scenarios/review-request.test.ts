import { describe, expect, it } from 'vitest';
import { inTokyo, order, parcel, refund } from './customers.ts';
import { inShop, type Shop } from './shop.ts';

const opens = '2026-03-02T15:00:00+09:00';
const buyer = inTokyo('buyer');

async function ordered(shop: Shop): Promise<void> {
  shop.post('order.placed', buyer, order('order-1'));
  await shop.until('2026-03-03T12:00:00+09:00');
}

const asked = (shop: Shop) => shop.sentTo(buyer).filter(([step]) => step === 'ask');
const askLines = async (shop: Shop) => (await shop.outcomesOf(buyer)).filter(([step]) => step === 'ask');

describe('a review', () => {
  it('is asked for a week after the delivery, once per order', () =>
    inShop(opens, async (shop) => {
      await ordered(shop);
      shop.post('shipment.delivered', buyer, parcel('order-1'));
      await shop.until('2026-03-04T12:00:00+09:00');
      shop.post('shipment.delivered', buyer, { ...parcel('order-1'), shipment: { id: 'second-parcel' } });
      await shop.toTheEnd();
      expect(asked(shop)).toEqual([['ask', '2026-03-10 10:00']]);
    }));

  it('is never asked for when a refund was opened before the delivery', () =>
    inShop(opens, async (shop) => {
      await ordered(shop);
      shop.post('order.refunded', buyer, refund('order-1'));
      await shop.until('2026-03-03T13:00:00+09:00');
      shop.post('shipment.delivered', buyer, parcel('order-1'));
      await shop.toTheEnd();
      expect(asked(shop)).toEqual([]);
      expect(await askLines(shop)).toEqual([['ask', 'skipped', 'refund']]);
    }));

  it('is never asked for when a refund was opened after the delivery', () =>
    inShop(opens, async (shop) => {
      await ordered(shop);
      shop.post('shipment.delivered', buyer, parcel('order-1'));
      await shop.until('2026-03-10T09:59:00+09:00');
      shop.post('order.refunded', buyer, refund('order-1'));
      await shop.toTheEnd();
      expect(asked(shop)).toEqual([]);
      expect(await askLines(shop)).toEqual([['ask', 'skipped', 'run-ended', 'order.refunded']]);
    }));

  it('is asked for when the refund was declined before the delivery', () =>
    inShop(opens, async (shop) => {
      await ordered(shop);
      shop.post('order.refunded', buyer, refund('order-1'));
      await shop.until('2026-03-03T13:00:00+09:00');
      shop.post('order.refunded', buyer, refund('order-1', 'declined'));
      await shop.until('2026-03-03T14:00:00+09:00');
      shop.post('shipment.delivered', buyer, parcel('order-1'));
      await shop.toTheEnd();
      expect(asked(shop)).toEqual([['ask', '2026-03-10 10:00']]);
    }));

  it('is not asked for when the customer has told that it was not good', () =>
    inShop(opens, async (shop) => {
      await ordered(shop);
      shop.post('shipment.delivered', buyer, parcel('order-1'));
      await shop.until('2026-03-09T12:00:00+09:00');
      shop.post('survey.answered', buyer, { survey: { id: 'survey-1', score: 6 }, order: { id: 'order-1' } });
      await shop.toTheEnd();
      expect(await askLines(shop)).toEqual([['ask', 'skipped', 'condition']]);
    }));

  it('is asked for when it was good, and when only another order was not', () =>
    inShop(opens, async (shop) => {
      await ordered(shop);
      shop.post('shipment.delivered', buyer, parcel('order-1'));
      await shop.until('2026-03-09T12:00:00+09:00');
      shop.post('survey.answered', buyer, { survey: { id: 'survey-1', score: 7 }, order: { id: 'order-1' } });
      shop.post('survey.answered', buyer, { survey: { id: 'survey-0', score: 0 }, order: { id: 'order-0' } });
      await shop.toTheEnd();
      expect(asked(shop)).toEqual([['ask', '2026-03-10 10:00']]);
    }));

  it('is not asked for once it is written', () =>
    inShop(opens, async (shop) => {
      await ordered(shop);
      shop.post('shipment.delivered', buyer, parcel('order-1'));
      await shop.until('2026-03-05T12:00:00+09:00');
      shop.post('review.submitted', buyer, { review: { id: 'review-1', rating: 5 }, order: { id: 'order-1' } });
      await shop.toTheEnd();
      expect(await askLines(shop)).toEqual([['ask', 'skipped', 'run-ended', 'review.submitted']]);
    }));
});
