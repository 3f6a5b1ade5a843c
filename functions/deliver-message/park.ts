import { createHash } from 'node:crypto';
import { ConflictException, CreateScheduleCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import { messageKey } from '../../src/contracts/message.ts';
import type { DeliverInput } from '../../src/contracts/step.ts';
import { toIso } from '../../src/policy/timing.ts';

/** Where schedules stand, and what they may do. */
export interface ParkSettings {
  readonly group: string;
  readonly roleArn: string;
  readonly deadLetterArn: string;
}

/**
 * Parks messages with EventBridge Scheduler: a one-time schedule per message and time hands it back to this
 * function and is gone. Making the same schedule again is no error.
 */
export function createPark(client: SchedulerClient, { group, roleArn, deadLetterArn }: ParkSettings) {
  return async (input: DeliverInput, until: number, functionArn: string): Promise<void> => {
    const request = new CreateScheduleCommand({
      GroupName: group,
      Name: scheduleName(messageKey(input.run, input.step.id), until),
      ScheduleExpression: `at(${wholeSecond(until)})`,
      ScheduleExpressionTimezone: 'UTC',
      FlexibleTimeWindow: { Mode: 'OFF' },
      ActionAfterCompletion: 'DELETE',
      Target: {
        Arn: functionArn,
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
