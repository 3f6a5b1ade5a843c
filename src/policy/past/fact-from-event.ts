import type { StoreEvent } from '../../commerce/events.ts';
import { nounFacts, type StoreFact } from '../../commerce/nouns.ts';
import type { Fact } from '../../model/fact.ts';
import { fromIso } from '../time/timing.ts';

type Reader = (event: StoreEvent, at: number) => StoreFact;

const readers = new Map(
  Object.values(nounFacts).flatMap(({ fromEvents }) => Object.entries(fromEvents)),
) as ReadonlyMap<string, Reader>; // a reader is called with events of the type that is its key

/**
 * The fact that an event tells of, as if nothing else were known of it; undefined when it tells of the customer alone. A
 * test tells of nothing that happened.
 */
export function factFromEvent(event: StoreEvent): Fact | undefined {
  if (event.test) return undefined;
  const fact = readers.get(event.type)?.(event, fromIso(event.occurredAt));
  return fact && event.history ? { ...fact, history: true } : fact;
}
