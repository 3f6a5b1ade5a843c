import type { AwaitedEvent } from '../contracts/awaited.ts';
import type { StoreEvent } from '../contracts/event.ts';
import type { Fact } from '../contracts/fact.ts';
import type { JourneyRules } from '../contracts/journey.ts';
import type { Message } from '../contracts/message.ts';
import type { Refusal } from '../contracts/outcome.ts';
import type { Run, RunEnd, Subject } from '../contracts/run.ts';
import { type Happening, happenings, messageHappenings } from './happenings.ts';
import { fromIso } from './timing.ts';

const minute = 60_000;

/**
 * What a run of the journey, started by the event, is about.
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

/** Whether a new entry is due although the subject has been in the journey before. */
export function mayReenter(
  previous: Pick<Run, 'subject' | 'startedAt' | 'ended'>,
  startedAt: number,
  rules: JourneyRules,
  facts: readonly Fact[],
): boolean {
  const { againAfter } = rules.starts;
  if (againAfter === null) return false;
  if (previous.startedAt >= startedAt) return false;
  if (againAfter !== 'end') return startedAt - previous.startedAt >= againAfter * minute;
  // The event that ends a run may itself start the next, and come here before it is taken in as the end.
  const ended = previous.ended ?? endOf(previous, rules, facts);
  if (ended === undefined) return false;
  // What happened while the run was under way began nothing, and begins nothing when it is heard of again after the end.
  // An event that ends it may begin the next; one that it awaited belongs to it, even if nothing is left to do then.
  return ended.why === 'refused' || (ended.why === 'event' ? ended.at <= startedAt : ended.at < startedAt);
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
export function awaitedHappening(
  run: Pick<Run, 'subject' | 'startedAt'>,
  rules: JourneyRules,
  on: readonly AwaitedEvent[],
  facts: readonly Fact[],
  messages: readonly Message[] = [],
): Happening<AwaitedEvent> | undefined {
  const ofStore: readonly Happening<AwaitedEvent>[] = concerning(on, run, rules, facts);
  const ofMessages = messageHappenings(messages).filter((happening) => on.includes(happening.on));
  return [...ofStore, ...ofMessages].sort((one, other) => one.at - other.at)[0];
}

/** What has happened of these events to the run: from its start on, but for the event that started it; oldest first. */
export function concerning(
  on: readonly AwaitedEvent[],
  run: Pick<Run, 'subject' | 'startedAt'>,
  { starts }: JourneyRules,
  facts: readonly Fact[],
): Happening[] {
  // Who came into a segment did so by an event of whatever kind.
  const isStart = ({ on }: Happening) => starts.on === undefined || on === starts.on;
  const began = (happening: Happening) => isStart(happening) && happening.at === run.startedAt;
  return happenings(facts).filter(
    (happening) => on.includes(happening.on) && concerns(happening, run) && !began(happening),
  );
}

function concerns(happening: Happening, run: Pick<Run, 'subject' | 'startedAt'>): boolean {
  const named = happening.subjects[run.subject.kind];
  return happening.at >= run.startedAt && (named === undefined || named === run.subject.id);
}
