import type { StoreEvent } from '../../commerce/events.ts';
import type { Fact } from '../../model/fact.ts';
import { factFromEvent } from './fact-from-event.ts';
import { joinFacts } from './join-facts.ts';

/** Which fact an event tells of; undefined when it tells of the customer alone, or is a test. */
export function factOf(event: StoreEvent): Pick<Fact, 'kind' | 'id'> | undefined {
  const fact = factFromEvent(event);
  return fact && { kind: fact.kind, id: fact.id };
}

/**
 * The fact after an event. The same events in any order, any number of times, give the same fact.
 * @returns the fact, or undefined when the event tells of none
 */
export function foldFact(known: Fact | undefined, event: StoreEvent): Fact | undefined {
  const news = factFromEvent(event);
  return news && known ? joinFacts(known, news) : news;
}
