import type { Occurrence } from '../../commerce/occurrence.ts';
import type { LineItem } from '../../commerce/values/line-item.ts';
import { minute } from '../../commerce/values/time-units.ts';
import type { Fact } from '../../model/fact.ts';
import type { Run } from '../../model/run.ts';
import { subjectFact } from './subject.ts';

/** The greatest difference expected between the clocks of a storefront and its back office: a quarter of an hour. */
export const clockTolerance = 15 * minute;

/**
 * True if an order bought the very cart that a run is about, or the cart of its checkout: the order names it; or it
 * names no cart, and holds every product in it.
 */
export function isPurchaseOf(order: Occurrence, run: Pick<Run, 'subject'>, facts: readonly Fact[]): boolean {
  const subject = subjectFact(run, facts);
  const { kind, id } = run.subject;
  const cart = kind === 'cart' ? id : subject?.kind === 'checkout' ? subject.cart : undefined;
  const named = order.subjects.cart;
  if (named !== undefined) return named === cart;
  if (subject?.kind !== 'cart' && subject?.kind !== 'checkout') return false;
  const bought = facts.find((fact) => fact.kind === 'order' && fact.id === order.subjects.order);
  return bought?.kind === 'order' && holdsAll(bought.lines ?? [], subject.lines ?? []);
}

function holdsAll(bought: readonly LineItem[], wanted: readonly LineItem[]): boolean {
  const products = new Set(bought.map(({ productId }) => productId));
  return wanted.length > 0 && wanted.every(({ productId }) => products.has(productId));
}
