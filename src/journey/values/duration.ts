import type { Node } from 'yaml';
import { longestRunDays } from '../../model/run.ts';
import type { Duration } from '../model/values.ts';
import { readText } from '../reading/fields.ts';
import { halfWidth } from '../reading/full-width.ts';
import { type Said, type Saying, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { suggest } from '../reading/suggest.ts';
import { isBeyondMidnight, meantClockTime, meantDuration } from './meant-time.ts';

const minutesOf = { minute: 1, hour: 60, day: 24 * 60, week: 7 * 24 * 60 };
type Unit = keyof typeof minutesOf;
const units = Object.keys(minutesOf) as Unit[]; // the keys of a const object

/** The most days that the waits of a journey may add up to. */
export const mostDays = longestRunDays;

const clock = /^([01]\d|2[0-3]):[0-5]\d$/;

/** True for a clock time HH:MM. */
export function isClockTime(text: string): boolean {
  return clock.test(text);
}

/** Reads `30 minutes`, `4 hours`, `3 days` or `2 weeks`; at least one minute. */
export function readDuration(source: Source, node: Node, what: Said): Duration | undefined {
  const text = readText(source, node, what, say`write a duration such as "4 hours" or "3 days"`);
  return text === undefined ? undefined : durationIn(source, node, text);
}

/** The duration in a part of a node's text, which begins at the offset. */
export function durationIn(source: Source, node: Node, text: string, offset = 0): Duration | undefined {
  const parts = /^(\d+) ([a-z]+)$/i.exec(text);
  const amount = Number(parts?.[1]);
  const unit = parts ? unitOf(parts[2] ?? '') : undefined;
  if (!unit) {
    if (isDurationOtherwise(text) && source.reportFullWidth(node, text, meantDuration(text) ?? halfWidth(text)))
      return undefined;
    source.report(node, say`"${text}" is no duration`, durationInstead(text), offset);
    return undefined;
  }
  if (amount < 1) {
    source.report(node, say`"${text}" is no time at all`, say`write at least "1 minute"`, offset);
    return undefined;
  }
  return { words: `${amount} ${unit}${amount === 1 ? '' : 's'}`, minutes: amount * minutesOf[unit] };
}

/** Reads a duration that a run can live through. */
export function readRunDuration(source: Source, node: Node, what: Said): Duration | undefined {
  const duration = readDuration(source, node, what);
  return duration && fitsRun(source, node, duration.words, duration.minutes / minutesOf.day) ? duration : undefined;
}

/**
 * Checks that a run can live through the days; reports when it cannot.
 * @param words the days as written
 */
export function fitsRun(source: Source, node: Node, words: string, days: number): boolean {
  if (days <= mostDays) return true;
  source.report(node, say`"${words}" is too long`, say`a run can last ${mostDays} days`);
  return false;
}

/**
 * Checks that the end of a node's text is a clock time; reports when it is none.
 * @param nextDay what stands before the time for the next day, which is meant with an hour from 24 on
 */
export function clockTimeIn(source: Source, node: Node, text: string, time: string, nextDay?: string): boolean {
  if (clock.test(time)) return true;
  const meant = meantClockTime(time);
  const isNext = isBeyondMidnight(time) && meant !== undefined && nextDay !== undefined;
  const whole = isNext ? `${nextDay}, at ${meant}` : text.replace(time, meant ?? halfWidth(time));
  if (source.reportFullWidth(node, text, whole)) return false;
  const advice = isNext ? say`write "${whole}"` : clockTimeInstead(time);
  source.report(node, say`"${time}" is no clock time`, advice, text.lastIndexOf(time));
  return false;
}

function unitOf(word: string): Unit | undefined {
  return units.find((unit) => word === unit || word === `${unit}s`);
}

/** True if only its characters or its words keep a text from being a duration. */
function isDurationOtherwise(text: string): boolean {
  return meantDuration(text) !== undefined || /^\d+ [a-z]+$/.test(halfWidth(text));
}

function durationInstead(text: string): Saying {
  const [, amount = '', word = ''] = /^(\d+)\s*([a-z]*)$/i.exec(text) ?? [];
  const meant = meantDuration(text);
  if (meant !== undefined) return say`write "${meant}"`;
  if (amount === '') return say`write a number and minutes, hours, days or weeks, such as "4 hours"`;
  const short = units.find((unit) => word !== '' && unit.startsWith(word.toLowerCase()));
  if (short) return say`write "${amount} ${short}${amount === '1' ? '' : 's'}"`;
  if (word === '') return say`say of what, such as "${amount} minutes" or "${amount} hours"`;
  return suggest(
    `${amount} ${word}`,
    units.map((unit) => `${amount} ${unit}${amount === '1' ? '' : 's'}`),
  );
}

function clockTimeInstead(time: string): Saying {
  const meant = meantClockTime(time);
  if (isBeyondMidnight(time) && meant !== undefined) return say`write "${meant}", which is on the next day`;
  return meant === undefined ? say`write a time from "00:00" to "23:59"` : say`write "${meant}"`;
}
