import { createHash } from 'node:crypto';
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { minute } from '../commerce/values/time-units.ts';
import type { Clock } from '../model/clock.ts';
import { RetryableError } from '../model/errors.ts';
import type { RunInput } from '../model/run-input.ts';
import { fromIso, toIso } from '../policy/time/timing.ts';

/** Starts an execution of a journey by name; one of that name that was started before is success. */
export type StartExecution = (
  journey: string,
  name: string,
  input: RunInput,
  mayBeScheduled?: boolean,
) => Promise<void>;

/** The schedule group of first waits, and their role. */
export interface FirstWaitSettings {
  /** ARN up to where the journey's name follows. */
  readonly stateMachinePrefix: string;
  readonly group: string;
  readonly roleArn: string;
  readonly deadLetterArn: string;
}

/** A schedule says when to the second, and none is made for a moment that may be past when it is made. */
const soonest = minute;

/** Scheduler starts within a minute after the schedule's time. Until then an earlier call's schedule may still be there. */
const latest = soonest + 120_000;

/**
 * Starts executions when their first step is due: at once, or by a one-time schedule, which costs a twenty-fifth of a
 * state transition and can be taken back. Asking for the same start again is no error, but shortly after it was due: started
 * at once, a short run could be over when its schedule starts it, and that would fail for a day.
 */
export function dueStarter(
  startNow: StartExecution,
  client: SchedulerClient,
  settings: FirstWaitSettings,
  clock: Clock,
): StartExecution {
  return async (journey, name, input, mayBeScheduled) => {
    const due = fromIso(input.next.until);
    const now = clock();
    if (mayBeScheduled && due <= now && now < due + latest) throw new RetryableError(underWay(name));
    if (due <= now) return startNow(journey, name, input);
    try {
      await client.send(schedule(journey, name, input, Math.max(due, now + soonest), settings));
    } catch (error) {
      if (!(error instanceof ConflictException)) throw error;
    }
  };
}

function underWay(name: string): string {
  return `The schedule of ${name} may be about to start it. If none does, a later attempt will.`;
}

/** Takes back a start that is not due yet. One that is not there any more is no error. */
export function startCanceller(client: SchedulerClient, group: string) {
  return async (journey: string, name: string): Promise<void> => {
    try {
      await client.send(new DeleteScheduleCommand({ GroupName: group, Name: startName(journey, name) }));
    } catch (error) {
      if (!(error instanceof ResourceNotFoundException)) throw error;
    }
  };
}

function schedule(journey: string, name: string, input: RunInput, at: number, settings: FirstWaitSettings) {
  const start = {
    StateMachineArn: `${settings.stateMachinePrefix}${journey}`,
    Name: name,
    Input: JSON.stringify(input),
  };
  return new CreateScheduleCommand({
    GroupName: settings.group,
    Name: startName(journey, name),
    ScheduleExpression: `at(${wholeSecond(at)})`,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      // By the API and not by the machine's ARN: only so has the execution its name, and starts once.
      Arn: 'arn:aws:scheduler:::aws-sdk:sfn:startExecution',
      RoleArn: settings.roleArn,
      Input: JSON.stringify(start),
      DeadLetterConfig: { Arn: settings.deadLetterArn },
    },
  });
}

/** The prefix of the names of a journey's schedules. The dot sets them apart from parked messages. */
export function startPrefix(journey: string): string {
  return `${journey}.`;
}

/** At most 64 characters, of which a journey's name takes up to 40; the same for the same run. */
function startName(journey: string, run: string): string {
  return `${startPrefix(journey)}${createHash('sha256').update(run).digest('hex').slice(0, 23)}`;
}

/** Rounded up, so that nothing starts too early. */
function wholeSecond(time: number): string {
  return toIso(Math.ceil(time / 1000) * 1000).replace(/(\.\d+)?Z$/, '');
}
