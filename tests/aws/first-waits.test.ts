import {
  ConflictException,
  CreateScheduleCommand,
  DeleteScheduleCommand,
  ResourceNotFoundException,
  SchedulerClient,
} from '@aws-sdk/client-scheduler';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dueStarter, startCanceller } from '../../src/aws/first-waits.ts';
import { RetryableError } from '../../src/model/errors.ts';
import { fromIso } from '../../src/policy/time/timing.ts';

const mock = mockClient(SchedulerClient);
const broken = { $metadata: {}, message: 'broken', Message: 'broken' };
const settings = { stateMachinePrefix: 'arn:machine:aftercart-', group: 'g', roleArn: 'role', deadLetterArn: 'dlq' };
const input = (until: string) => ({ customer: 'c', run: 'run-1', journey: 'welcome', next: { until } });
const now = '2026-03-01T08:00:00Z';

describe('an execution', () => {
  const started: string[] = [];
  const start = dueStarter(
    async (_journey, name) => void started.push(name),
    new SchedulerClient({}),
    settings,
    () => fromIso(now),
  );
  const requests = () => mock.commandCalls(CreateScheduleCommand).map(({ args }) => args[0].input);

  beforeEach(() => {
    mock.reset();
    started.length = 0;
  });

  it('is started at once when its first step is due', async () => {
    await start('welcome', 'run-1', input(now));
    expect(started).toEqual(['run-1']);
    expect(requests()).toEqual([]);
  });

  it('is started by a schedule otherwise, by name and never too early', async () => {
    await start('welcome', 'run-1', input('2026-03-01T12:00:00.200Z'));
    expect(started).toEqual([]);
    expect(requests()).toMatchObject([
      {
        GroupName: 'g',
        ScheduleExpression: 'at(2026-03-01T12:00:01)',
        ActionAfterCompletion: 'DELETE',
        Target: {
          Arn: 'arn:aws:scheduler:::aws-sdk:sfn:startExecution',
          RoleArn: 'role',
          DeadLetterConfig: { Arn: 'dlq' },
        },
      },
    ]);
    expect(JSON.parse(requests()[0]?.Target?.Input ?? '')).toEqual({
      StateMachineArn: 'arn:machine:aftercart-welcome',
      Name: 'run-1',
      Input: JSON.stringify(input('2026-03-01T12:00:00.200Z')),
    });
  });

  it('is not scheduled for a moment that may be past when Scheduler receives it', async () => {
    await start('welcome', 'run-1', input('2026-03-01T08:00:02Z'));
    expect(requests()).toMatchObject([{ ScheduleExpression: 'at(2026-03-01T08:01:00)' }]);
  });

  it.each([
    ['2026-03-01T07:59:59Z', true, 'left to that schedule'],
    ['2026-03-01T07:57:01Z', true, 'left to that schedule'],
    ['2026-03-01T07:57:00Z', true, 'started'],
    ['2026-03-01T07:59:59Z', false, 'started'],
  ])('that was due at %s is, if an earlier call may have scheduled it (%s), %s', async (due, mayBeScheduled, what) => {
    const asked = start('welcome', 'run-1', input(due), mayBeScheduled);
    if (what === 'started') await asked;
    else await expect(asked).rejects.toThrow(RetryableError);
    expect(started).toEqual(what === 'started' ? ['run-1'] : []);
  });

  it('is scheduled once however often that is asked for, and an outage is an error', async () => {
    mock.on(CreateScheduleCommand).rejectsOnce(new ConflictException(broken)).rejects(new Error('outage'));
    await start('welcome', 'run-1', input('2026-03-01T12:00:00Z'));
    await expect(start('welcome', 'run-1', input('2026-03-01T12:00:00Z'))).rejects.toThrow('outage');
    expect(new Set(requests().map(({ Name }) => Name)).size).toBe(1);
  });

  it('has a schedule whose name fits, for the longest journey and run', async () => {
    await start('a'.repeat(40), 'b'.repeat(80), input('2026-03-01T12:00:00Z'));
    expect(requests()[0]?.Name).toMatch(/^a{40}\.[0-9a-f]{23}$/);
  });

  it('is called off by the name under which it was scheduled; one that is not there is no error', async () => {
    await start('welcome', 'run-1', input('2026-03-01T12:00:00Z'));
    mock
      .on(DeleteScheduleCommand)
      .resolvesOnce({})
      .rejectsOnce(new ResourceNotFoundException(broken))
      .rejects(new Error('outage'));
    const cancel = startCanceller(new SchedulerClient({}), 'g');
    await cancel('welcome', 'run-1');
    await cancel('welcome', 'run-1');
    const [deleted] = mock.commandCalls(DeleteScheduleCommand).map(({ args }) => args[0].input);
    expect(deleted).toEqual({ GroupName: 'g', Name: requests()[0]?.Name });
    await expect(cancel('welcome', 'run-1')).rejects.toThrow('outage');
  });
});
