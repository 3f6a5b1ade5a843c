import { describe, expect, it } from 'vitest';
import { inTokyo, order, parcel, refund } from './customers.ts';
import { inShop, type Shop } from './shop.ts';

const opens = '2026-03-02T15:00:00+09:00';
const buyer = inTokyo('buyer');

/** The state that the only execution of the journey stands in. */
function standsIn(shop: Shop): unknown {
  const [execution] = shop.runtime.executions().filter(({ machine }) => machine.name.includes('post-purchase'));
  return execution?.history.findLast(({ type }) => type.endsWith('StateEntered'))?.stateEnteredEventDetails?.name;
}

describe('after a purchase', () => {
  it('the customer is shown twelve days after the delivery what may go with it, if they agreed to offers', () =>
    inShop(opens, async (shop) => {
      const silent = inTokyo('silent', { consent: {} });
      for (const one of [buyer, silent]) shop.post('order.placed', one, order(`order-of-${one.id}`));
      await shop.until('2026-03-05T16:30:00+09:00');
      for (const one of [buyer, silent]) shop.post('shipment.delivered', one, parcel(`order-of-${one.id}`));
      await shop.toTheEnd();
      expect(shop.sentTo(buyer).slice(-1)).toEqual([['goes-with', '2026-03-17 10:00']]);
      const [offer] = shop.mailsTo(buyer).slice(-1);
      expect(offer?.headers.map(({ name }) => name)).toContain('List-Unsubscribe');
      expect((await shop.outcomesOf(silent)).slice(-1)).toEqual([['goes-with', 'skipped', 'no-consent']]);
      const runs = await shop.runsOf(buyer);
      expect(runs.find(({ journey }) => journey === 'post-purchase')?.ended).toMatchObject({ why: 'completed' });
    }));

  it('nothing is offered to those who told that it was not good, or sent it back', () =>
    inShop(opens, async (shop) => {
      const returning = inTokyo('returning');
      for (const one of [buyer, returning]) shop.post('order.placed', one, order(`order-of-${one.id}`));
      await shop.until('2026-03-05T16:30:00+09:00');
      for (const one of [buyer, returning]) shop.post('shipment.delivered', one, parcel(`order-of-${one.id}`));
      await shop.until('2026-03-10T12:00:00+09:00');
      shop.post('survey.answered', buyer, { survey: { id: 'survey', score: 4 }, order: { id: 'order-of-buyer' } });
      shop.post('order.refunded', returning, refund('order-of-returning'));
      await shop.toTheEnd();
      expect((await shop.outcomesOf(buyer)).slice(-1)).toEqual([['goes-with', 'skipped', 'condition']]);
      expect((await shop.outcomesOf(returning)).slice(-1)).toEqual([
        ['goes-with', 'skipped', 'run-ended', 'order.refunded'],
      ]);
    }));

  it('the customer is thanked the next morning, and helped two days after the delivery', () =>
    inShop(opens, async (shop) => {
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-05T16:30:00+09:00');
      expect(standsIn(shop)).toBe('Await shipment.delivered');
      shop.post('shipment.delivered', buyer, parcel('order-1'));
      await shop.until('2026-03-07T12:00:00+09:00');
      expect(shop.sentTo(buyer)).toEqual([
        ['thanks', '2026-03-03 10:00'],
        ['how-to-use', '2026-03-07 10:00'],
      ]);
      expect(shop.mailsTo(buyer)[0]?.subject).toBe('ご注文ありがとうございます（ご注文番号 No. order-1）');
      expect(shop.mailsTo(buyer)[0]?.headers).toEqual([]);
      const [run] = (await shop.runsOf(buyer)).filter(({ journey }) => journey === 'post-purchase');
      expect(run?.ended).toBeUndefined();
    }));

  it('an order that is cancelled during the wait is not mentioned any more', () =>
    inShop(opens, async (shop) => {
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-04T12:00:00+09:00');
      shop.post('order.cancelled', buyer, { order: { id: 'order-1' } });
      await shop.toTheEnd();
      expect(shop.now).toBeLessThan(Date.parse('2026-03-05T00:00:00+09:00'));
      expect(shop.sentTo(buyer)).toEqual([['thanks', '2026-03-03 10:00']]);
      expect(await shop.outcomesOf(buyer)).toEqual([
        ['thanks', 'sent'],
        ['goes-with', 'skipped', 'run-ended', 'order.cancelled'],
        ['how-to-use', 'skipped', 'run-ended', 'order.cancelled'],
      ]);
    }));
});
