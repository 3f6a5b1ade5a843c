import type { Node } from 'yaml';
import type { UsefulUntil } from '../model/values.ts';
import { readText } from '../reading/fields.ts';
import { halfWidth } from '../reading/full-width.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { clockTimeIn, durationIn } from './duration.ts';
import { meantClockTime } from './meant-time.ts';

/** The key `useful until` of a send step, as JSON Schema. */
export const usefulKey = {
  type: 'string',
  pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9] )?(today|tomorrow)$|^[0-9]+ (minute|hour|day|week)s? later$',
  description:
    'When the message is of no use any more, counted from when it is due: "today", "21:00 today", "18:00 tomorrow", "6 hours later". What the quiet hours or a cap would hold beyond that is skipped.',
};

const advice = say`write "21:00 today", "tomorrow" or "6 hours later"`;

const days = ['today', 'tomorrow'] as const;

/** Reads `useful until`: a time of the day on which the message is due or of the next one, or a while after it. */
export function readUsefulUntil(source: Source, node: Node): UsefulUntil | undefined {
  const text = readText(source, node, 'useful until', advice);
  if (text === undefined) return undefined;
  const [, length] = /^(.+) later$/.exec(text) ?? [];
  if (length !== undefined) {
    const duration = durationIn(source, node, length);
    return duration && { words: `${duration.words} later`, span: { minutes: duration.minutes } };
  }
  const [, time, name] = /^(?:(\S+) )?(today|tomorrow)$/.exec(text) ?? [];
  const ahead = days.findIndex((day) => day === name);
  if (ahead < 0) {
    source.report(node, say`"${text}" does not say until when a message is useful`, meantBy(text));
    return undefined;
  }
  if (time === undefined) return { words: text, span: { days: ahead + 1, at: '00:00' } };
  return clockTimeIn(source, node, text, time) ? { words: text, span: { days: ahead, at: time } } : undefined;
}

/** What other words probably mean: `当日21時`, `today 21:00`. */
function meantBy(text: string) {
  const plain = halfWidth(text).trim();
  const day = /翌日|明日|tomorrow/i.test(plain)
    ? 'tomorrow'
    : /当日|今日|本日|today/i.test(plain)
      ? 'today'
      : undefined;
  const rest = plain.replace(/翌日|明日|当日|今日|本日|の|まで|tomorrow|today|at|,/gi, ' ').trim();
  const time = meantClockTime(rest);
  if (time !== undefined) return say`write "${`${time} ${day ?? 'today'}`}"`;
  return day !== undefined && rest === '' ? say`write "${day}"` : advice;
}
