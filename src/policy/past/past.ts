import type { OrderFact } from '../../commerce/order/fact.ts';
import type { CountedAs, Sums } from '../../commerce/order/sums.ts';
import type { Fact } from '../../model/fact.ts';
import type { PastOccurrence, PastOrder, PastReview, SettledFact } from '../../model/settled.ts';
import { minus, noSums, ordered, plus } from './sums.ts';

/** The name of a fact, unique among a customer's. */
export function factName({ kind, id }: Pick<Fact, 'kind' | 'id'>): string {
  return `${kind}#${id}`;
}

/** The knowledge about facts that are not read. */
export interface Past {
  readonly sums: Sums;
  /** The last orders. */
  readonly orders: readonly PastOrder[];
  readonly occurrences: readonly PastOccurrence[];
  readonly reviews: readonly PastReview[];
}

const noPast: Past = { sums: noSums, orders: [], occurrences: [], reviews: [] };

/** The digests' knowledge of all that is not read: facts that are read count for themselves. */
export function pastOf(facts: readonly Fact[]): Past {
  const digests = facts.filter((fact) => fact.kind === 'settled');
  if (digests.length === 0) return noPast;
  const names = new Set(facts.map(factName));
  const orders = facts.filter((fact) => fact.kind === 'order');
  const counted = orders.flatMap((order) => Object.values(countedOf(order, digests)));
  const glimpses = digests.flatMap((digest) => digest.orders).map((order) => [order.id, order] as const);
  return {
    sums: counted.reduce(minus, digests.map(sumsIn).reduce(plus, noSums)),
    orders: [...new Map(glimpses).values()].filter(({ id }) => !names.has(`order#${id}`)),
    occurrences: digests.flatMap((digest) => digest.happenings).filter(({ of }) => !names.has(of)),
    reviews: digests.flatMap((digest) => digest.reviews).filter(({ id }) => !names.has(`review#${id}`)),
  };
}

/** All that a digest has counted. */
function sumsIn({ sums, batch }: SettledFact): Sums {
  return Object.values(batch).reduce((all, { added }) => plus(all, added), sums);
}

/** The part of an order that the digests have counted; the order is read, or was settled in the last batch. */
export function countedOf(order: OrderFact, digests: readonly SettledFact[]): Record<string, CountedAs> {
  return Object.fromEntries(
    digests.flatMap((digest): [string, CountedAs][] => {
      const batched = digest.batch[order.id]?.all;
      const counted = batched ? { ...batched, version: digest.version } : countedBy(digest, order);
      return counted ? [[digest.id, counted]] : [];
    }),
  );
}

/**
 * The part of an order that a digest has counted, as the order itself says. The count of an expired digest is in no
 * sums.
 */
export function countedBy({ id, since = 0 }: SettledFact, { inSums }: OrderFact): CountedAs | undefined {
  const counted = inSums?.[id];
  return counted !== undefined && (counted.version ?? 0) >= since ? counted : undefined;
}

/** When orders that hold one of the products were placed, as far as the digests know; not those that are read. */
export function boughtBefore(products: ReadonlySet<string>, facts: readonly Fact[]): number[] {
  const read = new Set(facts.flatMap((fact) => (fact.kind === 'order' ? [fact.placedAt] : [])));
  const digests = facts.filter((fact) => fact.kind === 'settled');
  const times = digests.flatMap(({ bought }) => [...products].flatMap((product) => bought[product] ?? []));
  return [...new Set(times)].filter((at) => !read.has(at));
}

/**
 * The digest as it would have been just before a time, as far as its last orders tell.
 * @param read whether an order is read, and so speaks for itself
 */
export function settledBefore(digest: SettledFact, at: number, read: (order: string) => boolean): SettledFact {
  let { sums } = digest;
  const orders = digest.orders.flatMap(({ cancelledAt, ...order }): PastOrder[] => {
    if (read(order.id)) return [];
    const stood = cancelledAt === undefined || cancelledAt >= at;
    if (order.placedAt >= at && !order.history) {
      sums = minus(sums, ordered({ cancelledAt, total: order.total }));
      return [];
    }
    if (cancelledAt !== undefined && stood) sums = plus(sums, ordered(order));
    return [{ ...order, ...(!stood && { cancelledAt }) }];
  });
  return { ...digest, sums, orders };
}
