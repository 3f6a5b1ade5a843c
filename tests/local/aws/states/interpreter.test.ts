import { describe, expect, test } from 'vitest';
import { TaskFailure } from '../../../../local/aws/states/interpreter.ts';
import { CALLBACK, finish, machine, START, start } from './machines.ts';

const HOUR = 3_600_000;
const send = { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:000000000000:function:deliver-message' };
const await_ = { Type: 'Task', Resource: CALLBACK, Parameters: { 'token.$': '$$.Task.Token' } };
const throttled = async () => {
  throw new TaskFailure({ error: 'Throttled', cause: 'slow down' });
};

describe('Wait', () => {
  test('passes after its seconds and not before', async () => {
    const { clock, execution } = start(machine({ 'Wait 4 hours': { Type: 'Wait', Seconds: 4 * 3600, End: true } }));
    await clock.advance(4 * HOUR - 1);
    expect(execution.currentStates()).toEqual(['Wait 4 hours']);
    await clock.advance(1);
    await expect(execution.result).resolves.toEqual({ status: 'SUCCEEDED', output: {} });
    expect(execution.currentStates()).toEqual([]);
  });

  test.each([
    [{ SecondsPath: '$.seconds' }, { seconds: 60 }, 60_000],
    [{ Timestamp: '2026-03-01T10:00:00Z' }, {}, HOUR],
    [{ TimestampPath: '$.until' }, { until: '2026-03-01T18:00:00.250+09:00' }, 250],
    [{ TimestampPath: '$.until' }, { until: '2020-01-01T00:00:00Z' }, 0],
    [{ Seconds: 364 * 86_400 }, {}, 364 * 24 * HOUR],
  ])('%j with %j takes %i milliseconds', async (fields, input, took) => {
    expect(await finish(machine({ W: { Type: 'Wait', ...fields, End: true } }), { input })).toMatchObject({ took });
  });
});

describe('Retry and Catch', () => {
  const retrying = (retry: object, rest: object = {}) =>
    machine({ Send: { ...send, Retry: [{ ErrorEquals: ['Throttled'], ...retry }], End: true, ...rest } });

  test('a retrier waits longer each time, up to its limit', async () => {
    const retry = { IntervalSeconds: 10, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 60 };
    const { calls, result, execution } = await finish(retrying(retry), { task: throttled });
    expect(calls.map(({ attempt, at }) => [attempt, at / 1000])).toEqual([
      [0, 0],
      [1, 10],
      [2, 40],
      [3, 100],
      [4, 160],
    ]);
    expect(result).toEqual({ status: 'FAILED', error: 'Throttled', cause: 'slow down' });
    expect(execution.transitions).toBe(5);
  });

  test('full jitter takes a part of the interval', async () => {
    const retry = { IntervalSeconds: 10, MaxAttempts: 1, JitterStrategy: 'FULL' };
    const { took } = await finish(retrying(retry), { task: throttled, random: () => 0.25 });
    expect(took).toBe(2500);
  });

  test('a retry that works goes on', async () => {
    const task = async ({ attempt }: { attempt: number }) => (attempt === 2 ? 'sent' : throttled());
    const { result } = await finish(retrying({}), { task });
    expect(result).toEqual({ status: 'SUCCEEDED', output: 'sent' });
  });

  test('a catcher goes on with the error beside the input', async () => {
    const catcher = { ErrorEquals: ['States.TaskFailed'], ResultPath: '$.problem', Next: 'Note' };
    const parsed = machine({
      Send: { ...send, Catch: [catcher], End: true },
      Note: { Type: 'Pass', End: true },
    });
    const { result } = await finish(parsed, { input: { run: 1 }, task: throttled });
    expect(result.output).toEqual({ run: 1, problem: { Error: 'Throttled', Cause: 'slow down' } });
  });

  test('nothing catches States.Runtime', async () => {
    const parsed = machine({
      Send: {
        ...send,
        Parameters: { 'a.$': '$.missing' },
        Catch: [{ ErrorEquals: ['States.ALL', 'States.Runtime'], Next: 'Note' }],
        End: true,
      },
      Note: { Type: 'Pass', End: true },
    });
    expect((await finish(parsed)).result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('a result beyond 256 KiB fails the task', async () => {
    const { result } = await finish(machine({ Send: { ...send, End: true } }), {
      task: async () => 'x'.repeat(262_143),
    });
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
  });
});

describe('a task that waits for its token', () => {
  const waiting = (rest: object = {}) => start(machine({ Await: { ...await_, End: true, ...rest } }));
  const token = ({ calls }: ReturnType<typeof start>) => String(calls[0]?.taskToken);

  test('gets its token in the parameters and as a field of the call', async () => {
    const started = waiting();
    await started.clock.settle();
    expect(started.calls[0]?.parameters).toEqual({ token: token(started) });
  });

  test('ends with the output it is sent, once', async () => {
    const started = waiting();
    await started.clock.advance(HOUR);
    expect(started.execution.succeedTask(token(started), { paid: true })).toBe(true);
    expect(started.execution.succeedTask(token(started), { paid: false })).toBe(false);
    await expect(started.execution.result).resolves.toEqual({ status: 'SUCCEEDED', output: { paid: true } });
  });

  test('fails as it is told', async () => {
    const started = waiting();
    await started.clock.settle();
    expect(started.execution.failTask(token(started), 'Refused', 'no stock')).toBe(true);
    await expect(started.execution.result).resolves.toEqual({ status: 'FAILED', error: 'Refused', cause: 'no stock' });
  });

  test('times out, and a late answer changes nothing', async () => {
    const started = waiting({ TimeoutSeconds: 3600 });
    await started.clock.advance(HOUR);
    await expect(started.execution.result).resolves.toEqual({ status: 'FAILED', error: 'States.Timeout' });
    expect(started.execution.succeedTask(token(started), {})).toBe(false);
    expect(started.clock.pending).toBe(0);
  });

  test('stays alive as long as its heart beats', async () => {
    const started = waiting({ HeartbeatSeconds: 60 });
    await started.clock.advance(59_000);
    expect(started.execution.heartbeat(token(started))).toBe(true);
    await started.clock.advance(59_000);
    expect(started.execution.currentStates()).toEqual(['Await']);
    await started.clock.advance(1000);
    await expect(started.execution.result).resolves.toMatchObject({ error: 'States.Timeout' });
  });

  test('may be answered before the call is accepted', async () => {
    const started = start(machine({ Await: { ...await_, End: true } }), { task: () => new Promise(() => {}) });
    expect(started.execution.succeedTask(token(started), 1)).toBe(true);
    await expect(started.execution.result).resolves.toMatchObject({ output: 1 });
  });

  test('does not know the token of another', () => {
    expect(waiting().execution.succeedTask('unknown', {})).toBe(false);
  });
});

describe('an execution', () => {
  const waitThenSend = machine({ Wait: { Type: 'Wait', Seconds: 60, Next: 'Send' }, Send: { ...send, End: true } });

  test('that is stopped ends at once and leaves no timer', async () => {
    const { clock, execution, calls } = start(waitThenSend);
    await clock.settle();
    execution.stop('Cancelled', 'The order was placed.');
    await expect(execution.result).resolves.toEqual({
      status: 'ABORTED',
      error: 'Cancelled',
      cause: 'The order was placed.',
    });
    expect(clock.pending).toBe(0);
    await clock.advance(HOUR);
    expect(calls).toEqual([]);
  });

  test('that exceeds its own limit times out', async () => {
    const { result, took } = await finish(
      machine({ W: { Type: 'Wait', Seconds: 60, End: true } }, { TimeoutSeconds: 5 }),
    );
    expect(result).toEqual({ status: 'TIMED_OUT', error: 'States.Timeout' });
    expect(took).toBe(5000);
  });

  test('that never leaves a loop ends at 25,000 events', async () => {
    const { result } = await finish(machine({ Loop: { Type: 'Pass', Next: 'Loop' } }));
    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  });

  test('records its history in order', async () => {
    const { events } = await finish(waitThenSend, { input: { a: 1 }, task: async () => 'sent' });
    expect(
      events.map(({ id, previousEventId, timestamp, type }) => [id, previousEventId, timestamp - START, type]),
    ).toEqual([
      [1, 0, 0, 'ExecutionStarted'],
      [2, 0, 0, 'WaitStateEntered'],
      [3, 2, 60_000, 'WaitStateExited'],
      [4, 3, 60_000, 'TaskStateEntered'],
      [5, 4, 60_000, 'LambdaFunctionScheduled'],
      [6, 5, 60_000, 'LambdaFunctionStarted'],
      [7, 6, 60_000, 'LambdaFunctionSucceeded'],
      [8, 7, 60_000, 'TaskStateExited'],
      [9, 8, 60_000, 'ExecutionSucceeded'],
    ]);
    expect(events[1]?.stateEnteredEventDetails).toEqual({
      name: 'Wait',
      input: '{"a":1}',
      inputDetails: { truncated: false },
    });
  });

  test('shows its context object to its tasks', async () => {
    const { calls } = await finish(machine({ Send: { ...send, Parameters: { 'context.$': '$$' }, End: true } }));
    expect(calls[0]?.parameters).toEqual({
      context: {
        Execution: {
          Id: 'arn:aws:states:eu-west-1:000000000000:execution:journey:one',
          Input: {},
          Name: 'one',
          StartTime: '2026-03-01T09:00:00.000Z',
          RedriveCount: 0,
        },
        State: { Name: 'Send', EnteredTime: '2026-03-01T09:00:00.000Z', RetryCount: 0 },
        StateMachine: { Id: 'arn:aws:states:eu-west-1:000000000000:stateMachine:journey', Name: 'journey' },
      },
    });
  });
});

describe('branches', () => {
  const branch = (name: string, state: object) => ({ StartAt: name, States: { [name]: { End: true, ...state } } });

  test('of a Parallel run at the same time, and their outputs keep their order', async () => {
    const Branches = [branch('Slow', { Type: 'Wait', Seconds: 9 }), branch('Quick', { Type: 'Pass', Result: 'quick' })];
    const { result, took } = await finish(machine({ Both: { Type: 'Parallel', Branches, End: true } }));
    expect(result.output).toEqual([{}, 'quick']);
    expect(took).toBe(9000);
  });

  test('of a Parallel end when one of them fails', async () => {
    const parsed = machine({
      Both: {
        Type: 'Parallel',
        Branches: [branch('Slow', { Type: 'Wait', Seconds: 9 }), branch('Send', send)],
        Catch: [{ ErrorEquals: ['Throttled'], Next: 'Rest' }],
        End: true,
      },
      Rest: { Type: 'Wait', Seconds: 1, End: true },
    });
    const { clock, execution } = start(parsed, { task: throttled });
    await clock.settle();
    expect(execution.currentStates()).toEqual(['Rest']);
    expect(clock.pending).toBe(1);
  });

  test('of a Map run at most MaxConcurrency at a time', async () => {
    const parsed = machine({
      Each: {
        Type: 'Map',
        ItemsPath: '$.items',
        MaxConcurrency: 2,
        ItemSelector: { 'item.$': '$$.Map.Item.Value', 'at.$': '$$.Map.Item.Index' },
        ItemProcessor: branch('Wait', { Type: 'Wait', Seconds: 10 }),
        End: true,
      },
    });
    const { result, took } = await finish(parsed, { input: { items: ['a', 'b', 'c'] } });
    expect(took).toBe(20_000);
    expect(result.output).toEqual([
      { item: 'a', at: 0 },
      { item: 'b', at: 1 },
      { item: 'c', at: 2 },
    ]);
  });
});
