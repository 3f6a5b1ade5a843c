import { type BusEvent, rulesIn, startedBy } from '../../src/simulation/shop-plan.ts';
import type { Detail } from '../fixtures/events.ts';
import { shippedNames, shippedPlan } from '../stories/shipped.ts';
import { probe } from './probe.ts';

const plan = shippedPlan(shippedNames);
/** The shipped journeys, with a probe in place of every message. */
export const catalogue = {
  settings: plan.settings,
  segments: plan.segments,
  journeys: rulesIn(plan),
  messages: Object.fromEntries(
    Object.entries(plan.messages).map(([journey, messages]) => [
      journey,
      Object.fromEntries(Object.keys(messages).map((name) => [name, { locales: { en: probe, ja: probe } }])),
    ]),
  ),
};

/** The journeys that the rules on the bus would start. */
export function journeysFor(event: Detail): string[] {
  return startedBy(plan, event as unknown as BusEvent); // it may be mutated
}
