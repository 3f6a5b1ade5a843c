import { day, minute } from '../../commerce/values/time-units.ts';
import type { ConnectorTimes, ConnectorUpkeep } from '../../stores/connector-upkeep.ts';

/** A connector's time is written at most so often, however much it delivers. */
const between = minute;

/** After so long the longest pause is sought again; the one before counts for as long once more. */
const period = 28 * day;

/** A quiet day is no sign of anything in a small shop. */
const leastQuiet = day;

/** Notes that a connector delivered at a time; epoch milliseconds. */
export type NoteDelivery = (connector: string, at: number, upkeep: ConnectorUpkeep) => Promise<void>;

/** Notes deliveries of a container: it reads and writes each connector's times at most once a minute. */
export function deliveryNoter(): NoteDelivery {
  const lastNoted = new Map<string, number>();
  return async (connector, at, upkeep) => {
    const last = lastNoted.get(connector);
    if (last !== undefined && at - last < between) return;
    await upkeep.changeTimes(connector, (before) => noted(before, at));
    lastNoted.set(connector, at);
  };
}

/** The times with a delivery; undefined when it is no later than one that is noted, or hardly later. */
export function noted(before: ConnectorTimes | undefined, at: number): ConnectorTimes | undefined {
  const lastAt = before?.lastAt;
  if (lastAt === undefined) return { longestGap: 0, ...before, lastAt: at };
  const gap = at - lastAt;
  if (gap < between) return undefined;
  const known = before?.gaps ?? { since: lastAt, longest: 0, before: 0 };
  const gaps =
    at - known.since > period
      ? { since: at, longest: gap, before: known.longest }
      : { ...known, longest: Math.max(known.longest, gap) };
  return { ...before, lastAt: at, gaps, longestGap: Math.max(gaps.longest, gaps.before) };
}

/** True when a connector that used to deliver has been quiet for longer than its longest pause of the last weeks, and a day. */
export function isQuiet(times: ConnectorTimes | undefined, now: number): boolean {
  if (times?.lastAt === undefined || times.longestGap === 0) return false;
  return now - times.lastAt > Math.max(leastQuiet, times.longestGap);
}
