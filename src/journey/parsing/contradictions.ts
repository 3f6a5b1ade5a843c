import { type Channel, channels } from '../../commerce/customer/channel.ts';
import { weekdays } from '../../model/delay.ts';
import type { CapCounts, StoreSettings } from '../../model/store-settings.ts';
import { isBetween } from '../reading/clock-times.ts';
import type { Fields } from '../reading/fields.ts';
import { type Said, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { capPeriods } from './caps.ts';

/** In minutes, as all lengths here. */
const wholeDay = 24 * 60;

/** Less than this is no time of the day to send in. In minutes. */
const leastOpen = 60;

/** The settings as they were read, with the places that they were written at. */
interface Written {
  readonly source: Source;
  readonly store: Fields;
  readonly settings: StoreSettings;
}

/** Reports settings that together leave nothing to send, and doubts those of which one makes another pointless. */
export function checkTogether(source: Source, store: Fields, settings: StoreSettings): void {
  if (source.problems.length > 0) return; // what could not be read has usual values here
  const written = { source, store, settings };
  for (const channel of channels) {
    checkOpenHours(written, channel);
    doubtCounts(written, channel, ['caps', channel], settings.caps.channels?.[channel]);
  }
  for (const [topic, counts] of Object.entries(settings.caps.topics ?? {}))
    doubtCounts(written, topic, ['caps', 'topics', topic], counts);
  checkDaysOff(written);
  doubtStaleAfter(written);
  doubtAttribution(written);
}

/** The hours of a channel that are outside the quiet hours. */
function checkOpenHours(written: Written, channel: Channel): void {
  const { quietHours: quiet, hours } = written.settings;
  const span = hours?.sending?.[`marketing ${channel}`];
  if (span === undefined) return;
  const open = minutesIn(span.from, span.to).filter((time) => !isBetween(time, quiet.from, quiet.to)).length;
  const [source, node] = placeOf(written, ['hours', channel]);
  const own = say`${span.from} to ${span.to}`;
  const instead = say`write times between ${quiet.to} and ${quiet.from}, or change the quiet hours`;
  if (open === 0) {
    const message = say`"${own}" is within the quiet hours (${quiet.from} to ${quiet.to}): no marketing would ever go by ${channel}`;
    source.report(node, message, instead);
  } else if (open < leastOpen) {
    source.doubt(
      node,
      say`"${own}" and the quiet hours leave ${lengthOf(open)} of a day for marketing by ${channel}`,
      instead,
    );
  }
}

/** The days without marketing: not all of the week, and not so many in a row that what waits for their end is dropped. */
function checkDaysOff(written: Written): void {
  const { hours, staleAfterMinutes } = written.settings;
  const closed = weekdays.map((weekday) => hours?.notOn?.includes(weekday) === true);
  const [source, node] = placeOf(written, ['hours', 'not on']);
  if (closed.every(Boolean)) {
    source.report(node, say`"not on" names all seven weekdays: no marketing would ever go`, say`leave a weekday out`);
    return;
  }
  const inRow = longestRun([...closed, ...closed]);
  if (inRow * wholeDay < staleAfterMinutes || inRow === 0) return;
  const message = say`marketing rests for ${inRow} days in a row, and what falls due as they begin is dropped: a message is held for ${lengthOf(staleAfterMinutes)} at most ("stale after")`;
  source.doubt(node, message, say`leave a weekday out, or write "stale after: ${inRow + 1} days"`);
}

function longestRun(flags: readonly boolean[]): number {
  let [run, longest] = [0, 0];
  for (const flag of flags) {
    run = flag ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
}

/** What is held for longer than `stale after` is dropped in the end, so that holding it was in vain. */
function doubtStaleAfter(written: Written): void {
  const { quietHours, gaps = {}, staleAfterMinutes } = written.settings;
  const held: readonly (readonly [what: Said, minutes: number])[] = [
    [say`the quiet hours`, minutesIn(quietHours.from, quietHours.to).length],
    ...channels.map((channel) => [say`the gap of ${channel}`, gaps[channel] ?? 0] as const),
  ];
  const [longest] = held.filter(([, minutes]) => minutes >= staleAfterMinutes).toSorted(([, a], [, b]) => b - a);
  if (longest === undefined) return;
  const [what, minutes] = longest;
  const [source, node] = placeOf(written, ['stale after']);
  const message = say`"stale after" (${lengthOf(staleAfterMinutes)}) is no longer than ${what} (${lengthOf(minutes)}): marketing that has to wait longer is dropped`;
  source.doubt(node, message, say`write a longer "stale after", or shorten the other`);
}

/** A cap of a channel or a topic that is above the cap of all marketing, or above what the gap lets through, never matters. */
function doubtCounts(written: Written, name: string, path: readonly string[], counts: CapCounts = {}): void {
  const { caps, gaps = {} } = written.settings;
  const gap = channels.flatMap((channel) => (channel === name && path.length === 2 ? (gaps[channel] ?? []) : []))[0];
  const all: CapCounts = {
    perDay: caps.marketingPerDay,
    ...(caps.marketingPerWeek !== undefined && { perWeek: caps.marketingPerWeek }),
    ...(caps.marketingPerMonth !== undefined && { perMonth: caps.marketingPerMonth }),
  };
  const [source, node] = placeOf(written, path);
  for (const [period, { key, days }] of Object.entries(capPeriods)) {
    const [own, most] = [counts, all].map((one) => one[period as keyof CapCounts]); // the keys of a const object
    const open = days === 1 && path[1] !== 'topics' ? openMinutes(written, name) : undefined;
    const within = open === undefined || gap === undefined ? Number.POSITIVE_INFINITY : Math.floor(open / gap) + 1;
    const through = gap === undefined ? Number.POSITIVE_INFINITY : Math.min(within, Math.ceil((days * wholeDay) / gap));
    if (own === undefined) continue;
    if (most !== undefined && own > most) {
      const message = say`"${key}: ${own}" of ${name} is never reached: "marketing ${key}" is ${most}`;
      source.doubt(node, message, say`write at most ${most}, or raise the other`);
    } else if (gap !== undefined && own > within) {
      const message = say`"${key}: ${own}" of ${name} is never reached: its gap of ${lengthOf(gap)} and the hours of a day let ${within} through`;
      source.doubt(node, message, say`write at most ${within}, or shorten the gap`);
    } else if (gap !== undefined && own > through) {
      const message = say`"${key}: ${own}" of ${name} is never reached: its gap of ${lengthOf(gap)} lets ${through} through`;
      source.doubt(node, message, say`write at most ${through}, or shorten the gap`);
    }
  }
}

/** How long marketing may go by a channel within a day: outside the quiet hours, within the hours of the channel. */
function openMinutes({ settings: { quietHours: quiet, hours } }: Written, channel: string): number {
  const span = Object.entries(hours?.sending ?? {}).find(([name]) => name === `marketing ${channel}`)?.[1];
  const whole = span === undefined ? minutesIn(quiet.to, quiet.from) : minutesIn(span.from, span.to);
  return span === undefined && quiet.from === quiet.to
    ? wholeDay
    : whole.filter((time) => !isBetween(time, quiet.from, quiet.to)).length;
}

/** An order that comes after the history is forgotten finds no message. */
function doubtAttribution(written: Written): void {
  const { attribution, retention } = written.settings;
  if (attribution.windowMinutes <= retention.historyDays * wholeDay) return;
  const [source, node] = placeOf(written, ['attribution window']);
  const message = say`"attribution window" (${lengthOf(attribution.windowMinutes)}) is longer than history is kept (${lengthOf(retention.historyDays * wholeDay)})`;
  source.doubt(node, message, say`write a shorter one, such as "5 days"`);
}

function placeOf({ source, store }: Written, path: readonly string[]) {
  return [source, source.find(store.node, path)] as const;
}

/** Every minute from one clock time to another, which may be on the next day: HH:MM. */
function minutesIn(from: string, to: string): string[] {
  const [first, last] = [minuteOf(from), minuteOf(to)];
  const length = (last - first + wholeDay) % wholeDay;
  return Array.from({ length }, (_, index) => clockOf((first + index) % wholeDay));
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function clockOf(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** A length in the words of the file: `3 days`, `16 hours`. */
function lengthOf(minutes: number): Said {
  const [unit, size] = minutes % wholeDay === 0 ? ['day', wholeDay] : minutes % 60 === 0 ? ['hour', 60] : ['minute', 1];
  const count = minutes / Number(size);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
