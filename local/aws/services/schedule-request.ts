import { createHash } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import { asJson, asText, type Json } from '../json.ts';
import { AwsError, inForm, required, within } from './service.ts';

/** A target's input takes so many bytes. */
const mostInputBytes = 262_144;
const day = 86_400_000;

/** When a schedule is due: once, every day at a time of the UTC day, or several times within the hour. Milliseconds. */
export type Timing =
  | { readonly at: number }
  | { readonly dailyAt: number }
  | { readonly every: number; readonly from: number };

/**
 * Reads what CreateSchedule and UpdateSchedule have in common.
 * @throws AwsError for what the Scheduler does not take, and for recurrences other than by the day or the hour
 */
export function readSchedule(input: Json): { readonly name: string; readonly timing: Timing } {
  required(input, 'Name');
  const name = inForm(input, 'Name', /^[0-9a-zA-Z_.-]{1,64}$/) ?? '';
  inForm(input, 'ClientToken', /^[a-zA-Z0-9_-]{1,64}$/);
  inForm(input, 'State', /^(ENABLED|DISABLED)$/);
  inForm(input, 'ActionAfterCompletion', /^(NONE|DELETE)$/);
  flexibleMilliseconds(input);
  checkTarget(asJson(input.Target));
  const zone = asText(input.ScheduleExpressionTimezone) ?? 'UTC';
  return { name, timing: readTiming(required(input, 'ScheduleExpression'), zone) };
}

function checkTarget(target: Json): void {
  inForm({ Arn: required(target, 'Arn') }, 'Arn', /^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/);
  inForm({ RoleArn: required(target, 'RoleArn') }, 'RoleArn', /^arn:[^:]+:iam::\d{12}:role\/.+$/);
  if (Buffer.byteLength(asText(target.Input) ?? '') > mostInputBytes) {
    throw new AwsError('ValidationException', `Target.Input has more than ${mostInputBytes} bytes.`);
  }
  const retry = asJson(target.RetryPolicy);
  within(retry, 'MaximumRetryAttempts', 0, 185);
  within(retry, 'MaximumEventAgeInSeconds', 60, 86_400);
}

/**
 * The flexible window after a schedule's time, in milliseconds.
 * @throws AwsError when the window is invalid
 */
function flexibleMilliseconds(input: Json): number {
  const window = asJson(input.FlexibleTimeWindow);
  const mode = inForm({ Mode: required(window, 'Mode') }, 'Mode', /^(OFF|FLEXIBLE)$/);
  const minutes = within(window, 'MaximumWindowInMinutes', 1, 1440);
  if (mode === 'FLEXIBLE' && minutes === undefined) {
    throw new AwsError('ValidationException', 'FlexibleTimeWindow.MaximumWindowInMinutes is missing.');
  }
  return mode === 'FLEXIBLE' ? (minutes ?? 0) * 60_000 : 0;
}

/** By how much of its window a schedule is late: spread evenly, and the same in every run. Milliseconds. */
export function lateness(name: string, input: Json): number {
  const part = createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32;
  return Math.floor(part * flexibleMilliseconds(input));
}

/** The next time that is due after the present one. Epoch milliseconds. */
export function nextTime(timing: Timing, now: number): number {
  if ('at' in timing) return timing.at;
  if ('every' in timing) return now - ((now - timing.from) % timing.every) + timing.every;
  const today = now - (now % day) + timing.dailyAt;
  return today > now ? today : today + day;
}

function readTiming(expression: string, zone: string): Timing {
  const local = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression)?.[1];
  if (local !== undefined) return { at: timeIn(zone, local) };
  const [, minutes, hours] = /^cron\((\d{1,2}) (\d{1,2}) \* \* \? \*\)$/.exec(expression) ?? [];
  if (minutes !== undefined && hours !== undefined && zone === 'UTC') {
    return { dailyAt: (Number(hours) * 60 + Number(minutes)) * 60_000 };
  }
  const [, from, every = '60'] = /^cron\((\d{1,2})(?:\/(10|12|15|20|30))? \* \* \* \? \*\)$/.exec(expression) ?? [];
  if (from !== undefined && Number(from) < Number(every)) {
    return { every: Number(every) * 60_000, from: Number(from) * 60_000 };
  }
  const known = 'locally only at(...) works, and cron(M H * * ? *), cron(M * * * ? *) and cron(M/N * * * ? *) in UTC';
  throw new AwsError('ValidationException', `Invalid Schedule Expression ${expression}: ${known}.`);
}

function timeIn(zone: string, local: string): number {
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    throw new AwsError('ValidationException', `Invalid time ${local} or time zone ${zone}.`);
  }
}
