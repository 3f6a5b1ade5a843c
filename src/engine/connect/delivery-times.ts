import { day, minute } from '../../commerce/values/time-units.ts';
import type { ConnectorTimes, ConnectorUpkeep } from '../../stores/connector-upkeep.ts';
import { isKnown, missesDeliveries, withDelivery } from './usual-week.ts';

/** A connector's time is written at most so often, however much it delivers. */
const between = minute;

/** After so long the longest pause is sought again; the one before counts for as long once more. */
const period = 28 * day;

/** A quiet day is no sign of anything in a small shop, */
const leastQuiet = day;

/** and a weekend none as long as nobody knows at what hours the shop sells. */
const leastUnknown = 3.5 * day;

/** So much longer than the longest pause is unusual, where a shop sells too little for usual hours. */
const margin = 1.5;

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
  if (lastAt === undefined) return { longestGap: 0, ...before, lastAt: at, week: withDelivery(undefined, at, at) };
  const gap = at - lastAt;
  if (gap < between) return undefined;
  const known = before?.gaps ?? { since: lastAt, longest: 0, before: 0 };
  const gaps =
    at - known.since > period
      ? { since: at, longest: gap, before: known.longest }
      : { ...known, longest: Math.max(known.longest, gap) };
  const week = withDelivery(before?.week, at, lastAt);
  return { ...before, lastAt: at, gaps, longestGap: Math.max(gaps.longest, gaps.before), week };
}

/**
 * True when a connector that used to deliver has been quiet for unusually long, and for a day. Only the hours of the week count at
 * which it usually delivers, so nights and closed days are no silence. As long as these hours are not known, and for a shop that
 * sells too rarely to have any, it is quiet after half as long again as its longest pause, and after three and a half days.
 */
export function isQuiet(times: ConnectorTimes | undefined, now: number): boolean {
  if (times?.lastAt === undefined || times.longestGap === 0) return false;
  const { lastAt, longestGap, week } = times;
  const gap = now - lastAt;
  if (isKnown(week, lastAt)) return gap > leastQuiet && missesDeliveries(week, lastAt, now);
  return gap > Math.max(leastUnknown, margin * longestGap);
}
