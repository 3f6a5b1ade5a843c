import { matchesPattern } from '../../src/pattern/match.ts';
import type { Detail } from '../fixtures/events.ts';
import { shippedNames, shippedPlan } from '../stories/shipped.ts';
import { probe } from './probe.ts';

const plan = shippedPlan(shippedNames);
/** The shipped journeys, with a probe in place of every message. */
export const catalogue = {
  settings: plan.settings,
  segments: plan.segments,
  journeys: Object.fromEntries(plan.journeys.map(({ rules }) => [rules.journey, rules])),
  messages: Object.fromEntries(
    Object.entries(plan.messages).map(([journey, messages]) => [
      journey,
      Object.fromEntries(Object.keys(messages).map((name) => [name, { locales: { en: probe, ja: probe } }])),
    ]),
  ),
};

/** The journeys that the rules on the bus would start. */
export function journeysFor(event: Detail): string[] {
  const matched = plan.journeys.filter(({ pattern }) => pattern && matchesPattern(pattern, event));
  const { detail } = event as { detail?: { journey?: { name?: unknown } } }; // may be mutated
  const asked = event['detail-type'] === 'journey.requested' ? detail?.journey?.name : undefined;
  return [...matched.map(({ rules }) => rules.journey), ...(typeof asked === 'string' ? [asked] : [])];
}
