import type { StoreEvent } from '../../commerce/events.ts';
import type { Occurrence } from '../../commerce/occurrence.ts';
import { minute } from '../../commerce/values/time-units.ts';
import type { AwaitedEvent } from '../../model/awaited.ts';
import type { Fact } from '../../model/fact.ts';
import type { JourneyRules } from '../../model/journey.ts';
import type { Message } from '../../model/message.ts';
import type { Refusal } from '../../model/outcome.ts';
import type { Run, RunEnd, RunEntry } from '../../model/run.ts';
import type { Subject } from '../../model/subject.ts';
import { messageOccurrences, occurrences } from '../past/occurrences.ts';
import { clockTolerance, isPurchaseOf } from '../past/purchase.ts';
import { fromIso } from '../time/timing.ts';
import { isUnderWay } from './arrival.ts';

/**
 * The subject of a journey's run, by its starting event.
 * @param customer the customer's key, for journeys that run once per customer
 * @returns undefined when the event does not name the thing that `once per` asks for
 */
export function subjectOf(rules: JourneyRules, event: StoreEvent, customer: string): Subject | undefined {
  const kind = rules.starts.oncePer;
  if (kind === 'customer') return { kind, id: customer };
  const named: unknown = Reflect.get(event, kind);
  return hasId(named) ? { kind, id: named.id } : undefined;
}

function hasId(value: unknown): value is { id: string } {
  return typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';
}

/** Why the event, or whatever else leads in, starts nothing, if it does not: a test, or too old to be acted on. */
export function refusalOf(
  event: Pick<StoreEvent, 'test' | 'occurredAt'>,
  now: number,
  staleAfterMinutes: number,
): Refusal | undefined {
  if (event.test) return 'test-event';
  return now - fromIso(event.occurredAt) > staleAfterMinutes * minute ? 'stale' : undefined;
}

/** True if a new entry is due although the subject has been in the journey before. */
export function mayReenter(
  previous: Pick<Run, 'subject' | 'startedAt' | 'ended'>,
  startedAt: number,
  rules: JourneyRules,
  facts: readonly Fact[],
): boolean {
  const { againAfter, againUpon } = rules.starts;
  if (isNoEntry(previous)) return true;
  if (againAfter === null) return false;
  if (previous.startedAt >= startedAt) return false;
  const refused = previous.ended?.why === 'refused';
  if (isYearly(rules) && !refused && startedAt - previous.startedAt < leastYear) return false;
  if (againAfter !== 'end') {
    const upon = againUpon ? concerning([againUpon], previous, rules, facts) : [];
    return refused || upon.some(({ at }) => at <= startedAt) || startedAt - previous.startedAt >= againAfter * minute;
  }
  // The event that ends a run may itself start the next, and come here before it is taken in as the end.
  const ended = previous.ended ?? endOf(previous, rules, facts);
  if (ended === undefined) return false;
  // What happened while the run was under way began nothing, and begins nothing when it is heard of again after the end.
  // An event that ends it may begin the next; one that it awaited belongs to it, even if nothing is left to do then.
  return ended.why === 'refused' || (ended.why === 'event' ? ended.at <= startedAt : ended.at < startedAt);
}

/**
 * The least time between two yearly entries: one may come a little early, but not twice in so many days, whatever
 * happens to the date.
 */
const leastYear = 300 * 24 * 60 * minute;

function isYearly({ starts: { every } }: JourneyRules): boolean {
  return every !== undefined && 'yearly' in every;
}

/** The earlier entry that had the customer's turn in the same year, if one had: of two customers who turned out to be one. */
export function entryOfYear({ startedAt, earlier = [] }: Run, rules: JourneyRules): RunEntry | undefined {
  return isYearly(rules) ? earlier.find((entry) => startedAt - entry.startedAt < leastYear) : undefined;
}

/**
 * True if a run was never an entry for the customer: a test, or it came to its message while a parcel was under way.
 */
function isNoEntry({ ended }: Pick<Run, 'ended'>): boolean {
  if (ended?.why === 'refused') return ended.reason === 'test-event' || ended.reason === 'not-delivered';
  return ended?.why === 'stopped' && ended.reason === 'not-delivered';
}

/**
 * True if the second of two runs of one subject takes the place of the first, when two customers turn out to be one. A
 * refused run does not, nor does one that the same event began: that is the same entry.
 */
