import type { Fact, OrderFact } from '../contracts/fact.ts';
import type { Counted, PastHappening, PastOrder, PastReview, SettledFact, Sums } from '../contracts/settled.ts';
import { areSame, minus, noSums, ordered, plus } from './sums.ts';

/** What names a fact among all of a customer's. */
export function nameOf({ kind, id }: Pick<Fact, 'kind' | 'id'>): string {
  return `${kind}#${id}`;
}

/** What is known of the facts that are not read. */
export interface Past {
  readonly sums: Sums;
  /** The last orders. */
  readonly orders: readonly PastOrder[];
  readonly happenings: readonly PastHappening[];
  readonly reviews: readonly PastReview[];
}

const noPast: Past = { sums: noSums, orders: [], happenings: [], reviews: [] };

/** What the digests among the facts say of all that is not read: what is read speaks for itself. */
export function pastOf(facts: readonly Fact[]): Past {
  const digests = facts.filter((fact) => fact.kind === 'settled');
  if (digests.length === 0) return noPast;
  const names = new Set(facts.map(nameOf));
  const orders = new Map(facts.flatMap((fact) => (fact.kind === 'order' ? [[fact.id, fact] as const] : [])));
  const counted = digests.map((digest) => sumsNow(digest, orders)).reduce(plus, noSums);
  const known = [...orders.values()].flatMap(({ inSums = {} }) => Object.values(inSums));
  return {
    sums: known.reduce(minus, counted),
    orders: [...new Map(digests.flatMap((digest) => digest.orders).map((order) => [order.id, order])).values()].filter(
      ({ id }) => !orders.has(id),
    ),
    happenings: digests.flatMap((digest) => digest.happenings).filter(({ of }) => !names.has(of)),
    reviews: digests.flatMap((digest) => digest.reviews).filter(({ id }) => !names.has(`review#${id}`)),
  };
}

/** The digest's sums with what its last batch adds: of an order that is still read as it was before, nothing. */
function sumsNow({ id, sums, batch }: SettledFact, orders: ReadonlyMap<string, OrderFact>): Sums {
  const added = Object.entries(batch).filter(([order, counted]) => !isUnsettled(orders.get(order), id, counted));
  return added.reduce((all, [, counted]) => plus(all, counted.added), sums);
}

/** Whether an order is read that a batch of the customer's was to settle, and did not. */
export function isUnsettled(order: OrderFact | undefined, customer: string, { all }: Counted): boolean {
  return order !== undefined && !areSame(order.inSums?.[customer], all);
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
    if (order.placedAt >= at) {
      sums = minus(sums, ordered({ cancelledAt, total: order.total }));
      return [];
    }
    if (cancelledAt !== undefined && stood) sums = plus(sums, ordered(order));
    return [{ ...order, ...(!stood && { cancelledAt }) }];
  });
  return { ...digest, sums, orders };
}
