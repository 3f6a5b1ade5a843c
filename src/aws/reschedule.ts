import { createHash } from 'node:crypto';
import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  type SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { minute } from '../commerce/values/time-units.ts';
import type { Clock } from '../model/clock.ts';
import { type DeliverInput, deliveryKey } from '../model/step.ts';
import { toIso } from '../policy/time/timing.ts';

/** The schedule group, its role, and the queue on which messages come back. */
export interface RescheduleSettings {
  readonly group: string;
  readonly queueArn: string;
  readonly queueUrl: string;
  readonly roleArn: string;
  readonly deadLetterArn: string;
}

export interface RescheduleClients {
  readonly scheduler: SchedulerClient;
  readonly queue: SQSClient;
}

/** SQS holds a message back for no longer, in whole seconds. Of a turn, what is left and the second in which a batch gathers the function waits itself. */
const longestDelay = 15 * minute;

/**
 * Brings messages back later: for up to a quarter of an hour on the queue itself, and for longer by a one-time schedule of EventBridge
 * Scheduler, which puts them on it and is gone. Making the same schedule again is no error. It is none for a short while, for the
 * one that has just fired still has its name when the message comes back by a clock that is behind Scheduler's. Schedules
 * are right to the minute only. So a message that has its turn then comes a minute early, and waits for the rest on the queue.
 */
export function createRescheduler({ scheduler, queue }: RescheduleClients, settings: RescheduleSettings, clock: Clock) {
  return async (input: DeliverInput, until: number): Promise<void> => {
    const hasTurn = input.parked?.place !== undefined;
    const wait = until - clock();
    if (wait > longestDelay) return schedule(input, hasTurn ? until - minute : until, scheduler, settings);
    const DelaySeconds = Math.max(0, hasTurn ? Math.floor(wait / 1000) - 1 : Math.ceil(wait / 1000));
    await queue.send(
      new SendMessageCommand({ QueueUrl: settings.queueUrl, MessageBody: JSON.stringify(input), DelaySeconds }),
    );
  };
}

/** Puts a message on the queue of returns at once. */
export function createReturner(queue: SQSClient, QueueUrl: string) {
  return async (input: DeliverInput): Promise<void> => {
    await queue.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(input) }));
  };
}

async function schedule(
  input: DeliverInput,
  time: number,
  client: SchedulerClient,
  { group, queueArn, roleArn, deadLetterArn }: RescheduleSettings,
): Promise<void> {
  const request = new CreateScheduleCommand({
    GroupName: group,
    Name: scheduleName(deliveryKey(input), time),
    ScheduleExpression: `at(${wholeSecond(time)})`,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: queueArn,
      RoleArn: roleArn,
      Input: JSON.stringify(input),
      DeadLetterConfig: { Arn: deadLetterArn },
    },
  });
  try {
    await client.send(request);
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
  }
}

/**
 * Takes back the schedule of a message that is to come back then, by either name that it may have: one with a turn comes a
 * minute early. One that is not there any more is no error; nor is a message on the queue, which comes back.
 */
export function returnCanceller(client: SchedulerClient, group: string) {
  return async (message: string, until: number): Promise<void> => {
    for (const time of [until, until - minute]) {
      try {
        await client.send(new DeleteScheduleCommand({ GroupName: group, Name: scheduleName(message, time) }));
      } catch (error) {
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    }
  };
}

/** At most 64 characters of [0-9A-Za-z-_.], the same for the same message and time. */
function scheduleName(message: string, until: number): string {
  const hash = createHash('sha256').update(message).digest('hex').slice(0, 40);
  return `${hash}-${until.toString(36)}`;
}

/** Schedules count in seconds: rounded up, so that nothing comes back too early. */
function wholeSecond(time: number): string {
  return toIso(Math.ceil(time / 1000) * 1000).replace(/(\.\d+)?Z$/, '');
}
