import { day, hour } from '../../commerce/values/time-units.ts';
import type { UsualWeek } from '../../stores/connector-upkeep.ts';

const hoursOfWeek = 7 * 24;

/** The usual hours are learnt afresh after this time. Those learnt before count for the same time again. */
const period = 28 * day;

/** A week is known once it has been seen, and has enough hours with deliveries to tell open ones from closed ones. */
const leastKnown = 7 * day;
const leastHours = 20;

/** So much longer than usual is unusual: a holiday beside a weekend is not, two missed days are. */
const margin = 1.5;

const noHours = '0'.repeat(hoursOfWeek);

/** The week with a delivery. @param lastAt the delivery before; epoch milliseconds */
export function withDelivery(known: UsualWeek | undefined, at: number, lastAt: number): UsualWeek {
  const week = known ?? { firstAt: at, since: at, hours: noHours, before: noHours, missed: 0, missedBefore: 0 };
  // of a silence that raised the alarm only as much counts as was usual: an outage must not hide the next one
  const missed = Math.min(missedHours(week, lastAt, at), mostMissed(week));
  const isOver = at - week.since > period;
  const own = isOver ? { since: at, hours: noHours, before: week.hours, missed: 0, missedBefore: week.missed } : week;
  return { ...week, ...own, hours: withHour(own.hours, at), missed: Math.max(own.missed, missed) };
}

/** True once the week is known well enough to tell a silence from a closed shop. */
export function isKnown(week: UsualWeek | undefined, lastAt: number): week is UsualWeek {
  return week !== undefined && lastAt - week.firstAt >= leastKnown && usualHours(week).length >= leastHours;
}

/** True if more usual hours have passed since the last delivery than ever lately, and more than one and a half usual days. */
export function missesDeliveries(week: UsualWeek, lastAt: number, now: number): boolean {
  return missedHours(week, lastAt, now) > mostMissed(week);
}

function mostMissed(week: UsualWeek): number {
  const hours = usualHours(week);
  const days = new Set(hours.map((one) => Math.floor(one / 24))).size;
  return margin * Math.max(hours.length / Math.max(1, days), week.missed, week.missedBefore);
}

/** The usual hours that lie whole between two times. */
function missedHours(week: UsualWeek, from: number, to: number): number {
  const [first, end] = [Math.floor(from / hour) + 1, Math.floor(to / hour)];
  const weeks = Math.max(0, Math.floor((end - first) / hoursOfWeek));
  let missed = weeks * usualHours(week).length;
  for (let one = first + weeks * hoursOfWeek; one < end; one += 1) if (isUsual(week, one % hoursOfWeek)) missed += 1;
  return missed;
}

function usualHours(week: UsualWeek): number[] {
  return Array.from({ length: hoursOfWeek }, (_, one) => one).filter((one) => isUsual(week, one));
}

function isUsual({ hours, before }: UsualWeek, one: number): boolean {
  return hours[one] === '1' || before[one] === '1';
}

function withHour(hours: string, at: number): string {
  const one = Math.floor(at / hour) % hoursOfWeek;
  return `${hours.slice(0, one)}1${hours.slice(one + 1)}`;
}
