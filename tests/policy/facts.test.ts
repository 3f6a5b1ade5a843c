import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eventTypes, type StoreEvent } from '../../src/commerce/events.ts';
import { unremembered } from '../../src/commerce/nouns.ts';
import type { Fact } from '../../src/model/fact.ts';
import { emptyProfile, foldProfile } from '../../src/policy/customer/profile.ts';
import { factOf, foldFact } from '../../src/policy/past/fold-fact.ts';
import { storeEvent } from '../fixtures/events.ts';

const consent = (granted: boolean, at: string) => ({ email: { granted, at, source: 'test' } });

const story: StoreEvent[] = [
  storeEvent('cart.updated', '2026-03-01T09:00:00Z', {
    customer: { id: 'c-1', name: 'A', consent: consent(true, '2026-03-01T09:00:00Z') },
  }),
  storeEvent('cart.updated', '2026-03-01T09:30:00Z', {
    cart: { id: 'cart-1', total: { amount: 10, currency: 'USD' }, lines: [] },
  }),
  storeEvent('cart.emptied', '2026-03-01T09:40:00Z'),
  storeEvent('cart.emptied', '2026-03-01T09:20:00Z'),
  storeEvent('order.placed', '2026-03-01T10:00:00Z', { customer: { id: 'c-1', name: 'B', locale: 'ja' } }),
  storeEvent('shipment.dispatched', '2026-03-02T10:00:00Z', { shipment: { id: 's-1', carrier: 'first' } }),
  storeEvent('shipment.delayed', '2026-03-02T20:00:00Z', {
    shipment: { id: 's-1', carrier: 'second', expectedAt: '2026-03-04T10:00:00Z' },
  }),
  storeEvent('shipment.delayed', '2026-03-02T22:00:00Z', { shipment: { id: 's-1' } }),
  storeEvent('shipment.out_for_delivery', '2026-03-03T07:00:00Z', { shipment: { id: 's-1', carrier: 'third' } }),
  storeEvent('shipment.delivered', '2026-03-03T10:00:00Z', { shipment: { id: 's-1', carrier: 'last' } }),
  storeEvent('order.refunded', '2026-03-04T10:00:00Z'),
  storeEvent('order.refunded', '2026-03-05T10:00:00Z', {
    refund: { id: 'r-1', status: 'completed', total: { amount: '48.00', currency: 'USD' } },
  }),
  storeEvent('order.cancelled', '2026-03-04T11:00:00Z'),
  storeEvent('coupon.redeemed', '2026-03-05T11:00:00Z', { order: undefined }),
  storeEvent('coupon.redeemed', '2026-03-05T10:30:00Z'),
  ...['p-1', 'p-2', 'p-1', 'p-3', 'p-4', 'p-2'].map((id, minute) =>
    storeEvent('product.viewed', `2026-03-06T08:0${minute}:00Z`, { product: { id, title: `${id} at ${minute}` } }),
  ),
  storeEvent('product.back_in_stock', '2026-03-06T09:00:00Z', { product: { id: 'p-9', title: 'before' } }),
  storeEvent('product.back_in_stock', '2026-03-06T09:30:00Z', { product: { id: 'p-9', title: 'after' } }),
  storeEvent('inquiry.received', '2026-03-06T09:10:00Z', { inquiry: { id: 'q-1', subject: 'Why?' } }),
  storeEvent('inquiry.answered', '2026-03-06T09:20:00Z'),
  storeEvent('inquiry.closed', '2026-03-06T09:40:00Z'),
  storeEvent('customer.tier_reached', '2026-03-06T09:50:00Z'),
  storeEvent('customer.created', '2026-03-06T09:55:00Z'),
  storeEvent('customer.updated', '2026-03-06T10:00:00Z', {
    customer: { id: 'c-1', consent: consent(false, '2026-03-06T10:00:00Z') },
  }),
];

function foldAll(events: readonly StoreEvent[]): unknown {
  const facts = new Map<string, Fact>();
  let profile = emptyProfile('c');
  for (const event of events) {
    profile = foldProfile(profile, event, event.customer.id !== undefined);
    const told = factOf(event);
    const key = told && `${told.kind}#${told.id}`;
    const fact = key && foldFact(facts.get(key), event);
    if (key && fact) facts.set(key, fact);
  }
  return JSON.parse(JSON.stringify({ profile, facts: Object.fromEntries([...facts].sort()) }));
}

describe('facts and profiles', () => {
  it('are the same whatever the order of the events and however often each comes', () => {
    const told = foldAll(story);
    const disorder = fc.shuffledSubarray([...story, ...story], { minLength: story.length * 2 });
    fc.assert(
      fc.property(disorder, (events) => {
        expect(foldAll(events)).toEqual(told);
      }),
      { numRuns: 300 },
    );
  });

  it('keep the last statement', () => {
    expect(foldAll(story)).toMatchObject({
      profile: { name: 'B', locale: 'ja', consent: { email: { granted: false } } },
      facts: {
        'cart#cart-1': { total: { minor: 1000 }, emptiedAt: Date.parse('2026-03-01T09:40:00Z') },
        'order#o-1': { refunds: { 'r-1': { status: 'completed', total: { minor: 4800 } } } },
        'coupon#7K2M9QRTBX': { redeemedAt: Date.parse('2026-03-05T10:30:00Z'), order: 'o-1' },
        'shipment#s-1': { carrier: 'last', expectedAt: '2026-03-04T10:00:00Z' },
        'browsing#latest': { products: [{ title: 'p-2 at 5' }, { title: 'p-4 at 4' }, { title: 'p-3 at 3' }] },
        'product#p-9': { title: 'after' },
        'inquiry#q-1': { subject: 'Why?', closedAt: Date.parse('2026-03-06T09:40:00Z') },
        'tier#gold': { name: 'Gold' },
      },
    });
  });

  it('come from every event but those that nobody can wait for', () => {
    const without = eventTypes.filter((type) => factOf(storeEvent(type, '2026-03-01T09:00:00Z')) === undefined);
    expect(without).toEqual(Object.keys(unremembered));
  });

  it('keep twenty lines of a cart and count the rest', () => {
    const lines = Array.from({ length: 30 }, (_, i) => ({ productId: `p-${i}`, title: 'x', quantity: 1 }));
    const event = storeEvent('cart.updated', '2026-03-01T09:00:00Z', {
      cart: { id: 'c', total: { amount: 1, currency: 'JPY' }, lines },
    });
    const fact = foldFact(undefined, event);
    expect(fact).toMatchObject({ moreLines: 10 });
    expect(fact?.kind === 'cart' && fact.lines).toHaveLength(20);
  });
});
