import { describe, expect, it } from 'vitest';
import { Random } from '../../local/demo/random.ts';
import type { EventType } from '../../src/commerce/events.ts';
import { type Customer, cart, type Detail, inNewYork, inTokyo, order, parcel, refund } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = Date.parse('2026-03-02T09:00:00+09:00');
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The hours in which the shop's events happen. No message falls due in any of them. */
const busyHours = [hour, 3 * hour, 3 * day + 3 * hour, 4 * day + 3 * hour].map((after) => opens + after);
const over = opens + 40 * day;

/** One event: in which busy hour, and at which minute of it. */
type Scene = readonly [hour: number, minute: number, type: EventType, what: Detail, who?: Customer];

interface ShopEvent {
  readonly hour: number;
  readonly at: number;
  readonly type: EventType;
  readonly what: Detail;
  readonly who: Customer;
}

/** What customers do, and how they are told apart when they are the nth. */
const plots: readonly ((nth: string, who: Customer) => Scene[])[] = [
  (nth) => [[0, 5, 'cart.updated', cart(nth)]],
  (nth) => [
    [0, 5, 'cart.updated', cart(nth)],
    [0, 20, 'cart.updated', cart(nth)],
    [0, 40, 'cart.updated', { cart: { ...cart(nth).cart, total: { amount: 0, currency: 'JPY' }, lines: [] } }],
    [0, 41, 'cart.emptied', { cart: { id: nth } }],
  ],
  (nth) => [
    [0, 5, 'cart.updated', cart(nth)],
    [0, 25, 'order.placed', order(nth)],
    [2, 0, 'shipment.dispatched', parcel(nth)],
    [2, 30, 'shipment.delivered', parcel(nth)],
  ],
  (nth) => [
    [0, 5, 'cart.updated', cart(nth)],
    [2, 5, 'order.placed', order(nth)],
    [2, 45, 'order.cancelled', { order: { id: nth } }],
  ],
  (nth) => [
    [1, 5, 'order.placed', order(nth)],
    [2, 5, 'shipment.delivered', parcel(nth)],
    [3, 5, 'order.refunded', refund(nth)],
    [3, 50, 'order.refunded', refund(nth, 'completed')],
  ],
  (nth) => [
    [1, 5, 'order.placed', order(nth)],
    [2, 5, 'shipment.delivered', parcel(nth)],
    [3, 5, 'review.submitted', { review: { id: nth, rating: 4 }, order: { id: nth } }],
  ],
  (nth) => [
    [0, 5, 'cart.updated', cart(`${nth}-a`)],
    [0, 55, 'cart.updated', cart(`${nth}-b`)],
  ],
  (nth, who) => [
    [0, 5, 'cart.updated', cart(nth), { anonymousId: `visitor-${nth}` }],
    [1, 5, 'customer.updated', {}, { ...who, anonymousId: `visitor-${nth}` }],
    [1, 35, 'order.placed', order(nth)],
  ],
  (nth, who) => [
    [0, 5, 'cart.updated', cart(nth), { anonymousId: `visitor-${nth}` }],
    [0, 35, 'customer.updated', {}, { ...who, anonymousId: `visitor-${nth}` }],
  ],
  (nth, who) => [
    [0, 5, 'cart.updated', cart(nth)],
    [1, 5, 'customer.updated', {}, { ...who, consent: withdrawn }],
  ],
];

const withdrawn = { email: { granted: false, at: '2026-03-02T12:05:00+09:00', source: 'preference page' } };

/** Thirty customers, three for each plot; every third lives in New York. */
const events: readonly ShopEvent[] = Array.from({ length: 30 }, (_, nth) => {
  const self = nth % 3 === 0 ? inNewYork(`n-${nth}`) : inTokyo(`n-${nth}`);
  const scenes = plots[nth % plots.length]?.(`thing-${nth}`, self) ?? [];
  return scenes.map(([hour, after, type, what, who = self]) => {
    return { hour, at: (busyHours[hour] ?? 0) + after * minute + nth * 1000, type, what, who };
  });
}).flat();

function post(shop: LocalShop, { type, who, what, at }: ShopEvent): void {
  shop.post(type, who, what, at);
}

async function tellInOrder(shop: LocalShop): Promise<void> {
  for (const event of events.toSorted((a, b) => a.at - b.at)) {
    await shop.runtime.play({ until: event.at });
    post(shop, event);
  }
  await shop.runtime.play({ until: over });
}

/** Each event comes once at the end of its hour, and four times more then or after a later one. */
async function tellInDisorder(shop: LocalShop, random: Random): Promise<void> {
  const heaps: ShopEvent[][] = busyHours.map(() => []);
  for (const event of events) {
    heaps[event.hour]?.push(event);
    for (let copy = 0; copy < 4; copy += 1) {
      heaps[Math.floor(random.between(event.hour, busyHours.length))]?.push(event);
    }
  }
  for (const [hourOf, heap] of heaps.entries()) {
    await shop.runtime.play({ until: (busyHours[hourOf] ?? 0) + hour });
    for (const event of shuffled(heap, random)) post(shop, event);
  }
  await shop.runtime.play({ until: over });
}

function shuffled<Thing>(things: readonly Thing[], random: Random): Thing[] {
  const drawn = things.map((thing) => ({ thing, lot: random.next() }));
  return drawn.sort((a, b) => a.lot - b.lot).map(({ thing }) => thing);
}

const sent = (shop: LocalShop) => shop.runtime.outbox.mails.map(({ to, tags }) => `${to} ${tags.step}`).sort();

describe('events that come five times in any order', () => {
  it('lead to the messages that they lead to when they come once and in order', async () => {
    let orderly: string[] = [];
    await inShop(new Date(opens).toISOString(), async (shop) => {
      await tellInOrder(shop);
      orderly = sent(shop);
    });
    expect(orderly.length).toBeGreaterThan(30);
    const disorderly = async (shop: LocalShop) => {
      await tellInDisorder(shop, new Random(7));
      expect(sent(shop)).toEqual(orderly);
    };
    await inShop(new Date(opens).toISOString(), disorderly, { containers: 2 });
  });
});
