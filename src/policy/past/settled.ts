import type { OrderFact } from '../../commerce/order/fact.ts';
import type { Sums } from '../../commerce/order/sums.ts';
import type { Fact } from '../../model/fact.ts';
import {
  keptPast,
  type OrderCount,
  type PastOccurrence,
  type PastOrder,
  type PastReview,
  type PastRun,
  pastCharacters,
  type SettledFact,
} from '../../model/settled.ts';
import { liveOf, livePlacedAt } from './live.ts';
import { occurrencesOf } from './occurrences.ts';
import { countedBy, countedOf, factName } from './past.ts';
import { areSame, minus, noSums, plus, sumsOf } from './sums.ts';

/**
 * The digest before anything is settled.
 * @param now epoch milliseconds: no earlier digest of the customer has had so high a version
 */
export function emptySettled(customer: string, now: number): SettledFact {
  return {
    kind: 'settled',
    id: customer,
    version: now,
    since: now,
    sums: noSums,
    batch: {},
    orders: [],
    bought: {},
    happenings: [],
    reviews: [],
  };
}

/**
 * The digest after facts were settled. It counts an order whether that is still read or not; an order that is read
 * carries its count itself, or is in the digest's last batch. A fact that is settled again, late or changed, replaces
 * its former count.
 * @param going the facts to settle, as they are read
 * @param facts all facts that are read, with the digests, and the orders of the last batch where they were moved to
 */
export function settleFacts(digest: SettledFact, going: readonly Fact[], facts: readonly Fact[]): SettledFact {
  const { sums, batch, ...known } = digest;
  const digests = facts.filter((fact) => fact.kind === 'settled');
  const orders = going.filter((fact) => fact.kind === 'order');
  const read = new Map(facts.flatMap((fact) => (fact.kind === 'order' ? [[fact.id, fact] as const] : [])));
  const left = Object.entries(batch).filter(([id, { all }]) => isLeft(read.get(id), digest, all));
  return {
    ...known,
    version: known.version + 1,
    sums: Object.values(batch).reduce((all, { added }) => plus(all, added), sums),
    batch: {
      ...Object.fromEntries(left.map(([id, { all }]) => [id, { all, added: noSums }])),
      ...Object.fromEntries(orders.map((order) => [order.id, counting(order, known.id, digests)])),
    },
    orders: lastOrders(known.orders, orders),
    bought: lastPurchases(known.bought, orders, known.orders),
    happenings: lastOccurrences(known.happenings, going),
    reviews: lastReviews(known.reviews, going),
  };
}

/**
 * The digest with the lists of others, of customers who were joined to this one. What it knows itself goes before their word. Doing it
 * again changes nothing.
 */
export function absorb(digest: SettledFact, others: readonly SettledFact[]): SettledFact {
  if (others.length === 0) return digest;
  const own = new Set(digest.happenings.map(({ of }) => of));
  const occurrences = others.flatMap((other) => other.happenings).filter(({ of }) => !own.has(of));
  const bought = [...others, digest].flatMap((one) => Object.entries(one.bought));
  const times = Map.groupBy(bought, ([product]) => product);
  return {
    ...digest,
    orders: keptOrders([...others.flatMap(({ orders }) => orders), ...digest.orders]),
    bought: keptPurchases([...times].map(([product, all]) => [product, all.flatMap(([, at]) => at)])),
    happenings: keptOccurrences([...digest.happenings, ...occurrences]),
    reviews: keptReviews([...others.flatMap(({ reviews }) => reviews), ...digest.reviews]),
    ...openRuns([...others.flatMap(({ open = [] }) => open), ...(digest.open ?? [])]),
  };
}

/** The digest as it is kept with the customer to whom its own was joined, whose digest has its lists: it still counts. */
export function absorbed(digest: SettledFact): SettledFact {
  const { open: _open, ...rest } = digest;
  return { ...rest, orders: [], bought: {}, happenings: [], reviews: [], absorbed: true };
}

/** The digest with runs that were moved away and may still reach their goal or end. */
export function withOpenRuns(digest: SettledFact, moved: readonly PastRun[], now: number): SettledFact {
  const { open = [], ...rest } = digest;
  return { ...rest, ...openRuns([...open, ...moved].filter(({ until }) => now <= until)) };
}

function openRuns(runs: readonly PastRun[]): Pick<SettledFact, 'open'> {
  const last = byId(runs).slice(-keptPast.runs);
  return last.length === 0 ? {} : { open: last };
}

/**
 * True if an order of the last batch does not itself carry its count, either where it is read or where it was moved to.
 */
function isLeft(order: OrderFact | undefined, digest: SettledFact, all: Sums): boolean {
  return order !== undefined && !areSame(countedBy(digest, order), all);
}

/** The count of an order that is settled with a customer: adds what no sums hold yet. */
function counting(order: OrderFact, customer: string, digests: readonly SettledFact[]): OrderCount {
  const counted = countedOf(order, digests);
  const added = Object.values(counted).reduce(minus, sumsOf(order));
  return { all: plus(counted[customer] ?? noSums, added), added };
}

