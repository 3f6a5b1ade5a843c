import type { Node } from 'yaml';
import { datePaths, type Span, weekdays } from '../../model/delay.ts';
import type { WrittenDelay } from '../model/values.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { suggest } from '../reading/suggest.ts';
import { clockTimeIn, durationIn } from './duration.ts';
import { meantWeekday } from './meant-time.ts';

const advice = say`write "until Friday, at 10:00" or "until 2 days before shipment.expectedAt, at 10:00"`;

/** Reads a wait that begins with `until`: a weekday and a clock time, or a date with a distance from it. */
export function readUntil(source: Source, node: Node, text: string): WrittenDelay | undefined {
  const [, goal, time] = /^until (\S.*?)(?:\s*,?\s*\bat\b\s*(.*))?$/.exec(text) ?? [];
  if (goal === undefined) {
    source.report(node, say`"${text}" does not say until when`, advice);
    return undefined;
  }
  if (time !== undefined && !clockTimeIn(source, node, text, time, dayAfter(goal))) return undefined;
  const moment = readGoal(source, node, goal, time);
  if (!moment || moment.words === text) return moment;
  source.report(node, say`"${text}" is not how a time is written`, say`write "${moment.words}"`);
  return undefined;
}

/** The wait until a weekday as one until the day after it. */
function dayAfter(goal: string): string | undefined {
  const names: readonly string[] = weekdays;
  const place = names.indexOf(goal);
  return place === -1 ? undefined : `until ${weekdays[(place + 1) % weekdays.length]}`;
}

function readGoal(source: Source, node: Node, goal: string, at: string | undefined): WrittenDelay | undefined {
  const [, length, direction, name = goal] = /^(.+) (before|after) (\S+)$/.exec(goal) ?? [];
  const end = at === undefined ? '' : `, at ${at}`;
  const weekday = length === undefined ? weekdays.find((candidate) => candidate === name) : undefined;
  if (weekday) return withTime(source, node, weekday, at);
  const date = datePaths.find((candidate) => candidate === name);
  if (!date) {
    const known = length === undefined ? [...weekdays, ...datePaths] : datePaths;
    const what =
      length === undefined
        ? say`"${name}" is no weekday and no date that is known`
        : say`"${name}" is no date that is known`;
    const day = length === undefined ? meantWeekday(name) : undefined;
    const instead = day
      ? say`write "${day}"`
      : suggest(name, known, say`write a day such as "Friday", or one of ${datePaths.join(', ')}`);
    source.report(node, what, instead, 'until '.length + goal.length - name.length);
    return undefined;
  }
  if (length === undefined || direction === undefined) {
    const offset = at === undefined ? { minutes: 0 } : { days: 0, at };
    return { words: `until ${date}${end}`, delay: { date, offset } };
  }
  const distance = readDistance(source, node, length, direction === 'before' ? -1 : 1, at);
  return (
    distance && { words: `until ${distance.words} ${direction} ${date}${end}`, delay: { date, offset: distance.span } }
  );
}

function withTime(source: Source, node: Node, weekday: (typeof weekdays)[number], at: string | undefined) {
  if (at !== undefined) return { words: `until ${weekday}, at ${at}`, delay: { weekday, at } };
  source.report(node, say`"until ${weekday}" has no clock time`, say`write "until ${weekday}, at 10:00"`);
  return undefined;
}

/** The distance from a date: whole days when a clock time follows. */
function readDistance(source: Source, node: Node, length: string, sign: 1 | -1, at: string | undefined) {
  const duration = durationIn(source, node, length, 'until '.length);
  if (!duration) return undefined;
  const { words, minutes } = duration;
  if (at === undefined) return { words, span: { minutes: sign * minutes } satisfies Span };
  if (/day|week/.test(words)) return { words, span: { days: sign * (minutes / (24 * 60)), at } satisfies Span };
  source.report(node, say`"${words}" has a clock time after hours or minutes`, say`write "1 day", or drop "at ${at}"`);
  return undefined;
}
