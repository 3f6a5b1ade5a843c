import * as z from 'zod/mini';
import { epochMilliseconds } from './epoch.ts';
import { day, minute } from './time-units.ts';

/** Earlier times come from a clock that was never set. */
const earliest = Date.UTC(2000, 0, 1);

/** How far something that has happened may lie ahead, in milliseconds: clocks are fast, and local times are written as UTC. */
export const mostAhead = day;

/**
 * How far an agreement may be dated ahead of its receipt, in milliseconds: AWS takes no request from a clock that is further
 * off. One that is dated later would count as a new agreement each time its event is posted again.
 */
export const mostAgreedAhead = 5 * minute;

/** Epoch milliseconds of an ISO 8601 instant, by the library that all later code uses. Undefined if it cannot be parsed. */
export function epochOf(text: string): number | undefined {
  try {
    return epochMilliseconds(text);
  } catch {
    return undefined;
  }
}

/** An instant in an event: ISO 8601 with an offset. */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .check(z.refine(isUsable, 'must be a time since the year 2000, with at most nine decimals of a second'));

function isUsable(text: string): boolean {
  const time = epochOf(text);
  return time !== undefined && time >= earliest;
}
