import { rmSync } from 'node:fs';
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
import type { Runtime } from '../../local/aws/runtime.ts';
import { clientOf, start, withRuntime, writeAssembly } from './fixture.ts';

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

  it.each<[Parameters<typeof schedule>[0], string]>([
    [{ ScheduleExpression: 'rate(1 day)' }, 'locally only at(...) works'],
    [{ ScheduleExpressionTimezone: 'Mars/Olympus' }, 'time zone'],
    [{ Name: 'with space' }, 'Name is "with space"'],
    [{ FlexibleTimeWindow: { Mode: 'FLEXIBLE' } }, 'MaximumWindowInMinutes is missing'],
    [{ GroupName: 'nowhere' }, 'does not exist'],
  ])('is refused when it is not one: %j', (over, problem) =>
    withScheduler(async (_runtime, client) => {
      await expect(client.send(schedule(over))).rejects.toThrow(problem);
    }),
  );
});

describe('a daily schedule of the stack', () => {
  const daily = (expression: string) => ({
    Sweep: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: {
        Name: 'sweep',
        GroupName: 'parked',
        ScheduleExpression: expression,
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: {
          Arn: 'arn:aws:lambda:ap-northeast-1:000000000000:function:worker',
          RoleArn: 'arn:aws:iam::000000000000:role/schedule',
          Input: '{"do":"put","pk":"<aws.scheduler.scheduled-time>"}',
        },
      },
    },
  });
  const withSchedule = (expression: string, use: (runtime: Runtime) => Promise<void>) => {
    const cdkOut = writeAssembly(daily(expression));
    return withRuntime(use, { cdkOut }).finally(() => rmSync(cdkOut, { recursive: true, force: true }));
  };
  const keys = async (runtime: Runtime) => {
    const items = await runtime.table();
    return items.map((item) => unmarshall(item as Parameters<typeof unmarshall>[0]).pk).sort(); // DynamoDB's JSON
  };

  it('comes round every day, and says when it was due', () =>
    withSchedule('cron(30 0 * * ? *)', async (runtime) => {
      await runtime.clock.advanceTo(start + 2 * 86_400_000);
      expect(await keys(runtime)).toEqual(['2026-03-02T00:30:00Z', '2026-03-03T00:30:00Z']);
    }));

  it.each([
    ['cron(7 * * * ? *)', ['2026-03-01T09:07:00Z', '2026-03-01T10:07:00Z']],
    ['cron(0/30 * * * ? *)', ['09:30', '10:00', '10:30', '11:00'].map((time) => `2026-03-01T${time}:00Z`)],
  ])('comes round within the hour as well: %s', (expression, times) =>
    withSchedule(expression, async (runtime) => {
      await runtime.clock.advanceTo(start + 2 * 3_600_000);
      expect(await keys(runtime)).toEqual(times);
    }),
  );

  it('keeps nobody waiting: a play without an end stops when nothing else is left', () =>
    withSchedule('cron(0 0 * * ? *)', async (runtime) => {
      await runtime.play();
      expect(await keys(runtime)).toEqual([]);
      expect(runtime.clock.now()).toBe(start);
    }));

  it('is one of the schedules, until it is deleted', () =>
    withSchedule('cron(0 0 * * ? *)', async (runtime) => {
      const client = new SchedulerClient(clientOf(runtime));
      expect((await client.send(new ListSchedulesCommand({}))).Schedules?.map(({ Name }) => Name)).toEqual(['sweep']);
      await client.send(new DeleteScheduleCommand({ Name: 'sweep', GroupName: 'parked' }));
      client.destroy();
      await runtime.clock.advanceTo(start + 2 * 86_400_000);
      expect(await keys(runtime)).toEqual([]);
    }));

  it('of another rhythm is refused', async () => {
    await expect(withSchedule('rate(1 hour)', async () => {})).rejects.toThrow(
      'The schedule sweep of the stack would be refused: Invalid Schedule Expression rate(1 hour)',
    );
  });
});