/** The fact as another customer takes it over: an order says itself what the digests have counted of it so far. */
export function asTaken(fact: Fact, digests: readonly SettledFact[]): Fact {
  if (fact.kind !== 'order') return fact;
  const counted = countedOf(fact, digests);
  return Object.keys(counted).length === 0 ? fact : { ...fact, inSums: { ...fact.inSums, ...counted } };
}

/** The order as it is kept where it is not read any more. */
export function asSettled(order: OrderFact, digests: readonly SettledFact[]): OrderFact {
  return { ...order, inSums: countedOf(order, digests) };
}

function lastOrders(known: readonly PastOrder[], orders: readonly OrderFact[]): PastOrder[] {
  const placed = orders.flatMap((order): PastOrder[] => {
    const { id, placedAt, cancelledAt, total } = order;
    if (placedAt === undefined) return [];
    const marks = {
      ...(cancelledAt !== undefined && { cancelledAt }),
      ...(livePlacedAt(order) === undefined && { history: true as const }),
    };
    return [{ id, placedAt, ...marks, ...(total && { total }) }];
  });
  return keptOrders([...known, ...placed]);
}

function keptOrders(all: readonly PastOrder[]): PastOrder[] {
  const orders = byId(all).sort((one, other) => other.placedAt - one.placedAt);
  const last = orders.slice(0, keptPast.orders);
  const valid = orders.filter(({ cancelledAt }) => cancelledAt === undefined).slice(0, keptPast.standing);
  return fitting([...last, ...valid.filter((order) => !last.includes(order))]);
}

function lastPurchases(
  known: SettledFact['bought'],
  orders: readonly OrderFact[],
  before: readonly PastOrder[],
): SettledFact['bought'] {
  const bought = new Map(Object.entries(known).map(([product, times]) => [product, new Set(times)]));
  for (const { id, placedAt, cancelledAt, lines = [] } of orders) {
    const earlier = before.find((order) => order.id === id)?.placedAt;
    for (const times of bought.values()) for (const at of [placedAt, earlier]) if (at !== undefined) times.delete(at);
    if (placedAt === undefined || cancelledAt !== undefined) continue;
    for (const { productId } of lines) bought.set(productId, (bought.get(productId) ?? new Set()).add(placedAt));
  }
  return keptPurchases([...bought].map(([product, times]) => [product, [...times]]));
}

function keptPurchases(bought: readonly (readonly [string, readonly number[]])[]): SettledFact['bought'] {
  const sorted = bought.flatMap(([product, times]): [string, number[]][] => {
    const last = [...new Set(times)].sort((one, other) => other - one).slice(0, keptPast.purchases);
    return last.length === 0 ? [] : [[product, last]];
  });
  const lastFirst = sorted.sort(([a, [one = 0]], [b, [other = 0]]) => other - one || (a < b ? -1 : 1));
  return Object.fromEntries(fitting(lastFirst.slice(0, keptPast.products)));
}

function lastOccurrences(known: readonly PastOccurrence[], facts: readonly Fact[]): PastOccurrence[] {
  const replaced = new Set(facts.map(factName));
  const news = facts.flatMap((fact) => {
    const live = liveOf(fact);
    const lived = live === undefined ? [] : pastOccurrences(live);
    if (live === fact) return lived;
    const isNews = ({ on, id, at }: PastOccurrence) =>
      !lived.some((one) => one.on === on && one.id === id && one.at === at);
    return [
      ...lived,
      ...pastOccurrences(fact)
        .filter(isNews)
        .map((one) => ({ ...one, history: true as const })),
    ];
  });
  return keptOccurrences([...known.filter(({ of }) => !replaced.has(of)), ...news]);
}

function pastOccurrences(fact: Fact): PastOccurrence[] {
  return occurrencesOf(fact).map(({ on, id, at, subjects }) => ({ on, id, at, subjects, of: factName(fact) }));
}

/** The last of each kind; what an import told takes no place of a live one. */
function keptOccurrences(occurrences: readonly PastOccurrence[]): PastOccurrence[] {
  const all = occurrences.toSorted((one, other) => other.at - one.at);
  const kinds = Map.groupBy(all, ({ on, history }) => `${on}${history ? ' history' : ''}`);
  const last = [...kinds.values()].flatMap((list) => list.slice(0, keptPast.occurrences));
  return fitting(last.sort((one, other) => Number(one.history ?? 0) - Number(other.history ?? 0) || other.at - one.at));
}

function lastReviews(known: readonly PastReview[], facts: readonly Fact[]): PastReview[] {
  const reviews = facts.flatMap((fact) =>
    fact.kind === 'review' && fact.order === undefined && fact.product !== undefined
      ? [{ id: fact.id, at: fact.at, product: fact.product }]
      : [],
  );
  return keptReviews([...known, ...reviews]);
}

/** Of one product the last: it was written after every order that an earlier one was. */
function keptReviews(all: readonly PastReview[]): PastReview[] {
  const reviews = byId(all).sort((one, other) => other.at - one.at);
  const last = reviews.filter(({ product }, nth) => reviews.findIndex((one) => one.product === product) === nth);
  return fitting(last.slice(0, keptPast.reviews));
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
