import { ConflictException, CreateScheduleCommand, type SchedulerClient } from '@aws-sdk/client-scheduler';
import type { Clock } from '../model/clock.ts';
import { erasureLooks } from '../policy/customer/erasure.ts';
import { toIso } from '../policy/time/timing.ts';

/** The schedule group of later looks, their role, and the queue that they are put on. */
export interface LookSettings {
  readonly group: string;
  readonly queueArn: string;
  readonly roleArn: string;
  readonly deadLetterArn: string;
}

/** The prefix of the schedules' names. No parked message and no first wait has an underscore. */
export const lookPrefix = 'erase_';

/** Arranges the later looks by one-time schedules that put them on the ingest queue. They hold the customer's key and no data. */
export function lookArranger(client: SchedulerClient, settings: LookSettings, clock: Clock) {
  return async (customer: string, at: number): Promise<readonly number[]> => {
    const now = clock();
    const times = erasureLooks.map((after) => Math.ceil((now + after) / 1000) * 1000);
    for (const [index, time] of times.entries()) {
      await create(client, settings, {
        name: `${lookPrefix}${customer}_${index + 1}`,
        time,
        customer,
        at,
        again: index + 1,
      });
    }
    return times;
  };
}

interface Look {
  readonly name: string;
  readonly time: number;
  readonly customer: string;
  readonly at: number;
  readonly again: number;
}

async function create(
  client: SchedulerClient,
  { group, queueArn, roleArn, deadLetterArn }: LookSettings,
  { name, time, customer, at, again }: Look,
): Promise<void> {
  const request = new CreateScheduleCommand({
    GroupName: group,
    Name: name,
    ScheduleExpression: `at(${toIso(time).replace(/(\.\d+)?Z$/, '')})`,
    ScheduleExpressionTimezone: 'UTC',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: queueArn,
      RoleArn: roleArn,
      Input: JSON.stringify({ do: 'erase', customer, at, again }),
      DeadLetterConfig: { Arn: deadLetterArn },
    },
  });
  try {
    await client.send(request);
  } catch (error) {
    if (!(error instanceof ConflictException)) throw error;
  }
}
