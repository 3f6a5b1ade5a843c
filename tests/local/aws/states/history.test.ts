import { describe, expect, test } from 'vitest';
import { finish, machine, start } from './machines.ts';

const call = { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:000000000000:function:deliver-message' };
const wait = { Type: 'Wait', Seconds: 60, End: true };
const fails = { Type: 'Fail', Error: 'OutOfStock' };
const inner = (states: Record<string, object>) => ({ StartAt: Object.keys(states)[0], States: states });
const history = (events: readonly { id: number; previousEventId: number; type: string }[]) =>
  events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`);

describe('a job task', () => {
  const job = (resource: string) =>
    machine({
      Job: { Type: 'Task', Resource: resource, Parameters: { 'token.$': '$$.Task.Token' }, End: true },
    });

  test.each(['startExecution.sync', 'startExecution.sync:2'])(
    '%s is submitted, sees a task token, and ends by itself',
    async (action) => {
      const { events, calls, result } = await finish(job(`arn:aws:states:::states:${action}`), {
        task: async () => 'done',
      });
      expect(result).toEqual({ status: 'SUCCEEDED', output: 'done' });
      expect(calls).toMatchObject([{ parameters: { token: expect.stringMatching(/^[\w-]{20,}$/) } }]);
      expect(calls[0]).not.toHaveProperty('taskToken');
      expect(events.find(({ type }) => type === 'TaskSubmitted')).toMatchObject({
        taskSubmittedEventDetails: { resourceType: 'states', resource: action },
      });
    },
  );
});

describe('a state under way when another one fails', () => {
  test('is aborted in the other branches of a Parallel, before it fails', async () => {
    const Branches = [inner({ W: wait }), inner({ Pass: { Type: 'Pass', Next: 'F' }, F: fails })];
    const { events, result } = await finish(machine({ Both: { Type: 'Parallel', Branches, End: true } }));
    expect(result).toMatchObject({ status: 'FAILED', error: 'OutOfStock' });
    expect(history(events)).toEqual([
      '1<0 ExecutionStarted',
      '2<0 ParallelStateEntered',
      '3<2 ParallelStateStarted',
      '4<3 WaitStateEntered',
      '5<3 PassStateEntered',
      '6<5 PassStateExited',
      '7<6 FailStateEntered',
      '8<4 WaitStateAborted',
      '9<7 ParallelStateFailed',
      '10<9 ExecutionFailed',
    ]);
  });

  test('is aborted in the other iterations of a Map, and so are they', async () => {
    const choice = { Type: 'Choice', Choices: [{ Variable: '$', NumericEquals: 2, Next: 'F' }], Default: 'Send' };
    const ItemProcessor = inner({ 'Which?': choice, F: fails, Send: { ...call, End: true } });
    const { events } = await finish(machine({ Each: { Type: 'Map', ItemProcessor, End: true } }), {
      input: [1, 2],
      task: () => new Promise(() => {}),
    });
    const aborted = events.filter(({ type }) => type.endsWith('Aborted'));
    expect(aborted.map(({ type, mapIterationAbortedEventDetails: details }) => [type, details])).toEqual([
      ['TaskStateAborted', undefined],
      ['MapIterationAborted', { name: 'Each', index: 0 }],
    ]);
  });

  test('is aborted when the execution is stopped, the innermost first', async () => {
    const ItemProcessor = inner({ W: wait });
    const Branches = [inner({ Each: { Type: 'Map', ItemsPath: '$.items', ItemProcessor, End: true } })];
    const { clock, events, execution } = start(machine({ All: { Type: 'Parallel', Branches, End: true } }), {
      input: { items: [1] },
    });
    await clock.advance(1000);
    execution.stop();
    expect(events.slice(-5).map(({ type }) => type)).toEqual([
      'WaitStateAborted',
      'MapIterationAborted',
      'MapStateAborted',
      'ParallelStateAborted',
      'ExecutionAborted',
    ]);
  });
});

describe('the cause of a failure', () => {
  test.each([
    [
      { ...call, TimeoutSecondsPath: '$.seconds', End: true },
      {},
      'The TimeoutSecondsPath parameter does not reference an input value: $.seconds',
    ],
    [
      { ...call, HeartbeatSecondsPath: '$.seconds', End: true },
      {},
      'The HeartbeatSecondsPath parameter does not reference an input value: $.seconds',
    ],
    [
      { Type: 'Map', MaxConcurrencyPath: '$.most', ItemProcessor: inner({ W: wait }), ItemsPath: '$.items', End: true },
      { most: { of: 1 }, items: [] },
      'The MaxConcurrencyPath field refers to value "{"of":1}" which is not a valid integer: $.most',
    ],
  ])('of %j names what is missing or wrong', async (state, input, cause) => {
    const { result } = await finish(machine({ State: state }), { input });
    expect(result).toEqual({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: `An error occurred while executing the state 'State' (entered at the event id #2). ${cause}`,
    });
  });
});
