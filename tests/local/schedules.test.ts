import {
  CreateScheduleCommand,
  type CreateScheduleCommandInput,
  DeleteScheduleCommand,
  GetScheduleCommand,
  ListSchedulesCommand,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../local/runtime.ts';
import { clientOf, start, withRuntime } from './fixture.ts';

const schedule = (over: Partial<CreateScheduleCommandInput> = {}) =>
  new CreateScheduleCommand({
    Name: 'parked-1',
    GroupName: 'parked',
    ScheduleExpression: 'at(2026-03-02T08:00:00)',
    ScheduleExpressionTimezone: 'Asia/Tokyo',
    FlexibleTimeWindow: { Mode: 'OFF' },
    ActionAfterCompletion: 'DELETE',
    Target: {
      Arn: 'arn:aws:lambda:ap-northeast-1:000000000000:function:worker',
      RoleArn: 'arn:aws:iam::000000000000:role/schedule',
      Input: JSON.stringify({ do: 'put', pk: 'fired' }),
    },
    ...over,
  });

function withScheduler(use: (runtime: Runtime, client: SchedulerClient) => Promise<void>) {
  return withRuntime(async (runtime) => {
    const client = new SchedulerClient(clientOf(runtime));
    await use(runtime, client);
    client.destroy();
  });
}

describe('a one-time schedule', () => {
  it('invokes its function at the time in its zone, with its input, and is gone', () =>
    withScheduler(async (runtime, client) => {
      await client.send(schedule());
      await runtime.clock.advanceTo(Date.UTC(2026, 2, 1, 22, 59, 59));
      expect(await runtime.table()).toEqual([]);
      await runtime.play();
      const [item] = await runtime.table();
      const { pk, value } = unmarshall(item as Parameters<typeof unmarshall>[0]); // DynamoDB's JSON
      expect({ pk, at: Number(value) }).toEqual({ pk: 'fired', at: Date.UTC(2026, 2, 1, 23) });
      expect((await client.send(new ListSchedulesCommand({}))).Schedules).toEqual([]);
    }));

  it('can be seen, and cannot be made twice, except by the same token', () =>
    withScheduler(async (_runtime, client) => {
      await client.send(schedule({ ClientToken: 'one' }));
      const found = await client.send(new GetScheduleCommand({ Name: 'parked-1', GroupName: 'parked' }));
      expect(found).toMatchObject({ ScheduleExpression: 'at(2026-03-02T08:00:00)', State: 'ENABLED' });
      expect(found.CreationDate?.getTime()).toBe(start);
      await client.send(schedule({ ClientToken: 'one' }));
      await expect(client.send(schedule({ ClientToken: 'two' }))).rejects.toMatchObject({ name: 'ConflictException' });
      const { Schedules } = await client.send(new ListSchedulesCommand({ GroupName: 'parked', NamePrefix: 'parked-' }));
      expect(Schedules).toHaveLength(1);
    }));

  it('does nothing once it is deleted', () =>
    withScheduler(async (runtime, client) => {
      await client.send(schedule());
      await client.send(new DeleteScheduleCommand({ Name: 'parked-1', GroupName: 'parked' }));
      await runtime.play();
      expect(await runtime.table()).toEqual([]);
      const gone = client.send(new GetScheduleCommand({ Name: 'parked-1', GroupName: 'parked' }));
      await expect(gone).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
    }));

  it.each([
    [{ ScheduleExpression: 'rate(1 day)' }, 'locally only at(...) works'],
    [{ ScheduleExpressionTimezone: 'Mars/Olympus' }, 'time zone'],
    [{ Name: 'with space' }, '1 to 64'],
    [{ GroupName: 'nowhere' }, 'does not exist'],
  ])('is refused when it is not one: %j', (over, problem) =>
    withScheduler(async (_runtime, client) => {
      await expect(client.send(schedule(over))).rejects.toThrow(problem);
    }),
  );
});
