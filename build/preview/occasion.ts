import type { EventType } from '../../src/commerce/events.ts';
import type { SubjectFacts } from '../../src/commerce/nouns.ts';
import type { Journey } from '../../src/journey/model/journey.ts';
import type { Step } from '../../src/journey/model/steps.ts';
import { purposeAndPriority } from '../../src/journey/steps/purpose.ts';
import { armsOf, kindOf } from '../../src/journey/steps/registry.ts';
import { confirmationJourney } from '../../src/model/journey.ts';
import type { Occasion } from '../messages/sample.ts';

/** How a journey sends a message, and the events that a run has behind it by then. */
export interface SendingOccasion extends Occasion {
  readonly happened: readonly EventType[];
}

/** How the journey sends the message first; undefined for a message that no step sends. */
export function occasionOf(journey: Journey, message: string): SendingOccasion | undefined {
  const { on } = journey.starts;
  return find(journey, journey.steps, message, on === undefined ? [] : [on]);
}

function find(
  journey: Journey,
  steps: readonly Step[],
  message: string,
  before: readonly EventType[],
): SendingOccasion | undefined {
  let happened = before;
  for (const step of steps) {
    const sent = kindOf(step).sends?.(step);
    if (sent?.messages.includes(message)) {
      const { coupon, survey } = sent;
      const { purpose } = purposeAndPriority(sent, journey);
      return { purpose, confirms: journey.name === confirmationJourney, coupon, survey, happened };
    }
    const awaited = 'on' in step ? step.on.map((event) => [event].filter(isOfStore)) : [];
    for (const [nth, arm] of armsOf(step).entries()) {
      const own = 'on' in step && step.arms !== undefined ? (awaited[nth] ?? []) : [];
      const found = find(journey, arm, message, [...happened, ...own]);
      if (found) return found;
    }
    happened = [...happened, ...awaited.flat()];
  }
  return undefined;
}

function isOfStore(event: string): event is EventType {
  return !event.startsWith('message.');
}

/** The stages of a parcel that only their own event reports, or a later one. */
const stages = {
  outForDeliveryAt: ['shipment.out_for_delivery', 'shipment.delivered'],
  delayedAt: ['shipment.delayed'],
  deliveredAt: ['shipment.delivered'],
} as const satisfies Readonly<Record<string, readonly EventType[]>>;

/** The sample's facts when those events have happened and no later ones: a parcel that has just left is not there yet. */
export function factsBy(happened: readonly EventType[], facts: SubjectFacts): SubjectFacts {
  const { shipment } = facts;
  if (shipment === undefined || !happened.some((event) => event.startsWith('shipment.'))) return facts;
  const later = new Set<string>(
    Object.entries(stages).flatMap(([stage, events]) =>
      events.some((event) => happened.includes(event)) ? [] : [stage],
    ),
  );
  const known = Object.fromEntries(Object.entries(shipment).filter(([field]) => !later.has(field)));
  return { ...facts, shipment: known as typeof shipment }; // stages are optional
}
