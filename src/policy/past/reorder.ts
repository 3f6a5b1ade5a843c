import type { OrderFact } from '../../commerce/order/fact.ts';
import type { Fact } from '../../model/fact.ts';
import { keptPast } from '../../model/settled.ts';
import { boughtBefore } from './past.ts';

/** Two gaps are the least that make a habit. */
const leastGaps = 2;

/**
 * The expected time of the customer's next order of the like: the median of the gaps between the last eight orders up
 * to this one that share a product with it, counted from this one's time. Epoch milliseconds.
 * @returns undefined for fewer than three such orders, and for an order that was called off
 */
export function reorderAt({ placedAt, cancelledAt, lines = [] }: OrderFact, facts: readonly Fact[]) {
  if (placedAt === undefined || cancelledAt !== undefined) return undefined;
  const products = new Set(lines.map(({ productId }) => productId));
  const read = facts.flatMap((fact) => (isLike(fact, products) ? [fact.placedAt] : []));
  const times = new Set([...boughtBefore(products, facts), ...read].filter((at) => at <= placedAt));
  const sorted = [...times].sort((one, other) => one - other).slice(-keptPast.purchases);
  const gaps = sorted.slice(1).map((time, index) => time - (sorted[index] ?? time));
  return gaps.length < leastGaps ? undefined : placedAt + Math.round(median(gaps)); // whole milliseconds, as every time
}

/** An order in force that has one of the products in it. */
function isLike(fact: Fact, products: ReadonlySet<string>): fact is OrderFact & { readonly placedAt: number } {
  if (fact.kind !== 'order' || fact.placedAt === undefined || fact.cancelledAt !== undefined) return false;
  return fact.lines?.some(({ productId }) => products.has(productId)) === true;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return (low + high) / 2;
}
