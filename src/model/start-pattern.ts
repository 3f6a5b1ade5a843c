import type { JourneyRules } from './journey.ts';

/** Narrows a pattern to what shops send, and leaves out replays of an archive, which would send everything again. */
export const fromStores = { source: [{ prefix: 'store.' }], 'replay-name': [{ exists: false }] };

/**
 * The event pattern of a journey's rule: what starts it.
 * @returns undefined when no event does
 */
export function startPattern({ on, where }: Pick<JourneyRules['starts'], 'on' | 'where'>) {
  if (on === undefined) return undefined;
  return { ...fromStores, 'detail-type': [on], ...(where && { detail: where }) };
}
