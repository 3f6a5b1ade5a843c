import { describe, expect, it } from 'vitest';
import { inTokyo, order, parcel } from './customers.ts';
import { inShop, type Shop } from './shop.ts';

const opens = '2026-03-02T15:00:00+09:00';
const buyer = inTokyo('buyer');

/** The state that the only execution of the journey stands in. */
function standsIn(shop: Shop): unknown {
  const [execution] = shop.runtime.executions().filter(({ machine }) => machine.name.includes('post-purchase'));
  return execution?.history.findLast(({ type }) => type.endsWith('StateEntered'))?.stateEnteredEventDetails?.name;
}

describe('after a purchase', () => {
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
      expect(run?.ended).toMatchObject({ why: 'completed' });
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
        ['how-to-use', 'skipped', 'run-ended', 'order.cancelled'],
      ]);
    }));
});
