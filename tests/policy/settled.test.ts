import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OrderFact } from '../../src/commerce/order/fact.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { Profile } from '../../src/model/profile.ts';
import type { Run } from '../../src/model/run.ts';
import { keptPast, pastCharacters, type SettledFact } from '../../src/model/settled.ts';
import { viewOf } from '../../src/policy/condition/view.ts';
import { enteredAt } from '../../src/policy/entry/segments.ts';
import { occurrences } from '../../src/policy/past/occurrences.ts';
import { reorderAt } from '../../src/policy/past/reorder.ts';
import { asSettled, emptySettled, settleFacts } from '../../src/policy/past/settled.ts';

const day = 86_400_000;
const now = 400 * day;
const profile = { customer: 'c', identities: {}, consent: {}, said: {}, claims: {} } as Profile;
const run = { startedAt: 0, subject: { kind: 'customer', id: 'c' }, filter: {} } as unknown as Run;

/**
 * An order of a random day; some are cancelled, some have refunds, some share a product. No two are placed in the same
 * millisecond, by which the digest tells purchases apart.
 */
const orderOf = (id: string, nth: number) =>
  fc
    .record({
      at: fc.integer({ min: 1, max: 390 }),
      cancelled: fc.option(fc.integer({ min: 0, max: 9 }), { freq: 3 }),
      minor: fc.integer({ min: 0, max: 9999 }),
      currency: fc.constantFrom('USD', 'JPY'),
      product: fc.constantFrom('coffee', 'tea', 'cup'),
      refund: fc.option(fc.constantFrom('open', 'completed'), { freq: 3 }),
    })
    .map(
      ({ at, cancelled, minor, currency, product, refund }): OrderFact => ({
        kind: 'order',
        id,
        placedAt: at * day + nth,
        toldAt: at * day + nth,
        ...(cancelled !== null && { cancelledAt: (at + cancelled) * day + nth }),
        total: { minor, currency },
        lines: [{ productId: product, title: product, quantity: 1 }],
        refunds: refund === null ? {} : { r: { status: refund as 'open', at: at * day } },
      }),
    );

/** Up to eight orders, and which of them are settled in which of three batches. */
const past = fc
  .array(fc.record({ batch: fc.option(fc.integer({ min: 0, max: 2 })), again: fc.boolean() }), { maxLength: 8 })
  .chain((plans) =>
    fc.tuple(...plans.map((plan, nth) => fc.record({ plan: fc.constant(plan), order: orderOf(`o-${nth}`, nth) }))),
  );

/** The facts that are read once orders were settled, batch by batch; some are read again afterwards. */
function settled(orders: readonly { plan: { batch: number | null; again: boolean }; order: OrderFact }[]): Fact[] {
  let digest: SettledFact = emptySettled('c', 0);
  let read: Fact[] = orders.map(({ order }) => order);
  const away = new Map<string, OrderFact>();
  for (const batch of [0, 1, 2]) {
    const ids = new Set(orders.filter(({ plan }) => plan.batch === batch).map(({ order }) => order.id));
    const going = read.filter((fact): fact is OrderFact => fact.kind === 'order' && ids.has(fact.id));
    if (going.length === 0) continue;
    digest = settleFacts(digest, going, [...read, digest]);
    for (const order of going) away.set(order.id, asSettled(order, [digest]));
    read = read.filter((fact) => !(fact.kind === 'order' && ids.has(fact.id)));
  }
  const again = orders.filter(({ plan }) => plan.again).flatMap(({ order }) => away.get(order.id) ?? []);
  return [...read, ...again, digest];
}

describe('the digest of settled facts', () => {
  it('answers for the whole past as if all of it were read, also when some of it is read again', () => {
    fc.assert(
      fc.property(past, (orders) => {
        const all = orders.map(({ order }) => order);
        const known = { now, run, profile, segments: {} };
        expect(viewOf({ ...known, facts: settled(orders) }).orders).toEqual(viewOf({ ...known, facts: all }).orders);
      }),
    );
  });

  it('finds the usual gap between orders of one thing, and all that happened', () => {
    fc.assert(
      fc.property(past, (orders) => {
        const all = orders.map(({ order }) => order);
        const facts = settled(orders);
        for (const order of all) expect(reorderAt(order, facts)).toBe(reorderAt(order, all));
        const placed = (from: readonly Fact[]) => occurrences(from).filter(({ on }) => on === 'order.placed');
        const ids = placed(facts).map(({ id }) => id);
        const before = placed(all).at(-keptPast.occurrences - 1)?.at ?? 0; // of those at one time any may be kept
        const last = placed(all).filter(({ at }) => at > before);
        expect(ids).toEqual(expect.arrayContaining(last.map(({ id }) => id)));
      }),
    );
  });

  it('brings customers into segments by the same events', () => {
    const loyal = { orders: { count: [{ numeric: ['>=', 3] }] } };
    fc.assert(
      fc.property(past, (orders) => {
        const all = orders.map(({ order }) => order);
        for (const { placedAt = 0 } of all) {
          expect(enteredAt(loyal, { profile, facts: settled(orders) }, placedAt)).toBe(
            enteredAt(loyal, { profile, facts: all }, placedAt),
          );
        }
      }),
    );
  });

  it('counts an order once whose batch was broken off', () => {
    const [order] = fc.sample(orderOf('o-1', 1), { seed: 1, numRuns: 1 });
    if (order === undefined) throw new Error('no order');
    const standing = { ...order, cancelledAt: undefined };
    const digest = settleFacts(emptySettled('c', 0), [standing], [standing]);
    const countIn = (facts: readonly Fact[]) =>
      (viewOf({ now, run, profile, segments: {}, facts }).orders as { count: number }).count;
    expect(countIn([standing, digest])).toBe(1); // nobody moved it
    expect(countIn([digest])).toBe(1);
    const next = settleFacts(digest, [], [standing, digest]);
    expect(countIn([standing, next])).toBe(1);
    const moved = settleFacts(next, [standing], [standing, next]);
    expect(countIn([moved])).toBe(1);
    const cancelled = { ...asSettled(standing, [moved]), cancelledAt: now };
    expect(countIn([cancelled, moved])).toBe(0);
  });

  it('stays small whatever is settled', () => {
    let digest = emptySettled('c', 0);
    for (let nth = 0; nth < 2000; nth += 1) {
      const id = `${nth}-${'x'.repeat(300)}`;
      const lines = [{ productId: id, title: 'thing', quantity: 1 }];
      const order: OrderFact = {
        kind: 'order',
        id,
        placedAt: nth,
        total: { minor: 1, currency: 'USD' },
        lines,
        refunds: {},
      };
      digest = settleFacts(digest, [order], [digest]);
    }
    expect(digest.sums.orders + 1).toBe(2000);
    expect(JSON.stringify(digest).length).toBeLessThan(6 * pastCharacters);
  });
});

it('remembers the last review of each of many products', () => {
  const review = (id: string, product: string, at: number): Fact => ({ kind: 'review', id, at, product, rating: 5 });
  const others = Array.from({ length: 20 }, (_, nth) => review(`r-${nth}`, `product-${nth}`, nth + 2));
  const again = Array.from({ length: 20 }, (_, nth) => review(`again-${nth}`, 'product-19', nth + 100));
  const all = [review('mine', 'mug', 1), ...others, ...again];
  const { reviews } = settleFacts(emptySettled('c', now), all, all);
  expect(reviews).toHaveLength(21);
  expect(reviews).toContainEqual({ id: 'mine', at: 1, product: 'mug' });
  expect(reviews[0]).toEqual({ id: 'again-19', at: 119, product: 'product-19' });
});