export function takesPlaceOf(current: Run, other: Run): boolean {
  if (current.startedBy === other.startedBy && current.startedAt === other.startedAt) return false;
  const refused = (run: Run) => run.ended?.why === 'refused';
  if (refused(current) !== refused(other)) return refused(current);
  return current.startedAt === other.startedAt ? current.id < other.id : current.startedAt < other.startedAt;
}

/**
 * The event that ends a run, as the facts remember it: of a kind that `ends` names, at or after the run's
 * start, and about the run's subject if it names a thing of that kind at all. The event that started the run
 * never ends it.
 */
export function endOf(
  run: Pick<Run, 'subject' | 'startedAt'>,
  rules: JourneyRules,
  facts: readonly Fact[],
): RunEnd | undefined {
  const [end] = concerning(rules.ends, run, rules, facts);
  return end && { at: end.at, why: 'event', reason: end.on };
}

/**
 * The first awaited event that concerns the run, if it has happened.
 * @param messages the run's lines of the ledger
 */
export function awaitedOccurrence(
  run: Concerned,
  rules: JourneyRules,
  on: readonly AwaitedEvent[],
  facts: readonly Fact[],
  messages: readonly Message[] = [],
): Occurrence<AwaitedEvent> | undefined {
  const ofStore: readonly Occurrence<AwaitedEvent>[] = allParcels(concerning(on, run, rules, facts), run, facts);
  const ofMessages = messageOccurrences(messages).filter((occurrence) => on.includes(occurrence.on));
  return [...ofStore, ...ofMessages].sort((one, other) => one.at - other.at)[0];
}

/** For a run about an order a delivery is awaited of all its parcels: it is the last one, once none is under way. */
function allParcels(all: readonly Occurrence[], { subject }: Pick<Run, 'subject'>, facts: readonly Fact[]) {
  if (subject.kind !== 'order') return all;
  const last = isUnderWay(subject.id, facts) ? undefined : all.findLast(({ on }) => on === 'shipment.delivered');
  return all.filter((occurrence) => occurrence.on !== 'shipment.delivered' || occurrence === last);
}

/** A run, as far as it decides which occurrences concern it. An entry that is only remembered has no id. */
type Concerned = Pick<Run, 'subject' | 'startedAt'> & Partial<Pick<Run, 'id'>>;

/** True if any of the occurrences may end the run, resume it or be its goal, or that of an earlier entry. */
export function isConcerned(
  run: Run,
  rules: JourneyRules,
  news: readonly Occurrence[],
  facts: readonly Fact[],
): boolean {
  const { goal, ends } = rules;
  const on: readonly AwaitedEvent[] = [...ends, ...(goal ? [goal.on] : []), ...(run.awaiting?.on ?? [])];
  const { startedAt } = run.earlier?.[0] ?? run;
  const entry = { subject: run.subject, startedAt };
  return news.some((occurrence) => on.includes(occurrence.on) && concerns(occurrence, entry, facts));
}

/**
 * The occurrences of these events that concern the run: from its start on, but for the event that started it; oldest
 * first.
 */
export function concerning(
  on: readonly AwaitedEvent[],
  run: Concerned,
  { starts }: JourneyRules,
  facts: readonly Fact[],
): Occurrence[] {
  // Who came into a segment did so by an event of whatever kind.
  const isStart = ({ on }: Occurrence) => starts.on === undefined || on === starts.on;
  const began = (occurrence: Occurrence) => isStart(occurrence) && occurrence.at === run.startedAt;
  return occurrences(facts).filter(
    (occurrence) => on.includes(occurrence.on) && concerns(occurrence, run, facts) && !began(occurrence),
  );
}

/**
 * True if an occurrence concerns the run. An order concerns every cart of the customer from the run's start on, and the
 * cart that it bought from a little before: the times may come from two clocks.
 */
function concerns(occurrence: Occurrence, run: Concerned, facts: readonly Fact[]): boolean {
  const { on, id: thing, at, asked, subjects } = occurrence;
  if (asked && thing !== run.id) return false;
  const { kind, id } = run.subject;
  if (on === 'order.placed' && (at < run.startedAt || subjects.order === undefined)) {
    return at >= run.startedAt - clockTolerance && isPurchaseOf(occurrence, run, facts);
  }
  const named = on === 'order.placed' && kind === 'cart' ? undefined : subjects[kind];
  return at >= run.startedAt && (named === undefined || named === id);
}
