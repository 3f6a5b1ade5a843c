import type { OrderFact } from '../../commerce/order/fact.ts';
import type { Fact } from '../../model/fact.ts';

/*
 * A fact holds all that was ever said of it. Beside that it knows what live events said, where an import said more: to
 * runs nothing else has happened. Both are joins, so history may come before, after or between live events.
 */

/**
 * The fact as live events alone tell of it, which is all that starts, ends or resumes a run; undefined if only an import
 * told of it.
 */
export function liveOf<F extends Fact>(fact: F): F | undefined {
  if (fact.kind === 'settled' || !('history' in fact || 'live' in fact)) return fact;
  return fact.live as F | undefined; // a fact of the same kind
}

/** The fact as if a live event had told all of it. */
export function asTold<F extends Fact>(fact: F): F {
  if (!('history' in fact || 'live' in fact)) return fact;
  const { history: _history, live: _live, ...told } = fact as F & { history?: true; live?: object }; // of any kind
  return told as unknown as F; // the same kind without its marks
}

/** When an order was placed, as far as live events tell; undefined if only an import told that it was. */
export function livePlacedAt(order: OrderFact): number | undefined {
  return liveOf(order)?.placedAt;
}
