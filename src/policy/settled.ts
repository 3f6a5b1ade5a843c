import type { Fact, OrderFact } from '../contracts/fact.ts';
import {
  type Counted,
  keptPast,
  type PastHappening,
  type PastOrder,
  type PastReview,
  pastCharacters,
  type SettledFact,
} from '../contracts/settled.ts';
import { happeningsOf } from './happenings.ts';
import { isUnsettled, nameOf } from './past.ts';
import { minus, noSums, plus, sumsOf } from './sums.ts';

/** The digest before anything is settled. */
export function emptySettled(customer: string): SettledFact {
  return {
    kind: 'settled',
    id: customer,
    version: 0,
    sums: noSums,
    batch: {},
    orders: [],
    bought: {},
    happenings: [],
    reviews: [],
  };
}

/**
 * The digest after facts were settled: it stands for them as soon as they are not read any more. What comes again, late or
 * changed replaces what was known of it.
 * @param facts those to be settled, as they are read
 * @param read whether an order is still read as it was before the batch that it was settled in: that never came to its end
 */
export function settle(
  { sums, batch, ...known }: SettledFact,
  facts: readonly Fact[],
  read: (order: string) => boolean,
): SettledFact {
  const done = Object.entries(batch).filter(([order]) => !read(order));
  const orders = facts.filter((fact) => fact.kind === 'order');
  return {
    kind: 'settled',
    id: known.id,
    version: known.version + 1,
    sums: done.reduce((all, [, { added }]) => plus(all, added), sums),
    batch: Object.fromEntries(orders.map((order) => [order.id, countedOf(order, known.id)])),
    orders: lastOrders(known.orders, orders),
    bought: lastPurchases(known.bought, orders, known.orders),
    happenings: lastHappenings(known.happenings, facts),
    reviews: lastReviews(known.reviews, facts),
  };
}

/** The digest as another customer takes it over, who goes on reading what the last batch left to be read. */
export function closeBatch(digest: SettledFact, facts: readonly Fact[]): SettledFact {
  return settle(digest, [], (id) => isLeft(id, digest, facts));
}

/** Whether an order is read that the last batch was to settle. */
export function isLeft(id: string, { id: customer, batch }: SettledFact, facts: readonly Fact[]): boolean {
  const counted = batch[id];
  if (counted === undefined) return false;
  const order = facts.find((fact) => fact.kind === 'order' && fact.id === id);
  return isUnsettled(order?.kind === 'order' ? order : undefined, customer, counted);
}

/** What is counted of an order once it is settled with a customer: what no sums hold of it yet is added. */
function countedOf(order: OrderFact, customer: string): Counted {
  const { inSums = {} } = order;
  const added = Object.values(inSums).reduce(minus, sumsOf(order));
  return { all: plus(inSums[customer] ?? noSums, added), added };
}

/** The order as it is kept where it is not read any more. */
export function asSettled(order: OrderFact, { id, batch }: SettledFact): OrderFact {
  const counted = batch[order.id];
  return counted ? { ...order, inSums: { ...order.inSums, [id]: counted.all } } : order;
}

function lastOrders(known: readonly PastOrder[], told: readonly OrderFact[]): PastOrder[] {
  const placed = told.flatMap(({ id, placedAt, cancelledAt, total }): PastOrder[] =>
    placedAt === undefined
      ? []
      : [{ id, placedAt, ...(cancelledAt !== undefined && { cancelledAt }), ...(total && { total }) }],
  );
  const orders = byId([...known, ...placed]).sort((one, other) => other.placedAt - one.placedAt);
  return fitting(orders.slice(0, keptPast.orders));
}

function lastPurchases(
  known: SettledFact['bought'],
  told: readonly OrderFact[],
  before: readonly PastOrder[],
): SettledFact['bought'] {
  const bought = new Map(Object.entries(known).map(([product, times]) => [product, new Set(times)]));
  for (const { id, placedAt, cancelledAt, lines = [] } of told) {
    const earlier = before.find((order) => order.id === id)?.placedAt;
    for (const times of bought.values()) for (const at of [placedAt, earlier]) if (at !== undefined) times.delete(at);
    if (placedAt === undefined || cancelledAt !== undefined) continue;
    for (const { productId } of lines) bought.set(productId, (bought.get(productId) ?? new Set()).add(placedAt));
  }
  const sorted = [...bought].flatMap(([product, times]): [string, number[]][] => {
    const last = [...times].sort((one, other) => other - one).slice(0, keptPast.purchases);
    return last.length === 0 ? [] : [[product, last]];
  });
  const lastFirst = sorted.sort(([a, [one = 0]], [b, [other = 0]]) => other - one || (a < b ? -1 : 1));
  return Object.fromEntries(fitting(lastFirst.slice(0, keptPast.products)));
}

function lastHappenings(known: readonly PastHappening[], facts: readonly Fact[]): PastHappening[] {
  const told = new Set(facts.map(nameOf));
  const news = facts.flatMap((fact) =>
    happeningsOf(fact).map(({ on, id, at, subjects }) => ({ on, id, at, subjects, of: nameOf(fact) })),
  );
  const all = [...known.filter(({ of }) => !told.has(of)), ...news].sort((one, other) => other.at - one.at);
  const last = [...Map.groupBy(all, ({ on }) => on).values()].flatMap((list) => list.slice(0, keptPast.happenings));
  return fitting(last.sort((one, other) => other.at - one.at));
}

function lastReviews(known: readonly PastReview[], facts: readonly Fact[]): PastReview[] {
  const told = facts.flatMap((fact) =>
    fact.kind === 'review' && fact.order === undefined && fact.product !== undefined
      ? [{ id: fact.id, at: fact.at, product: fact.product }]
      : [],
  );
  const reviews = byId([...known, ...told]).sort((one, other) => other.at - one.at);
  return fitting(reviews.slice(0, keptPast.reviews));
}

/** Each once; of two with one id the later in the list. */
function byId<T extends { readonly id: string }>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [one.id, one])).values()];
}

/** As many of them as fit, from the first on. */
function fitting<T>(list: readonly T[]): T[] {
  let characters = 0;
  return list.filter((one) => {
    characters += JSON.stringify(one).length;
    return characters <= pastCharacters;
  });
}
