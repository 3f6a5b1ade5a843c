import { describe, expect, it } from 'vitest';
import { type Detail, inTokyo, order, parcel } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';
import { stackWith } from './own-stack.ts';

const journey = `journey: after-order
about: Asks those who came back something else than the others.
purpose: transactional
starts: { on: order.placed, once per: order }
ends: { when: [order.cancelled] }
steps:
  - wait: until Friday, at 10:00
  - if: { orders: { since start: [0] }, event: { order: { number: [{ prefix: No. }] } } }
    then:
      - wait: until 1 day before shipment.expectedAt, at 09:00
      - send: soon
    else:
      - if: { customer: { country: [JP] } }
        then: [{ send: again }]
  - wait: 1 day
  - split:
      - { weight: 50, steps: [{ send: plain }] }
      - { weight: 50, hold-out: true, steps: [{ send: silent }] }
`;

const own = stackWith({ 'after-order': journey });

const opens = '2026-03-02T15:00:00+09:00'; // a Monday
const story = (tell: (shop: LocalShop) => Promise<void>) => inShop(opens, tell, { cdkOut: own().cdkOut });
const promised = (orderId: string, expectedAt: string): Detail => {
  const { order: of, shipment } = parcel(orderId);
  return { order: of, shipment: { ...(shipment as Detail), expectedAt } }; // as parcel made it
};

describe('a journey with choices', () => {
  it('goes one way for those who have not come back, by the date of their parcel', () =>
    story(async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-03T12:00:00+09:00');
      shop.post('shipment.dispatched', buyer, promised('order-1', '2026-03-10T12:00:00+09:00'));
      await shop.toTheEnd();
      expect(shop.sentTo(buyer)[0]).toEqual(['soon', '2026-03-09 09:00']);
      const [run] = await shop.runsOf(buyer);
      expect(run?.ended).toMatchObject({ why: 'completed', at: Date.parse('2026-03-10T09:00:00+09:00') });
    }));

  it('goes the other way for those who have', () =>
    story(async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-04T12:00:00+09:00');
      shop.post('order.placed', buyer, order('order-2'));
      await shop.toTheEnd();
      const first = (await shop.runsOf(buyer)).find(({ subject }) => subject.id === 'order-1');
      const steps = (await shop.ledgerOf(buyer)).filter(({ run }) => run === first?.id);
      expect(steps[0]).toMatchObject({ step: 'again', outcome: 'sent', due: Date.parse('2026-03-06T10:00:00+09:00') });
    }));

  it('sends to one part of the runs, and records for the other what it kept back', () =>
    story(async (shop) => {
      const buyers = Array.from({ length: 24 }, (_, at) => inTokyo(`buyer-${at}`));
      for (const [at, buyer] of buyers.entries()) shop.post('order.placed', buyer, order(`order-${at}`));
      await shop.toTheEnd();
      const last = await Promise.all(buyers.map(async (buyer) => (await shop.outcomesOf(buyer)).at(-1)?.join(' ')));
      expect(new Set(last)).toEqual(new Set(['plain sent', 'silent skipped hold-out']));
      expect(shop.runtime.outbox.mails.filter(({ subject }) => subject === 'silent')).toEqual([]);
      const ends = await Promise.all(buyers.map(async (buyer) => (await shop.runsOf(buyer))[0]?.ended?.why));
      expect(new Set(ends)).toEqual(new Set(['completed']));
    }));

  it('lets those pass at once whose order is cancelled before the choice', () =>
    story(async (shop) => {
      const buyer = inTokyo('buyer');
      shop.post('order.placed', buyer, order('order-1'));
      await shop.until('2026-03-04T12:00:00+09:00');
      shop.post('order.cancelled', buyer, { order: { id: 'order-1' } });
      await shop.toTheEnd();
      expect(shop.now).toBeLessThan(Date.parse('2026-03-06T11:00:00+09:00'));
      expect(shop.sentTo(buyer)).toEqual([]);
      expect((await shop.outcomesOf(buyer)).map(([, ...outcome]) => outcome)).toEqual([
        ['skipped', 'run-ended', 'order.cancelled'],
      ]);
    }));
});
