import type { Node } from 'yaml';
import type { Delay, Span } from '../../model/delay.ts';
import type { WrittenDelay } from '../model/values.ts';
import { readText } from '../reading/fields.ts';
import { type Said, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { clockTimeIn, durationIn, fitsRun, mostDays } from './duration.ts';
import { meantDelay, oneDayLater } from './meant-time.ts';
import { readUntil } from './until.ts';

const minutesOfDay = 24 * 60;

/** Reads what `wait` accepts: a duration, whole days and a clock time in the customer's zone, or `until` when. */
export function readDelay(source: Source, node: Node, what: Said): WrittenDelay | undefined {
  const delay = readAnyDelay(source, node, what);
  return delay && fitsRun(source, node, delay.words, daysOf(delay.delay) + daysToDate(delay.delay)) ? delay : undefined;
}

function readAnyDelay(source: Source, node: Node, what: Said): WrittenDelay | undefined {
  const text = readText(source, node, what, say`write "4 hours", or "1 day, at 10:00"`);
  if (text === undefined) return undefined;
  const meant = meantDelay(text);
  if (meant?.includes('at') && !/\bat\b/.test(text)) {
    source.report(node, say`"${text}" is not how a wait is written`, say`write "${meant}"`);
    return undefined;
  }
  if (text.includes('、') && source.reportFullWidth(node, text)) return undefined;
  if (/^until\b/i.test(text)) return readUntil(source, node, text);
  const [, length = '', time] = /^(.*?)\s*,?\s*\bat\b\s*(.*)$/.exec(text) ?? [];
  if (time === undefined) {
    const duration = durationIn(source, node, text);
    return duration && { words: duration.words, delay: { minutes: duration.minutes } };
  }
  return readCalendarDelay(source, node, text, length, time);
}

function readCalendarDelay(source: Source, node: Node, text: string, length: string, time: string) {
  if (!clockTimeIn(source, node, text, time, oneDayLater(length || '0 days'))) return undefined;
  if (/^(0 days?|today)?$/.test(length)) {
    source.report(node, say`"${text}" may be over already`, say`write "1 day, at ${time}" for the next day`);
    return undefined;
  }
  const duration = durationIn(source, node, length);
  if (!duration) return undefined;
  const days = duration.minutes / minutesOfDay;
  if (!Number.isInteger(days) || !/day|week/.test(duration.words)) {
    source.report(node, say`"${text}" has a clock time after hours or minutes`, say`write "1 day, at ${time}"`);
    return undefined;
  }
  const words = `${duration.words}, at ${time}`;
  if (words === text) return { words, delay: { days, at: time } };
  source.report(node, say`"${text}" is not how a clock time is written`, say`write "${words}"`);
  return undefined;
}

/** The days until the date of a delay, at most, as far as anybody knows: the next birthday may be a whole run away. */
function daysToDate(delay: Delay): number {
  return 'date' in delay && delay.date === 'customer.birthday' ? mostDays : 0;
}

/** The days that a delay takes, at most; of a date that is not known yet, its distance from the date. */
export function daysOf(delay: Delay): number {
  if ('weekday' in delay) return 7;
  return 'date' in delay ? Math.max(0, daysOfSpan(delay.offset)) : daysOfSpan(delay);
}

function daysOfSpan(span: Span): number {
  return 'days' in span ? span.days : span.minutes / minutesOfDay;
}
