import type { StoreEvent } from '../../commerce/events.ts';
import type { Enrolment } from '../../model/enrolment.ts';
import type { Fact } from '../../model/fact.ts';
import type { JourneyRules } from '../../model/journey.ts';
import type { Profile } from '../../model/profile.ts';
import type { Segment, Segments } from '../../model/segment.ts';
import { belongs } from '../condition/view.ts';
import { profileBefore } from '../customer/profile.ts';
import { livePlacedAt } from '../past/live.ts';
import { settledBefore } from '../past/past.ts';
import { fromIso, toIso } from '../time/timing.ts';

/** A customer as far as segments go. */
interface Customer {
  readonly profile: Profile;
  readonly facts: readonly Fact[];
}

/**
 * True if an occurrence at that time brought the customer into the segment: in it by all that is known now, and not by
 * what was known just before. Nothing of it is stored, so events may arrive in any order and several times.
 * @param at the time of the occurrence, epoch milliseconds
 */
export function enteredAt(segment: Segment, { profile, facts }: Customer, at: number): boolean {
  const before = { now: at, profile: profileBefore(profile, at), facts: factsBefore(facts, at) };
  return belongs(segment, { now: at, profile, facts }) && !belongs(segment, before);
}

/** True if the customer entered the segment between two times without any event. Epoch milliseconds. */
export function enteredBetween(segment: Segment, { profile, facts }: Customer, after: number, until: number): boolean {
  return belongs(segment, { now: until, profile, facts }) && !belongs(segment, { now: after, profile, facts });
}

/** The journeys that the event lets its customer into, because it brought them into a segment. A test brings nobody, nor does history. */
export function enrolmentsBy(
  event: StoreEvent,
  customer: Customer & { readonly customer: string },
  { journeys, segments }: { readonly journeys: Readonly<Record<string, JourneyRules>>; readonly segments: Segments },
): Enrolment[] {
  if (event.test || event.history) return [];
  const at = fromIso(event.occurredAt);
  const entry = { customer: customer.customer, at: toIso(at), id: event.id };
  return Object.values(journeys).flatMap(({ journey, starts: { entering } }) => {
    const segment = entering === undefined ? undefined : segments[entering];
    return segment && enteredAt(segment, customer, at) ? [{ journey, entry }] : [];
  });
}

/** The orders as they stood just before the time: later ones were not placed yet, nor cancelled. What an import told stood always. */
function factsBefore(facts: readonly Fact[], at: number): Fact[] {
  const read = new Set(facts.flatMap((fact) => (fact.kind === 'order' ? [fact.id] : [])));
  return facts.flatMap((fact): Fact[] => {
    if (fact.kind === 'settled') return [settledBefore(fact, at, (order) => read.has(order))];
    if (fact.kind !== 'order' || livePlacedAt(fact) === undefined) return [fact];
    const { placedAt, cancelledAt, ...order } = fact;
    // One that the sums hold of stays without its time, so that it counts nowhere.
    if (placedAt === undefined || placedAt >= at) return fact.inSums === undefined ? [] : [order];
    return [{ ...order, placedAt, ...(cancelledAt !== undefined && cancelledAt < at && { cancelledAt }) }];
  });
}
