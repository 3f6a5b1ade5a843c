import type { OrderFact } from '../../commerce/order/fact.ts';
import type { Sums } from '../../commerce/order/sums.ts';
import type { PastOrder } from '../../model/settled.ts';

/** The sums of nothing. */
export const noSums: Sums = { orders: 0, openRefunds: 0, spent: {} };

/** The sums of one order. A cancelled one counts for its open refunds alone. */
export function sumsOf({ placedAt, cancelledAt, total, refunds }: OrderFact): Sums {
  if (placedAt === undefined) return noSums;
  const openRefunds = Object.values(refunds).filter(({ status }) => status === 'open').length;
  return { ...ordered({ cancelledAt, total }), openRefunds };
}

/** The sums of an order without its refunds. */
export function ordered({ cancelledAt, total }: Pick<PastOrder, 'cancelledAt' | 'total'>): Sums {
  if (cancelledAt !== undefined) return noSums;
  return { orders: 1, openRefunds: 0, spent: total ? { [total.currency]: total.minor } : {} };
}

/** One and the other together. */
export function plus(one: Sums, other: Sums): Sums {
  return combine(one, other, 1);
}

/** The one without the other. */
export function minus(one: Sums, other: Sums): Sums {
  return combine(one, other, -1);
}

/** True if the sums are known and equal the others. */
export function areSame(one: Sums | undefined, other: Sums): boolean {
  if (one === undefined) return false;
  const { orders, openRefunds, spent } = minus(one, other);
  return orders === 0 && openRefunds === 0 && Object.keys(spent).length === 0;
}

function combine(one: Sums, other: Sums, sign: 1 | -1): Sums {
  const spent = { ...one.spent };
  for (const [currency, minor] of Object.entries(other.spent)) {
    spent[currency] = (spent[currency] ?? 0) + sign * minor;
  }
  return {
    orders: one.orders + sign * other.orders,
    openRefunds: one.openRefunds + sign * other.openRefunds,
    spent: Object.fromEntries(Object.entries(spent).filter(([, minor]) => minor !== 0)),
  };
}
