import type { JourneyRules } from '../model/journey.ts';
import type { Segments } from '../model/segment.ts';
import type { StoreSettings } from '../model/store-settings.ts';
import { matchesPattern } from '../pattern/match.ts';
import type { MessageCatalogue } from '../templates/render.ts';

/** The catalogue of a simulated shop. */
export interface ShopPlan {
  readonly settings: StoreSettings;
  readonly segments: Segments;
  readonly messages: MessageCatalogue;
  readonly journeys: readonly PlannedJourney[];
}

export interface PlannedJourney {
  readonly rules: JourneyRules;
  /** The event pattern of its rule on the bus, if an event starts it. */
  readonly pattern: Readonly<Record<string, unknown>> | undefined;
  /** Its state machine in States Language, with logical task names. */
  readonly definition: string;
}

/** The rules of all journeys, by name. */
export function rulesIn({ journeys }: ShopPlan): Readonly<Record<string, JourneyRules>> {
  return Object.fromEntries(journeys.map(({ rules }) => [rules.journey, rules]));
}

/** The state machines of all journeys, by name. */
export function definitionsIn({ journeys }: ShopPlan): Readonly<Record<string, string>> {
  return Object.fromEntries(journeys.map(({ rules, definition }) => [rules.journey, definition]));
}

/** An event as the bus carries it. */
export interface BusEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly detail: unknown;
}

/** The journeys that an event may start: the one that it asks for by name, or those whose rule on the bus it matches. */
export function startedBy({ journeys }: ShopPlan, event: BusEvent): string[] {
  const { detail } = event;
  if (event['detail-type'] === 'journey.requested') {
    const { journey } = (detail ?? {}) as { journey?: { name?: unknown } }; // the contract is the function's concern
    return typeof journey?.name === 'string' ? [journey.name] : [];
  }
  return journeys.flatMap(({ pattern, rules }) =>
    pattern !== undefined && matchesPattern(pattern, event) ? [rules.journey] : [],
  );
}
