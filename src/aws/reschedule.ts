import { createHash } from 'node:crypto';
import { ConflictException, CreateScheduleCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { minute } from '../commerce/values/time-units.ts';
import type { Clock } from '../model/clock.ts';
import { messageKey } from '../model/message.ts';
import type { DeliverInput } from '../model/step.ts';
import { toIso } from '../policy/time/timing.ts';

/** Where schedules stand, what they may do, and the queue on which messages come back. */
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

/** SQS holds a message back for no longer, in whole seconds. What is left, and the second in which a batch gathers, the function waits itself. */
const longestDelay = 15 * minute;

/**
 * Parks messages. A one-time schedule of EventBridge Scheduler per message and time puts it on the queue that this
 * function works off, and is gone; making the same schedule again is no error. Schedules are right to the minute only. So
 * a message that has its turn then comes a minute early, and waits for the rest, like any short while until its turn, on
 * the queue itself, which is right to the second.
 */
export function createRescheduler({ scheduler, queue }: RescheduleClients, settings: RescheduleSettings, clock: Clock) {
  return async (input: DeliverInput, until: number): Promise<void> => {
    const hasTurn = input.parked?.place !== undefined;
    const wait = until - clock();
    if (hasTurn && wait <= longestDelay) {
      const DelaySeconds = Math.max(0, Math.floor(wait / 1000) - 1);
      const message = { QueueUrl: settings.queueUrl, MessageBody: JSON.stringify(input), DelaySeconds };
      await queue.send(new SendMessageCommand(message));
      return;
    }
    await schedule(input, hasTurn ? until - minute : until, scheduler, settings);
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
    Name: scheduleName(messageKey(input.run, input.step.id), time),
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

/** At most 64 characters of [0-9A-Za-z-_.], the same for the same message and time. */
function scheduleName(message: string, until: number): string {
  const hash = createHash('sha256').update(message).digest('hex').slice(0, 40);
  return `${hash}-${until.toString(36)}`;
}

/** Schedules count in seconds: rounded up, so that nothing comes back too early. */
function wholeSecond(time: number): string {
  return toIso(Math.ceil(time / 1000) * 1000).replace(/(\.\d+)?Z$/, '');
}
