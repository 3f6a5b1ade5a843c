import type { Occurrence } from '../../commerce/occurrence.ts';
import type { Money } from '../../commerce/values/money.ts';
import { minute } from '../../commerce/values/time-units.ts';
import type { Conversion } from '../../model/conversion.ts';
import type { Fact } from '../../model/fact.ts';
import type { JourneyRules } from '../../model/journey.ts';
import type { Engagement, Message } from '../../model/message.ts';
import type { Run } from '../../model/run.ts';
import { engagementsOf } from './engagements.ts';
import { entriesOf, goalOccurrences } from './goals.ts';

/** All that conversions follow from. */
export interface Evidence {
  readonly customer: string;
  readonly runs: readonly Run[];
  readonly facts: readonly Fact[];
  /** The customer's ledger. */
  readonly messages: readonly Message[];
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  /** The time for which a touch counts. */
  readonly windowMinutes: number;
  /** The goals to be credited; all that the runs reached, if left out. */
  readonly reached?: readonly ReachedGoal[];
}

/** An occurrence that was the goal of one entry into a journey. */
export interface ReachedGoal {
  readonly journey: string;
  readonly run: string;
  readonly occurrence: Occurrence;
}

/** Every occurrence that was the goal of a run, or of an entry before it, by the rules of its journey. */
export function reachedGoals({ runs, facts, journeys }: Pick<Evidence, 'runs' | 'facts' | 'journeys'>): ReachedGoal[] {
  return runs.flatMap((run) => {
    const { journey } = run;
    const rules = journeys[journey];
    if (rules?.goal === undefined) return [];
    return entriesOf(run).flatMap((entry) =>
      goalOccurrences(entry, rules, facts)
        .filter(isOwn)
        .map((occurrence) => ({ journey, run: entry.id, occurrence })),
    );
  });
}

/** An order that somebody else is known to have placed from the customer's cart is credited once it is known to be theirs. */
function isOwn({ on, subjects }: Occurrence): boolean {
  return on !== 'order.placed' || subjects.order !== undefined;
}

/**
 * The conversions that messages led to. Each goal is credited to the message that worked towards it and was touched
 * last before it, within the attribution window. A goal without such a touch gives none.
 */
export function conversionsOf(evidence: Evidence): Conversion[] {
  const found = new Map<string, Conversion>();
  for (const conversion of candidates(evidence)) {
    const key = `${conversion.on}#${conversion.id}`;
    const other = found.get(key);
    found.set(key, other ? mergeConversions(other, conversion) : conversion);
  }
  return [...found.values()];
}

/** Merges two conversions of one occurrence: the later touched message wins; of everything else, the newest version. */
export function mergeConversions(known: Conversion, other: Conversion): Conversion {
  const total = other.total ?? known.total;
  return { ...(isLater(other, known) ? other : known), ...(total && { total }) };
}

/** True if the touch may have led to the occurrence. */
export function counts(touch: Engagement, { at }: Occurrence, windowMinutes: number): boolean {
  return touch.at <= at && at - touch.at <= windowMinutes * minute;
}

function candidates(evidence: Evidence): Conversion[] {
  const byRun = Map.groupBy(evidence.messages, ({ run }) => run);
  return (evidence.reached ?? reachedGoals(evidence)).flatMap((reached) =>
    (byRun.get(reached.run) ?? []).flatMap((message) => credit(message, reached, evidence) ?? []),
  );
}

function credit(
  message: Message,
  { journey, run, occurrence }: ReachedGoal,
  { customer, facts, windowMinutes }: Evidence,
): Conversion | undefined {
  const touch = engagementsOf(message).findLast((one) => counts(one, occurrence, windowMinutes));
  if (touch === undefined) return undefined;
  const { on, id, at } = occurrence;
  const total = totalOf(occurrence, facts);
  return { on, id, at, customer, journey, run, message: message.key, touch, ...(total && { total }) };
}

/** The revenue of the occurrence: only the order itself has any, lest what follows from it be counted again. */
function totalOf({ on, id }: Occurrence, facts: readonly Fact[]): Money | undefined {
  if (on !== 'order.placed') return undefined;
  const order = facts.find((fact) => fact.kind === 'order' && fact.id === id);
  return order?.kind === 'order' ? order.total : undefined;
}

/** A later touch, at the same time a click, then the message's key: so that it never depends on who was heard first. */
function isLater(one: Conversion, other: Conversion): boolean {
  if (one.touch.at !== other.touch.at) return one.touch.at > other.touch.at;
  if (one.touch.kind !== other.touch.kind) return one.touch.kind === 'clicked';
  return one.message > other.message;
}
