import { describe, expect, it } from 'vitest';
import type { EventType } from '../../src/commerce/events.ts';
import { rulesIn } from '../../src/simulation/shop-plan.ts';
import { World } from '../engine/world.ts';
import { CountingTable } from '../fixtures/counting-table.ts';
import { busEvent, type Detail } from '../fixtures/events.ts';
import { Regular } from '../fixtures/regular.ts';
import { shippedNames, shippedPlan } from '../stories/shipped.ts';

/** What any one event, task or message may read of DynamoDB. */
const mostReads = 20;

describe('a customer who orders again and again', () => {
  it('costs every event, task and message the same', async () => {
    const regular = new Regular();
    await regular.orderUntil(12);
    const early = await regular.costs();
    await regular.orderUntil(60);
    const late = await regular.costs();
    for (const [work, { reads, writes }] of Object.entries(late)) {
      expect(reads, `${work}: read units`).toBeLessThanOrEqual(mostReads);
      expect(reads, `${work}: read units beside those of the twelfth order`).toBeLessThan(
        (early[work]?.reads ?? 0) + 5,
      );
      expect(writes, `${work}: write units`).toBeLessThan(30);
    }
    expect(
      regular.first && (await regular.world.deliver(regular.first, { id: 'thanks', purpose: 'transactional' })).outcome,
    ).toBe('sent'); // said again
    expect(regular.world.sent.map(({ tags }) => tags.step)).toEqual(Array(61).fill('thanks'));
  });
});

const account = { id: 'account', email: 'account@example.com', verified: ['email'] };
const begun = Date.parse('2026-01-05T01:00:00Z');

/** A shop whose events come a minute apart, and what each reads. */
class Minutes {
  readonly table = new CountingTable();
  readonly world: World;

  constructor() {
    const plan = shippedPlan(shippedNames);
    this.world = new World({ ...plan, journeys: rulesIn(plan) }, this.table);
    this.world.now = begun;
  }

  event(type: EventType, about: string, more: Detail = {}): Detail {
    this.world.now += 60_000;
    return busEvent(type, new Date(this.world.now).toISOString(), {
      id: `${type}-${about}`,
      customer: account,
      ...more,
    });
  }

  async reads(type: EventType, about: string, more: Detail = {}): Promise<number> {
    await this.world.settle();
    const event = this.event(type, about, more);
    return (await this.table.cost(() => this.world.ingest(event))).reads;
  }
}

const parcel = (nth: number) => ({ order: { id: 'big' }, shipment: { id: `parcel-${nth}` } });
const goods = (about: string) => ({
  total: { amount: 5, currency: 'USD' },
  lines: [{ productId: about, title: 'A thing of the house', quantity: 1 }],
});

it('costs an event about an order the same, however many parcels and reviews it has', async () => {
  const shop = new Minutes();
  const parcels = 300;
  const costs = [await shop.reads('order.placed', 'big', { order: { id: 'big', ...goods('big') } })];
  for (const type of ['shipment.dispatched', 'shipment.out_for_delivery', 'shipment.delivered'] as const) {
    for (let nth = 0; nth < parcels; nth += 1) {
      if (type === 'shipment.delivered' && nth === parcels - 1) {
        const early = shop.event(type, 'early', parcel(0));
        expect(await shop.world.start('review-request', early)).toBe('refused'); // the last parcel is under way
      }
      costs.push(await shop.reads(type, `${nth}`, parcel(nth)));
    }
  }
  expect(await shop.world.start('review-request', shop.event('shipment.delivered', 'all', parcel(1)))).toBe('started');
  for (let nth = 0; nth < parcels; nth += 1) {
    const review = { id: `review-${nth}`, rating: 5 };
    costs.push(await shop.reads('review.submitted', `${nth}`, { order: { id: 'big' }, review }));
  }
  expect(Math.max(...costs)).toBeLessThanOrEqual(mostReads);
});

it('costs an event the same after the largest orders that the contract takes', async () => {
  const shop = new Minutes();
  const line = { title: 'x'.repeat(200), quantity: 1, url: `https://shop.example.com/${'x'.repeat(1900)}` };
  for (let nth = 0; nth < 5; nth += 1) {
    const lines = Array.from({ length: 20 }, (_, place) => ({ ...line, productId: `${place}` }));
    const order = { id: `large-${nth}`, total: { amount: 1, currency: 'USD' }, lines };
    await shop.reads('order.placed', `${nth}`, { order });
  }
  expect(await shop.reads('cart.updated', 'small', { cart: { id: 'small', ...goods('small') } })).toBeLessThan(15);
});

it('costs an account little more that many guests with long histories turned out to be', async () => {
  const shop = new Minutes();
  await shop.reads('customer.updated', 'account');
  const joins: number[] = [];
  const events: number[] = [];
  for (const [guest, orders] of [8, 24, 8, 8, 8, 8].entries()) {
    const browser = { anonymousId: `browser-${guest}` };
    for (let nth = 0; nth < orders; nth += 1) {
      const about = `thing-${guest}-${nth}`;
      const more = { customer: browser, order: { id: about, ...goods(about) }, cart: { id: about, ...goods(about) } };
      for (const type of ['cart.updated', 'order.placed'] as const) await shop.reads(type, about, more);
    }
    joins.push(await shop.reads('customer.updated', `join-${guest}`, { customer: { ...account, ...browser } }));
    const order = { id: `after-${guest}`, ...goods('after') };
    events.push(await shop.reads('order.placed', `after-${guest}`, { order }));
  }
  expect(Math.max(...events)).toBeLessThanOrEqual(mostReads);
  expect(joins[1]).toBeLessThan(2.5 * (joins[5] ?? 0)); // three times the history
});

it('costs an order little more after many entries that ended before their first step', async () => {
  const shop = new Minutes();
  const enter = async (journey: string, type: EventType, about: string, more: Detail) => {
    const event = shop.event(type, about, more);
    await shop.world.ingest(event);
    await shop.world.start(journey, event);
  };
  for (let nth = 0; nth < 14; nth += 1) {
    shop.world.now += 24 * 3_600_000;
    await enter('replenishment', 'order.placed', `${nth}`, { order: { id: `order-${nth}`, ...goods('same') } });
  }
  const cart = { id: 'cart', ...goods('same') };
  for (let nth = 0; nth < 12; nth += 1) {
    await enter('abandoned-cart', 'cart.updated', `${nth}`, { cart });
    await shop.reads('cart.emptied', `${nth}`, { cart: { id: 'cart' } });
  }
  await enter('abandoned-cart', 'cart.updated', 'last', { cart });
  const order = { id: 'order-last', ...goods('same') };
  expect(await shop.reads('order.placed', 'last', { order, cart: { id: 'cart' } })).toBeLessThanOrEqual(mostReads);
});

it('costs an event about the same with the longest words of consent that the contract takes', async () => {
  const reads = async (source: string, wording: string) => {
    const shop = new Minutes();
    const told = () => ({ granted: true, at: new Date(shop.world.now).toISOString(), source, wording });
    const consent = () => ({ consent: { email: told(), sms: told() } });
    const named = () => ({
      customer: { ...account, phone: '+819012345678', verified: ['email', 'phone'], ...consent() },
    });
    await shop.reads('customer.updated', 'general', { customer: { id: 'account', ...consent() } });
    await shop.reads('customer.updated', 'named', named());
    return shop.reads('order.placed', 'order', { ...named(), order: { id: 'order', ...goods('a') } });
  };
  const short = await reads('checkout', 'Send me news.');
  expect(await reads('同'.repeat(2000), '同意'.repeat(1000))).toBeLessThanOrEqual(short + 5);
});
