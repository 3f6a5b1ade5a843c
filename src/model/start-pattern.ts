import type { JourneyRules } from './journey.ts';

/** Narrows a pattern to what shops send, and leaves out replays of an archive, which would send everything again. */
export const fromStores = { source: [{ prefix: 'store.' }], 'replay-name': [{ exists: false }] };

/**
 * Leaves out what an import tells afterwards: it starts nothing, so its events never reach the enrolment queue. CloudFormation
 * takes no null in a template, so `history: null` starts nothing either.
 */
const noHistory = { history: [{ exists: false }, false] };

/**
 * The event pattern of a journey's rule: what starts it. History never does.
 * @returns undefined when no event does
 */
export function startPattern({ on, where }: Pick<JourneyRules['starts'], 'on' | 'where'>) {
  if (on === undefined) return undefined;
  return { ...fromStores, 'detail-type': [on], detail: { ...where, ...noHistory } };
}
