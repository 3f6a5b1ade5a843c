import type { HistoryEvent } from '../../../../local/aws/states/history.ts';
import {
  parseDefinition,
  runExecution,
  type StateMachine,
  type StatesHost,
  type TaskCall,
} from '../../../../local/aws/states/interpreter.ts';
import { VirtualClock } from './virtual-clock.ts';

/** When every execution of these tests starts. */
export const START = Date.parse('2026-03-01T09:00:00Z');

export const CALLBACK = 'arn:aws:states:::lambda:invoke.waitForTaskToken';

/** A machine of the given states; the first one is where it starts. */
export function machine(states: Record<string, object>, rest: object = {}): StateMachine {
  return parseDefinition(JSON.stringify({ StartAt: Object.keys(states)[0], States: states, ...rest }));
}

/** Starts an execution on a virtual clock and keeps what it does. */
export function start(
  parsed: StateMachine,
  { input = {}, task, random }: { input?: unknown; task?: StatesHost['invokeTask']; random?: () => number } = {},
) {
  const clock = new VirtualClock(START);
  const events: HistoryEvent[] = [];
  const calls: (TaskCall & { at: number })[] = [];
  const host: StatesHost = {
    clock,
    ...(random ? { random } : {}),
    record: (event) => events.push(event),
    async invokeTask(call) {
      calls.push({ ...call, at: clock.now() - START });
      return task?.(call);
    },
  };
  const execution = runExecution(
    parsed,
    {
      name: 'one',
      arn: 'arn:aws:states:eu-west-1:000000000000:execution:journey:one',
      stateMachineArn: 'arn:aws:states:eu-west-1:000000000000:stateMachine:journey',
      input,
      startTime: START,
    },
    host,
  );
  return { clock, events, calls, execution };
}

/** Runs an execution to its end, however long that takes, and tells how long it took. */
export async function finish(...args: Parameters<typeof start>) {
  const started = start(...args);
  await started.clock.runUntil(started.execution.result);
  return { ...started, result: await started.execution.result, took: started.clock.now() - START };
}
