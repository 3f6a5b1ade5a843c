import { Temporal } from 'temporal-polyfill';
import { account, arn, partition, region } from '../account.ts';
import { asJson, asList, asNumber, asText, type Json } from '../json.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Deliveries } from './delivery.ts';
import { AwsError, type Operation, required, type Service, seconds } from './service.ts';

/** A schedule, as it was asked for. */
interface Schedule {
  readonly name: string;
  readonly group: string;
  /** When it is due next. */
  readonly time: number;
  readonly createdAt: number;
  readonly input: Json;
  /** Set on those of the stack, which come round every day. */
  readonly daily?: true;
}

const day = 86_400_000;

/** The daily schedules of the stack and one-time schedules on the local clock, and the EventBridge Scheduler API. */
export class Scheduler implements Service {
  readonly id = 'scheduler';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #groups: ReadonlySet<string>;
  readonly #schedules = new Map<string, { schedule: Schedule; cancel: () => void }>();
  readonly #deliveries: Deliveries;
  readonly #clock: VirtualClock;

  constructor(stack: Stack, deliveries: Deliveries, clock: VirtualClock) {
    this.#groups = new Set(['default', ...stack.ofType('AWS::Scheduler::ScheduleGroup').map((group) => group.name)]);
    this.#deliveries = deliveries;
    this.#clock = clock;
    for (const { properties } of stack.ofType('AWS::Scheduler::Schedule')) this.#setDaily(properties);
    this.operations = {
      CreateSchedule: (input) => this.#create(input),
      GetSchedule: (input) => describe(this.#find(input).schedule),
      DeleteSchedule: (input) => {
        const { schedule, cancel } = this.#find(input);
        cancel();
        this.#schedules.delete(key(schedule.group, schedule.name));
        return {};
      },
      ListSchedules: (input) => ({ Schedules: this.#list(input).map(summarize) }),
      ListScheduleGroups: () => ({
        ScheduleGroups: [...this.#groups].map((Name) => ({ Name, State: 'ACTIVE', Arn: groupArn(Name) })),
      }),
    };
  }

  /** How many schedules there are. */
  get size(): number {
    return this.#schedules.size;
  }

  /** All one-time schedules: the stack's own are in the stack. */
  save(): readonly unknown[] {
    return [...this.#schedules.values()].map(({ schedule }) => schedule).filter(({ daily }) => !daily);
  }

  /** Sets the schedules of an earlier run up again. */
  restore(saved: unknown): void {
    for (const schedule of asList(saved)) this.#set(schedule as Schedule); // as saved above
  }

  #create(input: Json): Json {
    const name = required(input, 'Name');
    const group = asText(input.GroupName) ?? 'default';
    if (!/^[0-9a-zA-Z_.-]{1,64}$/.test(name)) {
      throw new AwsError('ValidationException', `Schedule name ${name}: use 1 to 64 of 0-9 a-z A-Z - _ . only.`);
    }
    if (!this.#groups.has(group)) {
      throw new AwsError('ResourceNotFoundException', `Schedule group ${group} does not exist.`, 404);
    }
    const existing = this.#schedules.get(key(group, name))?.schedule;
    if (existing !== undefined) return conflictUnlessSameToken(existing, input);
    required(asJson(input.Target), 'Arn');
    required(asJson(input.Target), 'RoleArn');
    const time = scheduleTime(required(input, 'ScheduleExpression'), asText(input.ScheduleExpressionTimezone) ?? 'UTC');
    const schedule = { name, group, time, createdAt: this.#clock.now(), input };
    this.#set(schedule);
    return { ScheduleArn: scheduleArn(schedule) };
  }

  #setDaily(input: Json): void {
    const now = this.#clock.now();
    const time = now - (now % day) + timeOfDay(required(input, 'ScheduleExpression'));
    const [name, group] = [required(input, 'Name'), asText(input.GroupName) ?? 'default'];
    this.#set({ name, group, time: time > now ? time : time + day, createdAt: now, input, daily: true });
  }

  #set(schedule: Schedule): void {
    const fire = () => this.#fire(schedule);
    const cancel = schedule.daily
      ? this.#clock.inBackgroundAt(schedule.time, fire)
      : this.#clock.at(schedule.time, fire);
    this.#schedules.set(key(schedule.group, schedule.name), { schedule, cancel });
  }

  #fire(schedule: Schedule): void {
    if (schedule.daily) this.#set({ ...schedule, time: schedule.time + day });
    if (schedule.input.ActionAfterCompletion === 'DELETE') this.#schedules.delete(key(schedule.group, schedule.name));
    if (schedule.input.State === 'DISABLED') return;
    const target = asJson(schedule.input.Target);
    const retry = asJson(target.RetryPolicy);
    this.#deliveries.send({
      targetArn: required(target, 'Arn'),
      body: fillIn(asText(target.Input) ?? '{}', schedule),
      deadLetterArn: asText(asJson(target.DeadLetterConfig).Arn),
      attempts: asNumber(retry.MaximumRetryAttempts, 185),
      ageMilliseconds: asNumber(retry.MaximumEventAgeInSeconds, 86_400) * 1000,
      origin: { SCHEDULE_ARN: scheduleArn(schedule) },
    });
  }

