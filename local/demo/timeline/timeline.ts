import type { EventType } from '../../../src/commerce/events.ts';
import type { NounFacts } from '../../../src/commerce/noun-facts.ts';
import { nounFacts, type StoreFact } from '../../../src/commerce/nouns.ts';
import type { Conversion } from '../../../src/model/conversion.ts';
import type { Message } from '../../../src/model/message.ts';
import type { ShopRecords } from './shop-records.ts';
import type { StepOrder } from './step-order.ts';

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
  | { readonly kind: 'sent'; readonly at: number; readonly message: Message }
  /** Messages of one run that were not sent for one reason. */
  | { readonly kind: 'unsent'; readonly at: number; readonly messages: readonly [Message, ...Message[]] }
  | { readonly kind: 'conversion'; readonly at: number; readonly conversion: Conversion };

/** The order of what happened at the same time: causes first. */
const ranks: Readonly<Record<TimelineEntry['kind'], number>> = {
  event: 0,
  begins: 1,
  conversion: 2,
  unsent: 3,
  sent: 4,
};

/** All that happened to a customer, over all journeys, the earliest first; of what is simultaneous the cause first. */
export function timelineOf(customer: string, shop: ShopRecords, steps: StepOrder): TimelineEntry[] {
  const { records, resolve, factsOf } = shop;
  const mine = (one: { readonly customer: string }) => resolve(one.customer) === customer;
  const begun = Map.groupBy(
    records.runs.filter((run) => mine(run) && run.ended?.why !== 'refused'),
    ({ startedAt }) => startedAt,
  );
  const events = factsOf(customer).flatMap(occurrencesOf);
  const told = new Set(events.map(({ at }) => at));
  const entries: TimelineEntry[] = [
    ...eventEntries(events, (at) => begun.get(at)?.map(({ journey }) => journey) ?? []),
    ...[...begun].flatMap(([at, runs]) =>
      told.has(at) ? [] : [{ kind: 'begins', at, journeys: runs.map(({ journey }) => journey) } as const],
    ),
    ...messageEntries(records.messages.filter(mine), steps),
    ...records.conversions
      .filter(mine)
      .map((conversion) => ({ kind: 'conversion', at: conversion.at, conversion }) as const),
  ];
  return entries.sort((one, other) => one.at - other.at || ranks[one.kind] - ranks[other.kind]);
}

type Happened = Omit<Extract<TimelineEntry, { kind: 'event' }>, 'kind' | 'begins'>;

function occurrencesOf(fact: StoreFact): Happened[] {
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
