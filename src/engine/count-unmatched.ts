import * as z from 'zod/mini';
import { eventTypes } from '../commerce/events.ts';
import type { Ports } from './ports.ts';

/** The rule's message about an event that no other rule on the bus matches. The event itself is not passed on. */
const unmatched = z.object({ source: z.string(), type: z.string() });

/** Longer names are cut in the log. */
const longestName = 128;

/**
 * Logs and counts an event that no rule handles. Every pair of values is a metric that costs, so the metric knows two
 * kinds of source, and of the types only those that stores may send.
 * @throws ZodError when the message has neither source nor type
 */
export function countUnmatched(message: unknown, { warn, count }: Pick<Ports, 'warn' | 'count'>): void {
  const { source, type } = unmatched.parse(message);
  warn('no rule matches', { source: source.slice(0, longestName), type: type.slice(0, longestName) });
  const known = eventTypes.some((name) => name === type);
  count('UnmatchedEvent', { source: source.startsWith('store.') ? 'store' : 'other', type: known ? type : 'other' });
}
