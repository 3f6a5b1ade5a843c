import { describe, expect, it } from 'vitest';
import { inTokyo, order, parcel } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';
import { stackWith } from './own-stack.ts';

const journey = `journey: after-order
about: Goes by what comes first after the order, and writes to everybody in the end.
purpose: transactional
starts: { on: order.placed, once per: order }
ends: { when: [order.cancelled] }
steps:
  - send: hello
  - await:
      shipment.delivered: []
      message.clicked:
        - wait: 1 hour
        - send: more
      message.opened: [{ send: much-more }]
    within: 2 days
    otherwise:
      - send: again
  - wait: 3 hours
  - send: goodbye
  - await: { shipment.delivered: [] }
    within: 5 days
  - wait: 1 hour
  - await: { shipment.delivered: [] }
    within: 5 days
`;

const own = stackWith({ 'after-order': journey });
const opens = '2026-03-02T15:00:00+09:00';
const reader = inTokyo('reader');

/** Somebody who orders, and reads the first mail or not. */
function story(reads: 'open' | 'click' | undefined, tell: (shop: LocalShop) => Promise<void>) {
  const mail = ({ subject }: { readonly subject: string }) => (reads && subject === 'hello' ? [reads] : []);
  const began = async (shop: LocalShop) => {
    shop.post('order.placed', reader, order('order-1'));
    await tell(shop);
  };
  return inShop(opens, began, { cdkOut: own().cdkOut, feedback: { mail } });
}

describe('an await with steps for each event', () => {
  it('goes on by a click in the last message, counting from the click', () =>
    story('click', async (shop) => {
      await shop.toTheEnd();
      expect(shop.sentToTheMinute(reader)).toEqual([
        ['hello', '2026-03-02 15:00'],
        ['more', '2026-03-02 16:26'], // an hour after the click, which comes 26 minutes after the mail
        ['goodbye', '2026-03-02 19:26'],
      ]);
      expect((await shop.runsOf(reader))[0]?.ended).toMatchObject({ reason: 'no shipment.delivered within 5 days' });
    }));

  it('goes on by what else was awaited', () =>
    story('open', async (shop) => {
      await shop.toTheEnd();
      expect(shop.sentToTheMinute(reader).map(([step]) => step)).toEqual(['hello', 'much-more', 'goodbye']);
    }));

  it('just goes on where nothing is said, and is complete when nothing follows', () =>
    story(undefined, async (shop) => {
      await shop.until('2026-03-03T12:00:00+09:00');
      for (let twice = 0; twice < 2; twice += 1) shop.post('shipment.delivered', reader, parcel('order-1'));
      await shop.toTheEnd();
      expect(shop.sentToTheMinute(reader)).toEqual([
        ['hello', '2026-03-02 15:00'],
        ['goodbye', '2026-03-03 15:00'],
      ]);
      expect((await shop.runsOf(reader))[0]?.ended?.why).toBe('completed');
    }));

  it('comes back to the line after a time-out, and hears no more of what comes late', () =>
    story(undefined, async (shop) => {
      await shop.until('2026-03-04T16:00:00+09:00');
      shop.post('shipment.delivered', reader, parcel('order-1'));
      await shop.toTheEnd();
      expect(shop.sentToTheMinute(reader)).toEqual([
        ['hello', '2026-03-02 15:00'],
        ['again', '2026-03-04 15:00'],
        ['goodbye', '2026-03-04 18:00'],
      ]);
      expect((await shop.runsOf(reader))[0]?.ended?.why).toBe('completed');
    }));

  it('is passed at once by those whose order is cancelled', () =>
    story(undefined, async (shop) => {
      await shop.until('2026-03-03T12:00:00+09:00');
      shop.post('order.cancelled', reader, { order: { id: 'order-1' } });
      await shop.toTheEnd();
      expect(shop.now).toBeLessThan(Date.parse('2026-03-03T16:00:00+09:00'));
      expect(await shop.outcomesOf(reader)).toEqual([
        ['hello', 'sent'],
        ['goodbye', 'skipped', 'run-ended', 'order.cancelled'],
        ['much-more', 'skipped', 'run-ended', 'order.cancelled'],
      ]);
    }));
});
