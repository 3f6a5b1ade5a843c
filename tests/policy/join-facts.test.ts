import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { StoreEvent } from '../../src/commerce/events.ts';
import type { Fact } from '../../src/model/fact.ts';
import { factFromEvent } from '../../src/policy/past/fact-from-event.ts';
import { joinFacts } from '../../src/policy/past/join-facts.ts';
import { asTold, liveOf } from '../../src/policy/past/live.ts';
import { type Detail, storeEvent } from '../fixtures/events.ts';

const minute = fc.integer({ min: 0, max: 3 }).map((at) => `2026-03-01T10:0${at}:00Z`);
const amount = fc.integer({ min: 1, max: 3 });
const goods = (id: string) => (n: number) => ({
  id,
  total: { amount: n, currency: 'USD' },
  lines: Array.from({ length: n === 3 ? 25 : n }, (_, i) => ({ productId: `p-${i}`, title: 't', quantity: 1 })),
});
const customer = fc.constantFrom<Detail>({ id: 'c-1' }, { email: 'a@example.com' }, { anonymousId: 'b' });
const word = fc.constantFrom('one', 'two', undefined);

/** Events about one thing of each kind that several events may tell of differently. */
const arbitraryEvent = fc
  .record({ at: minute, n: amount, customer, word, which: fc.nat(14), history: fc.boolean() })
  .map(({ at, n, customer, word, which, history }) => {
    const order = goods('o-1')(n);
    const shipment = { id: 's-1', carrier: word, expectedAt: n === 2 ? at : undefined };
    const told = [
      () => storeEvent('order.placed', at, { customer, order: { ...order, number: word }, cart: { id: `k-${n}` } }),
      () => storeEvent('order.cancelled', at, { order: { id: 'o-1' } }),
      () =>
        storeEvent('order.refunded', at, { refund: { id: `r-${n}`, status: word === 'one' ? 'open' : 'completed' } }),
      () => storeEvent('cart.updated', at, { customer, cart: goods('cart-1')(n) }),
      () => storeEvent('cart.emptied', at, { cart: { id: 'cart-1' } }),
      () => storeEvent('checkout.started', at, { customer, checkout: goods('k-1')(n) }),
      () => storeEvent('shipment.dispatched', at, { shipment }),
      () => storeEvent('shipment.delayed', at, { shipment }),
      () => storeEvent('shipment.delivered', at, { shipment }),
      () => storeEvent('review.submitted', at, { review: { id: 'v-1', rating: n } }),
      () => storeEvent('product.viewed', at, { product: { id: `p-${n}`, title: word ?? 'three' } }),
      () => storeEvent('survey.answered', at, { survey: { id: 'survey-1', score: n } }),
      () => storeEvent('inquiry.received', at, { inquiry: { id: 'q-1', subject: word } }),
      () => storeEvent('inquiry.answered', at, { inquiry: { id: 'q-1' } }),
      () => storeEvent('coupon.redeemed', at, { order: { id: `o-${n}` } }),
    ][which];
    if (told === undefined) throw new RangeError(`no event ${which}`);
    return history ? ({ ...told(), history } as StoreEvent) : told(); // none of them asks for anything
  });

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const facts = (events: readonly ReturnType<typeof storeEvent>[]) =>
  Map.groupBy(
    events.flatMap((event) => factFromEvent(event) ?? []),
    ({ kind, id }) => `${kind}#${id}`,
  );

/** Joins a list in the shape of a tree that a seed bends. */
function joinTree(list: readonly Fact[], bend: number): Fact {
  const [first, ...rest] = list;
  if (first === undefined) throw new RangeError('nothing to join');
  if (rest.length === 0) return first;
  const cut = 1 + (bend % rest.length);
  return joinFacts(joinTree(list.slice(0, cut), bend + 1), joinTree(list.slice(cut), bend + 2));
}

describe('joining facts', () => {
  it('comes to the same whatever is joined first, in whatever order, however often', () => {
    const history = fc.array(arbitraryEvent, { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(history, fc.nat(20), fc.nat(), (events, bend, seed) => {
        for (const told of facts(events).values()) {
          const straight = told.reduce(joinFacts);
          const twice = fc.sample(fc.shuffledSubarray([...told, ...told], { minLength: told.length * 2 }), {
            numRuns: 1,
            seed,
          })[0];
          expect(plain(joinTree(twice ?? told, bend))).toEqual(plain(straight));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps what live events said as if there were no history, and all of it as if all were live', () => {
    fc.assert(
      fc.property(fc.array(arbitraryEvent, { minLength: 2, maxLength: 8 }), fc.nat(20), (events, bend) => {
        const told = facts(events);
        const lived = facts(events.filter(({ history }) => !history));
        const whole = facts(events.map(({ history: _, ...event }) => event as StoreEvent));
        for (const [name, all] of told) {
          const joined = joinTree(all, bend);
          const live = lived.get(name)?.reduce(joinFacts);
          const seen = liveOf(joined);
          expect(seen && plain(seen)).toEqual(live && plain(live));
          expect(plain(asTold(joined))).toEqual(plain(whole.get(name)?.reduce(joinFacts)));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the later word about an order, and all that belongs to it alone', () => {
    const first = storeEvent('order.placed', '2026-03-01T00:00:00Z', { order: goods('o-1')(3) });
    const corrected = storeEvent('order.placed', '2026-03-01T01:00:00Z', { order: goods('o-1')(1) });
    for (const pair of [
      [first, corrected],
      [corrected, first],
    ]) {
      const [one, other] = pair.map(factFromEvent);
      const joined = one && other && plain(joinFacts(one, other));
      expect(joined).toMatchObject({ placedAt: Date.parse('2026-03-01T00:00:00Z'), total: { minor: 100 } });
      expect(joined).not.toHaveProperty('moreLines');
    }
  });

  it('remembers the contact of the last event of a cart', () => {
    const told = [
      storeEvent('cart.updated', '2026-03-01T10:00:00Z', { customer: { email: 'ann@example.com' } }),
      storeEvent('cart.updated', '2026-03-01T11:00:00Z', { customer: { anonymousId: 'b' } }),
    ].flatMap((event) => factFromEvent(event) ?? []);
    expect(told.reduce(joinFacts)).toMatchObject({ contact: { email: 'ann@example.com' } });
  });
});

it('keeps a refund that is open, however many of its order are settled after it, and forgets it once it is settled', () => {
  const refund = (id: string, status: string, minute: number) =>
    factFromEvent(
      storeEvent('order.refunded', new Date(Date.parse('2026-03-01T10:00:00Z') + minute * 60_000).toISOString(), {
        refund: { id, status },
      }),
    ) ?? expect.fail('a refund is a fact');
  const later = Array.from({ length: 45 }, (_, nth) => refund(`later-${nth}`, 'completed', 1 + nth));
  const order = [refund('first', 'open', 0), ...later].reduce(joinFacts);
  expect(order).toMatchObject({ refunds: { first: { status: 'open' }, 'later-44': { status: 'completed' } } });
  const settled = joinFacts(order, refund('first', 'completed', 50));
  expect(settled).toMatchObject({ refunds: { first: { status: 'completed' } } });
  const refunds = (fact: Fact) => (fact.kind === 'order' ? Object.keys(fact.refunds) : []);
  expect(refunds(settled)).toHaveLength(40);
  const more = Array.from({ length: 45 }, (_, nth) => refund(`more-${nth}`, 'declined', 60 + nth));
  expect(refunds([settled, ...more].reduce(joinFacts))).not.toContain('first');
});
