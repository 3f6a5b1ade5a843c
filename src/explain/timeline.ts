import type { EventType } from '../commerce/events.ts';
import type { NounFacts } from '../commerce/noun-facts.ts';
import { nounFacts, type StoreFact } from '../commerce/nouns.ts';
import type { Conversion } from '../model/conversion.ts';
import type { Message } from '../model/message.ts';
import { type DoorReason, refusals } from '../model/outcome.ts';
import type { Profile } from '../model/profile.ts';
import type { Run } from '../model/run.ts';
import type { TurnedAway } from '../model/turned-away.ts';

/** All that the table holds of one customer, under whatever keys it stands. */
export interface CustomerRecord {
  readonly profile: Profile;
  readonly facts: readonly StoreFact[];
  readonly runs: readonly Run[];
  readonly messages: readonly Message[];
  readonly conversions: readonly Conversion[];
  readonly refusals: readonly TurnedAway[];
}

/** The place of a step in its journey, counted from 0; a high number for one that the journey does not have any more. */
export type StepOrder = (journey: string, step: string) => number;

/** A line of a customer's timeline. */
export type TimelineEntry =
  | {
      readonly kind: 'event';
      readonly at: number;
      readonly on: EventType;
      readonly fact: StoreFact;
      /** The id of what happened: of a product among those that were looked at, say. */
      readonly id: string;
      /** The journeys that it began. */
      readonly begins: readonly string[];
    }
  | { readonly kind: 'begins'; readonly at: number; readonly journeys: readonly string[] }
  /** An event that a journey's `starts` matched and that began nothing. */
  | { readonly kind: 'refused'; readonly at: number; readonly refusal: RefusedEntry }
  | { readonly kind: 'sent'; readonly at: number; readonly message: Message }
  /** Messages of one run that were not sent for one reason. */
  | { readonly kind: 'unsent'; readonly at: number; readonly messages: readonly [Message, ...Message[]] }
  | { readonly kind: 'conversion'; readonly at: number; readonly conversion: Conversion };

/** Why an entry began nothing. */
export type RefusedEntry = Pick<TurnedAway, 'journey' | 'subject' | 'basis'> & { readonly reason: DoorReason };

/** The order of what happened at the same time: causes first. */
const ranks: Readonly<Record<TimelineEntry['kind'], number>> = {
  event: 0,
  begins: 1,
  refused: 2,
  conversion: 3,
  unsent: 4,
  sent: 5,
};

/** All that happened to a customer, over all journeys, the earliest first; of what is simultaneous the cause first. */
export function timelineOfRecord(record: CustomerRecord, steps: StepOrder): TimelineEntry[] {
  const { facts, runs, messages, conversions } = record;
  const begun = Map.groupBy(
    runs.filter(({ ended }) => ended?.why !== 'refused'),
    ({ startedAt }) => startedAt,
  );
  const events = facts.flatMap(occurrencesOfFact);
  const told = new Set(events.map(({ at }) => at));
  const entries: TimelineEntry[] = [
    ...eventEntries(events, (at) => begun.get(at)?.map(({ journey }) => journey) ?? []),
    ...[...begun].flatMap(([at, list]) =>
      told.has(at) ? [] : [{ kind: 'begins', at, journeys: list.map(({ journey }) => journey) } as const],
    ),
    ...refusedEntries(record),
    ...messageEntries(messages, steps),
    ...conversions.map((conversion) => ({ kind: 'conversion', at: conversion.at, conversion }) as const),
  ];
  return entries.sort((one, other) => one.at - other.at || ranks[one.kind] - ranks[other.kind]);
}

type Happened = Omit<Extract<TimelineEntry, { kind: 'event' }>, 'kind' | 'begins'>;

function occurrencesOfFact(fact: StoreFact): Happened[] {
  const { occurrences } = nounFacts[fact.kind] as unknown as NounFacts<StoreFact, EventType>; // of the fact's own kind
  const own = occurrences(fact).filter(({ on }) => !(fact.kind === 'cart' && on === 'order.placed')); // the order tells of it
  return own.map(({ on, at, id }) => ({ on, at, id, fact }));
}

/** The first event of a time names the journeys that begin then: facts do not say which of them it was. */
function eventEntries(events: readonly Happened[], begunAt: (at: number) => readonly string[]): TimelineEntry[] {
  const named = new Set<number>();
  return events.map((event) => {
    const begins = named.has(event.at) ? [] : begunAt(event.at);
    named.add(event.at);
    return { kind: 'event', ...event, begins };
  });
}

/** Each refused entry once: by its own record, or by its run where that is all that is left of it. */
function refusedEntries({ runs, refusals: records }: CustomerRecord): TimelineEntry[] {
  const entries = records.flatMap(({ times, ...refusal }) =>
    times.map((at) => ({ kind: 'refused', at, refusal }) as const),
  );
  const isTold = ({ journey, startedAt }: Run) =>
    entries.some(({ at, refusal }) => at === startedAt && refusal.journey === journey);
  const fromRuns = runs.flatMap((run) => {
    const reason = run.ended?.why === 'refused' ? refusals.find((one) => one === run.ended?.reason) : undefined;
    if (reason === undefined || isTold(run)) return [];
    const refusal = { journey: run.journey, subject: run.subject.kind, reason };
    return [{ kind: 'refused', at: run.startedAt, refusal } as const];
  });
  return [...entries, ...fromRuns];
}

function messageEntries(messages: readonly Message[], steps: StepOrder): TimelineEntry[] {
  const sent = messages.filter(({ outcome }) => outcome === 'sent');
  const silent = Map.groupBy(
    messages.filter(({ outcome }) => outcome !== 'sent'),
    ({ run, at, outcome, reason, detail }) => [run, at, outcome, reason, detail].join(' '),
  );
  const inOrder = (one: Message, other: Message) =>
    steps(one.journey, one.step) - steps(other.journey, other.step) || one.due - other.due;
  return [
    ...sent.map((message) => ({ kind: 'sent', at: message.at, message }) as const),
    ...[...silent.values()].flatMap((group) => {
      const [first, ...others] = group.toSorted(inOrder);
      return first === undefined ? [] : [{ kind: 'unsent', at: first.at, messages: [first, ...others] } as const];
    }),
  ];
}
