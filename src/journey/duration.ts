import type { Node } from 'yaml';
import type { Delay } from '../contracts/delay.ts';
import { readText } from './read.ts';
import type { Source } from './source.ts';
import { suggest } from './suggest.ts';

/** A length of time, and the words it was written in. */
export interface Duration {
  readonly words: string;
  readonly minutes: number;
}

/** A delay, and the words it was written in. */
export interface WrittenDelay {
  readonly words: string;
  readonly delay: Delay;
}

const minutesOf = { minute: 1, hour: 60, day: 24 * 60, week: 7 * 24 * 60 };
type Unit = keyof typeof minutesOf;
const units = Object.keys(minutesOf) as Unit[]; // the keys of a const object

/** An execution of Step Functions lives for 365 days; the last message needs some room in them. */
export const mostDays = 364;

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Whether the text is a clock time HH:MM. */
export function isClockTime(text: string): boolean {
  return clock.test(text);
}

/** Reads `30 minutes`, `4 hours`, `3 days` or `2 weeks`; at least one minute. */
export function readDuration(source: Source, node: Node, what: string): Duration | undefined {
  const text = readText(source, node, what, 'write a duration such as "4 hours" or "3 days"');
  return text === undefined ? undefined : durationIn(source, node, text);
}

/** The duration in a part of a node's text, which begins at the offset. */
export function durationIn(source: Source, node: Node, text: string, offset = 0): Duration | undefined {
  const parts = /^(\d+) ([a-z]+)$/i.exec(text);
  const amount = Number(parts?.[1]);
  const unit = parts ? unitOf(parts[2] ?? '') : undefined;
  if (!unit) {
    source.report(node, `"${text}" is no duration`, meantDuration(text), offset);
    return undefined;
  }
  if (amount < 1) {
    source.report(node, `"${text}" is no time at all`, 'write at least "1 minute"', offset);
    return undefined;
  }
  return { words: `${amount} ${unit}${amount === 1 ? '' : 's'}`, minutes: amount * minutesOf[unit] };
}

/** Reads a duration that a run can live through. */
export function readRunDuration(source: Source, node: Node, what: string): Duration | undefined {
  const duration = readDuration(source, node, what);
  return duration && fitsRun(source, node, duration.words, { minutes: duration.minutes }) ? duration : undefined;
}

/** Reads what `wait` accepts: a duration, or whole days and a clock time in the customer's zone. */
export function readDelay(source: Source, node: Node, what: string): WrittenDelay | undefined {
  const written = readAnyDelay(source, node, what);
  return written && fitsRun(source, node, written.words, written.delay) ? written : undefined;
}

function fitsRun(source: Source, node: Node, words: string, delay: Delay): boolean {
  if (daysOf(delay) <= mostDays) return true;
  source.report(node, `"${words}" is too long`, `a run can last ${mostDays} days`);
  return false;
}

function readAnyDelay(source: Source, node: Node, what: string): WrittenDelay | undefined {
  const text = readText(source, node, what, 'write "4 hours", or "1 day, at 10:00"');
  if (text === undefined) return undefined;
  const [, length = '', time] = /^(.*?)\s*,?\s*\bat\b\s*(.*)$/.exec(text) ?? [];
  if (time === undefined) {
    const duration = durationIn(source, node, text);
    return duration && { words: duration.words, delay: { minutes: duration.minutes } };
  }
  return readCalendarDelay(source, node, text, length, time);
}

function readCalendarDelay(source: Source, node: Node, text: string, length: string, time: string) {
  if (!clock.test(time)) {
    source.report(node, `"${time}" is no clock time`, meantClock(time), text.lastIndexOf(time));
    return undefined;
  }
  if (/^(0 days?|today)?$/.test(length)) {
    source.report(node, `"${text}" may be over already`, `write "1 day, at ${time}" for the next day`);
    return undefined;
  }
  const duration = durationIn(source, node, length);
  if (!duration) return undefined;
  const days = duration.minutes / minutesOf.day;
  if (!Number.isInteger(days) || !/day|week/.test(duration.words)) {
    source.report(node, `"${text}" has a clock time after hours or minutes`, `write "1 day, at ${time}"`);
    return undefined;
  }
  const words = `${duration.words}, at ${time}`;
  if (words === text) return { words, delay: { days, at: time } };
  source.report(node, `"${text}" is not how a clock time is written`, `write "${words}"`);
  return undefined;
}

/** The days that a delay takes, at most. */
export function daysOf(delay: Delay): number {
  return 'days' in delay ? delay.days : delay.minutes / minutesOf.day;
}

function unitOf(word: string): Unit | undefined {
  return units.find((unit) => word === unit || word === `${unit}s`);
}

function meantDuration(text: string): string {
  const [, amount = '', fraction, word = ''] = /^(\d+)([.,]\d+)?\s*([a-z]*)$/i.exec(text) ?? [];
  if (fraction !== undefined) return 'write whole numbers, such as "90 minutes" for one and a half hours';
  if (amount === '') return 'write a number and minutes, hours, days or weeks, such as "4 hours"';
  const short = units.find((unit) => word !== '' && unit.startsWith(word.toLowerCase()));
  if (short) return `write "${amount} ${short}${amount === '1' ? '' : 's'}"`;
  if (word === '') return `say of what, such as "${amount} hours"`;
  return suggest(
    `${amount} ${word}`,
    units.map((unit) => `${amount} ${unit}${amount === '1' ? '' : 's'}`),
  );
}

function meantClock(time: string): string {
  const [, hours = '', minutes = '00'] = /^(\d{1,2})(?::(\d{2}))?$/.exec(time) ?? [];
  const meant = `${hours.padStart(2, '0')}:${minutes}`;
  return `write ${hours !== '' && clock.test(meant) ? `"${meant}"` : 'a time from "00:00" to "23:59"'}`;
}