  #find(input: Json): { schedule: Schedule; cancel: () => void } {
    const [name, group] = [required(input, 'Name'), asText(input.GroupName ?? input.groupName) ?? 'default'];
    const found = this.#schedules.get(key(group, name));
    if (found !== undefined) return found;
    throw new AwsError('ResourceNotFoundException', `Schedule ${name} does not exist in group ${group}.`, 404);
  }

  #list(input: Json): Schedule[] {
    const [group, prefix] = [asText(input.ScheduleGroup), asText(input.NamePrefix) ?? ''];
    return [...this.#schedules.values()]
      .map(({ schedule }) => schedule)
      .filter(({ name, group: its }) => (group === undefined || group === its) && name.startsWith(prefix));
  }
}

function key(group: string, name: string): string {
  return `${group}/${name}`;
}

function conflictUnlessSameToken(existing: Schedule, input: Json): Json {
  if (input.ClientToken !== undefined && input.ClientToken === existing.input.ClientToken) {
    return { ScheduleArn: scheduleArn(existing) };
  }
  throw new AwsError('ConflictException', `Schedule ${existing.name} already exists.`, 409);
}

/** When at(2026-11-21T10:00:00) is in the zone, in epoch milliseconds. */
function scheduleTime(expression: string, zone: string): number {
  const local = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression)?.[1];
  if (local === undefined) {
    throw new AwsError('ValidationException', `Invalid Schedule Expression ${expression}: locally only at(...) works.`);
  }
  try {
    return Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds;
  } catch {
    throw new AwsError('ValidationException', `Invalid time ${local} or time zone ${zone}.`);
  }
}

/** The milliseconds from midnight UTC of cron(30 2 * * ? *): every day at half past two. */
function timeOfDay(expression: string): number {
  const [, minutes, hours] = /^cron\((\d+) (\d+) \* \* \? \*\)$/.exec(expression) ?? [];
  if (minutes !== undefined && hours !== undefined) return (Number(hours) * 60 + Number(minutes)) * 60_000;
  throw new Error(`The stack holds the schedule ${expression}: locally only those of every day work, in UTC.`);
}

/** What the target gets, with the time that the schedule was due where it asks for it. */
function fillIn(input: string, { time }: Schedule): string {
  return input.replaceAll('<aws.scheduler.scheduled-time>', new Date(time).toISOString().replace(/\.\d+Z$/, 'Z'));
}

function scheduleArn({ group, name }: Schedule): string {
  return arn('scheduler', `schedule/${group}/${name}`);
}

function groupArn(name: string): string {
  return `arn:${partition}:scheduler:${region}:${account}:schedule-group/${name}`;
}

function describe(schedule: Schedule): Json {
  return {
    ...schedule.input,
    Arn: scheduleArn(schedule),
    GroupName: schedule.group,
    State: schedule.input.State ?? 'ENABLED',
    CreationDate: seconds(schedule.createdAt),
    LastModificationDate: seconds(schedule.createdAt),
  };
}

function summarize(schedule: Schedule): Json {
  return {
    Arn: scheduleArn(schedule),
    Name: schedule.name,
    GroupName: schedule.group,
    State: schedule.input.State ?? 'ENABLED',
    CreationDate: seconds(schedule.createdAt),
    LastModificationDate: seconds(schedule.createdAt),
    Target: { Arn: asJson(schedule.input.Target).Arn },
  };
}
