import { account, arn, partition, region } from '../account.ts';
import { asJson, asList, asNumber, asText, type Json } from '../json.ts';
import type { Stack } from '../template/stack.ts';
import type { VirtualClock } from '../virtual-clock.ts';
import type { Deliveries } from './delivery.ts';
import { pageOf } from './paging.ts';
import { lateness, nextTime, readSchedule, type Timing } from './schedule-request.ts';
import { AwsError, inForm, type Operation, required, type Service, seconds } from './service.ts';

/** A schedule, as it was asked for. */
interface Schedule {
  readonly name: string;
  readonly group: string;
  /** When it is due next. */
  readonly time: number;
  readonly createdAt: number;
  readonly changedAt: number;
  readonly input: Json;
  readonly timing: Timing;
  /** True if it is one of the stack. */
  readonly ofStack?: true;
}

const listPaging = {
  size: 'MaxResults',
  token: 'NextToken',
  most: 100,
  usual: 100,
  badSize: 'ValidationException',
  badToken: 'ValidationException',
} as const;

/** The schedules of the stack and of the API, once, every day or within the hour by the local clock: the EventBridge Scheduler. */
export class Scheduler implements Service {
  readonly id = 'scheduler';
  readonly operations: Readonly<Record<string, Operation>>;
  readonly #groups: ReadonlySet<string>;
  readonly #schedules = new Map<string, { schedule: Schedule; cancel: () => void }>();
  readonly #deliveries: Deliveries;
  readonly #clock: VirtualClock;

  /** @param isOff the names of schedules of the stack that are left out */
  constructor(
    stack: Stack,
    deliveries: Deliveries,
    clock: VirtualClock,
    isOff: (name: string) => boolean = () => false,
  ) {
    this.#groups = new Set(['default', ...stack.ofType('AWS::Scheduler::ScheduleGroup').map((group) => group.name)]);
    this.#deliveries = deliveries;
    this.#clock = clock;
    for (const { name, properties } of stack.ofType('AWS::Scheduler::Schedule')) {
      if (!isOff(name)) this.#setOfStack(properties);
    }
    this.operations = {
      CreateSchedule: (input) => this.#create(input),
      UpdateSchedule: (input) => this.#update(input),
      GetSchedule: (input) => describe(this.#find(input).schedule),
      DeleteSchedule: (input) => {
        const { schedule, cancel } = this.#find(input);
        cancel();
        this.#schedules.delete(key(schedule.group, schedule.name));
        return {};
      },
      ListSchedules: (input) => {
        const { page, next } = pageOf(this.#list(input), input, listPaging);
        return { Schedules: page.map(summarize), ...(next && { NextToken: next }) };
      },
      ListScheduleGroups: (input) => {
        const names = [...this.#groups].filter((name) => name.startsWith(asText(input.NamePrefix) ?? ''));
        const { page, next } = pageOf(names, input, listPaging);
        const ScheduleGroups = page.map((Name) => ({ Name, State: 'ACTIVE', Arn: groupArn(Name) }));
        return { ScheduleGroups, ...(next && { NextToken: next }) };
      },
    };
  }

  get size(): number {
    return this.#schedules.size;
  }

  /** All schedules that the API made: the stack's own are in the stack. */
  save(): readonly unknown[] {
    return [...this.#schedules.values()].map(({ schedule }) => schedule).filter(({ ofStack }) => !ofStack);
  }

  /** Sets the schedules of an earlier run up again. */
  restore(saved: unknown): void {
    for (const schedule of asList(saved)) this.#set(schedule as Schedule); // as saved above
  }

  #create(input: Json): Json {
    const { name, timing } = readSchedule(input);
    const group = asText(input.GroupName) ?? 'default';
    if (!this.#groups.has(group)) {
      throw new AwsError('ResourceNotFoundException', `Schedule group ${group} does not exist.`, 404);
    }
    const existing = this.#schedules.get(key(group, name))?.schedule;
    if (existing !== undefined) return conflictUnlessSameToken(existing, input);
    const now = this.#clock.now();
    const schedule = { name, group, timing, time: nextTime(timing, now), createdAt: now, changedAt: now, input };
    this.#set(schedule);
    return { ScheduleArn: scheduleArn(schedule) };
  }

  /** Everything that the request leaves out gets the value of a new schedule, as in AWS. */
  #update(input: Json): Json {
    const { timing } = readSchedule(input);
    const { schedule, cancel } = this.#find(input);
    cancel();
    const now = this.#clock.now();
    this.#set({ ...schedule, timing, time: nextTime(timing, now), changedAt: now, input });
    return { ScheduleArn: scheduleArn(schedule) };
  }

  #setOfStack(input: Json): void {
    const { name, timing } = readScheduleOfStack(input);
    const [now, group] = [this.#clock.now(), asText(input.GroupName) ?? 'default'];
    const times = { time: nextTime(timing, now), createdAt: now, changedAt: now };
    this.#set({ name, group, timing, ...times, input, ofStack: true });
  }

  #set(schedule: Schedule): void {
    const fire = () => this.#fire(schedule);
    const time = schedule.time + lateness(schedule.name, schedule.input);
    const cancel = 'at' in schedule.timing ? this.#clock.at(time, fire) : this.#clock.inBackgroundAt(time, fire);
    this.#schedules.set(key(schedule.group, schedule.name), { schedule, cancel });
  }

  #fire(schedule: Schedule): void {
    if (!('at' in schedule.timing)) this.#set({ ...schedule, time: nextTime(schedule.timing, schedule.time) });
    else if (schedule.input.ActionAfterCompletion === 'DELETE') {
      this.#schedules.delete(key(schedule.group, schedule.name));
    }
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
    inForm(input, 'State', /^(ENABLED|DISABLED)$/);
    return [...this.#schedules.values()]
      .map(({ schedule }) => schedule)
      .filter(({ name, group: its }) => (group === undefined || group === its) && name.startsWith(prefix))
      .filter((schedule) => input.State === undefined || input.State === (schedule.input.State ?? 'ENABLED'));
  }
}

function readScheduleOfStack(input: Json): ReturnType<typeof readSchedule> {
  try {
    return readSchedule(input);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    throw new Error(`The schedule ${String(input.Name)} of the stack would be refused: ${error.message}`);
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

/** The target's input, with the schedule's due time where it asks for it. */
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
    LastModificationDate: seconds(schedule.changedAt),
  };
}

function summarize(schedule: Schedule): Json {
  return {
    Arn: scheduleArn(schedule),
    Name: schedule.name,
    GroupName: schedule.group,
    State: schedule.input.State ?? 'ENABLED',
    CreationDate: seconds(schedule.createdAt),
    LastModificationDate: seconds(schedule.changedAt),
    Target: { Arn: asJson(schedule.input.Target).Arn },
  };
}
