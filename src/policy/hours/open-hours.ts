import { day, minute } from '../../commerce/values/time-units.ts';
import { type Weekday, weekdays } from '../../model/delay.ts';
import { timeOf, wallOf } from '../time/wall-clock.ts';
import { isHoliday } from './holidays.ts';

/** Clock times HH:MM; `from` may be later than `to`: the hours then reach into the next day. */
export interface ClockHours {
  readonly from: string;
  readonly to: string;
}

/** One rule about when messages may go, on one clock. */
export interface HoursRule {
  /** The setting or the law, as a decision names it, and its value. */
  readonly name: string;
  readonly value: string;
  /** IANA zone. */
  readonly zone: string;
  readonly open: ClockHours;
  /** Other hours on some weekdays; `none`: closed. */
  readonly days?: Partial<Record<Weekday, ClockHours | 'none'>>;
  /** Closed on the public holidays of this country, or of this state and its country. */
  readonly holidaysOf?: string;
  /** Closed on these dates: `12-31` of every year, `2027-01-02` of one. */
  readonly dates?: readonly string[];
}

/** The rule that closes a moment, and whether it closes the whole day. */
export interface Closed {
  readonly rule: HoursRule;
  readonly wholeDay: boolean;
}

/** Rules that leave no hour in so many days are impossible together. */
const longestClosed = 30 * day;

/** The first moment from `time` on at which all rules let a message go; undefined when they leave none within 30 days. */
export function firstOpen(time: number, rules: readonly HoursRule[]): number | undefined {
  for (let at = time; at <= time + longestClosed; ) {
    const next = Math.max(at, ...rules.map((rule) => opening(at, rule)));
    if (next === at) return at;
    at = next;
  }
  return undefined;
}

/** The first moment after `time` at which one of the rules closes, at most two days later. Call it for an open time. */
export function closesAt(time: number, rules: readonly HoursRule[]): number {
  return Math.min(time + 2 * day, ...rules.map((rule) => closing(time, rule)));
}

/** The rule that closes first after an open moment; undefined when there are none. */
export function nextToClose(time: number, rules: readonly HoursRule[]): HoursRule | undefined {
  if (rules.length < 2) return rules[0]; // most messages have one: its end does not matter then
  const ends = rules.map((rule) => ({ rule, end: closing(time, rule) }));
  return ends.reduce((first, other) => (other.end < first.end ? other : first)).rule;
}

/** The rule that closes the moment for longest; undefined when all let a message go. */
export function closingRule(time: number, rules: readonly HoursRule[]): Closed | undefined {
  let longest: HoursRule | undefined;
  let until = time;
  for (const rule of rules) {
    const end = opening(time, rule);
    if (end > until) [longest, until] = [rule, end];
  }
  return longest && { rule: longest, wholeDay: hoursOn(dateOf(time, longest), longest) === undefined };
}

/** The rule that closes the whole day of a moment, if one does. */
export function dayRule(time: number, rules: readonly HoursRule[]): HoursRule | undefined {
  return rules.find((rule) => hoursOn(dateOf(time, rule), rule) === undefined);
}

/** The first moment from `time` on that one rule leaves open; `time` itself when it never opens again within 30 days. */
function opening(time: number, rule: HoursRule): number {
  const today = dateOf(time, rule);
  for (let date = today - 1; date <= today + 30; date += 1) {
    const span = spanOn(date, rule);
    if (span !== undefined && span.end > time) return Math.max(time, span.start);
  }
  return time + longestClosed + day;
}

function closing(time: number, rule: HoursRule): number {
  let end = time;
  for (let date = dateOf(time, rule) - 1; date <= dateOf(time, rule) + 2; date += 1) {
    const span = spanOn(date, rule);
    if (span !== undefined && span.start <= end && span.end > end) end = span.end;
  }
  return end;
}

/** The open stretch that begins on a date, in epoch milliseconds. One that begins the day before ends with a closed day. */
function spanOn(date: number, rule: HoursRule): { readonly start: number; readonly end: number } | undefined {
  const hours = hoursOn(date, rule);
  if (hours === undefined) return undefined;
  const [from, to] = [clockOf(hours.from), clockOf(hours.to)];
  const isThrough = to <= from; // into the next day
  const next = isThrough && hoursOn(date + 1, rule) === undefined ? 0 : to;
  const end = isThrough ? timeOf((date + 1) * day + next, rule.zone) : timeOf(date * day + to, rule.zone);
  return { start: timeOf(date * day + from, rule.zone), end };
}

function hoursOn(date: number, { open, days, holidaysOf, dates = [] }: HoursRule): ClockHours | undefined {
  const text = new Date(date * day).toISOString().slice(0, 10);
  if (dates.some((one) => one === text || one === text.slice(5))) return undefined;
  if (holidaysOf !== undefined && isHoliday(text, holidaysOf)) return undefined;
  const weekday = weekdays[(((date + 3) % 7) + 7) % 7]; // 1970 began on a Thursday
  const own = weekday && days?.[weekday];
  return own === 'none' ? undefined : (own ?? open);
}

function dateOf(time: number, { zone }: HoursRule): number {
  return Math.floor(wallOf(time, zone) / day);
}

function clockOf(text: string): number {
  return (Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))) * minute;
}
