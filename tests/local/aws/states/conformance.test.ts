import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../../../local/aws/states/definition.ts';
import { TaskFailure, UnsupportedDefinitionError } from '../../../../local/aws/states/errors.ts';
import type { HistoryEvent } from '../../../../local/aws/states/history.ts';
import type { StatesHost, TaskCall } from '../../../../local/aws/states/host.ts';
import { type Execution, type ExecutionResult, runExecution } from '../../../../local/aws/states/interpreter.ts';
import { VirtualClock } from './virtual-clock.ts';

/** What the real service got from a task, attempt by attempt. */
interface Recorded {
  output?: unknown;
  submitted?: unknown;
  error?: string | null;
  cause?: unknown;
  event?: string;
}

interface Case {
  id: string;
  definition: unknown;
  input: unknown;
  /** The input with the placeholders that the recording has for it in outputs. */
  inputInSnapshot?: unknown;
  tier: string;
  flags?: string[];
  expected: { status: string; output?: unknown; error?: string; cause?: unknown };
  taskResults?: Record<string, Recorded[]>;
  history?: { type: string; id?: number; prev?: number }[];
}

/** The features that cases may be refused for, with the number of cases: none, everything recorded runs. */
const refused: Record<string, number> = {};

/** Cases whose recording cannot be replayed. */
const unreplayable = new Map([
  [
    'local_mocking/test_base_scenarios::test_lambda_service_invoke_sync_execution#start_execution_sync_response',
    'the answer of its task was not recorded',
  ],
]);

const file = new URL('../../../../../shared/conformance/states-language-cases.json', import.meta.url);
const cases: Case[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).cases : [];
const without = cases.length > 0 ? '' : ' (skipped: the recorded executions are not on this computer)';

describe.skipIf(cases.length === 0)(`executions recorded by the real service${without}`, async () => {
  const { replayed, refusals } = await replayAll();

  test('are refused only for the listed features', () => {
    expect(refusals).toEqual(refused);
  });

  test('end alike', () => {
    const wrong = replayed.filter(({ actual, expected }) => JSON.stringify(actual) !== JSON.stringify(expected));
    expect(wrong).toEqual([]);
    expect(replayed.length).toBe(cases.length - unreplayable.size);
  });

  test('leave the same history', () => {
    const wrong = replayed.filter(({ history, recorded }) => recorded && recorded.join() !== history.join());
    expect(wrong.map(({ id, history, recorded }) => ({ id, history, recorded }))).toEqual([]);
  });
});

async function replayAll() {
  const refusals: Record<string, number> = {};
  const replayed = [];
  for (const example of cases) {
    if (unreplayable.has(example.id)) continue;
    try {
      replayed.push(await replay(example));
    } catch (error) {
      if (!(error instanceof UnsupportedDefinitionError)) throw error;
      refusals[error.feature] = (refusals[error.feature] ?? 0) + 1;
    }
  }
  return { replayed, refusals };
}

async function replay(example: Case) {
  const clock = new VirtualClock(Date.parse('2024-11-04T11:03:09Z'));
  const events: HistoryEvent[] = [];
  const recordings = new Map(Object.entries(example.taskResults ?? {}).map(([name, list]) => [name, [...list]]));
  const machine = parseDefinition(JSON.stringify(example.definition));
  const start = {
    name: 'case',
    arn: 'arn:aws:states:eu-west-1:111111111111:execution:machine:case',
    stateMachineArn: 'arn:aws:states:eu-west-1:111111111111:stateMachine:machine',
    input: example.input,
    startTime: clock.now(),
  };
  const host: StatesHost = {
    clock,
    record: (event) => events.push(event),
    invokeTask: (call) =>
      replayTask(recordings.get(call.state)?.shift(), call, (action) => clock.at(clock.now(), () => action(execution))),
  };
  const execution = runExecution(machine, start, host);
  await clock.runUntil(execution.result);
  const result = await execution.result;
  return {
    id: example.id,
    actual: comparable(withPlaceholders(result, example), example),
    expected: comparable(example.expected, example),
    history: events.map(({ id, previousEventId, type }) => `${id}<${previousEventId} ${type}`),
    recorded: recordedHistory(example),
  };
}

async function replayTask(
  recorded: Recorded | undefined,
  { state, taskToken }: TaskCall,
  later: (action: (execution: Execution) => void) => void,
): Promise<unknown> {
  if (!recorded) throw new Error(`No further call of "${state}" was recorded.`);
  if (recorded.event?.endsWith('TimedOut')) return taskToken ? recorded.submitted : new Promise(() => {});
  const error = recorded.error ?? undefined;
  const cause = textOf(recorded.cause);
  if (!taskToken) {
    if (recorded.event?.endsWith('Failed')) throw new TaskFailure({ error, cause });
    return recorded.output;
  }
  later((execution) => {
    if (recorded.event?.endsWith('Failed')) execution.failTask(taskToken, error, cause);
    else execution.succeedTask(taskToken, recorded.output);
  });
  return recorded.submitted;
}

/** A cause as the text it was before the recording parsed it. */
function textOf(cause: unknown): string | undefined {
  if (cause === undefined || cause === null) return undefined;
  return typeof cause === 'string' ? cause : JSON.stringify(cause);
}

function recordedHistory({ history, flags }: Case): string[] | undefined {
  if (!history || flags?.some((flag) => flag.startsWith('parallel-or-map'))) return undefined;
  return history.map(({ id, prev, type }) => `${id}<${prev} ${type}`);
}

function comparable({ status, output, error, cause }: ExecutionResult | Case['expected'], { flags }: Case): unknown {
  const comparesCause = !flags?.some((flag) => flag.startsWith('expected-cause-contains-placeholder'));
  return sorted({ status, output: output ?? null, error: error ?? null, cause: (comparesCause && cause) || null });
}

/** Replaces what came from the input as the recording did. */
function withPlaceholders(result: ExecutionResult, { input, inputInSnapshot }: Case): ExecutionResult {
  if (inputInSnapshot === undefined) return result;
  const placeholders = new Map(leaves(input).map((leaf, index) => [leaf, leaves(inputInSnapshot)[index]]));
  const text = JSON.stringify(result, (_, value) => placeholders.get(value) ?? value);
  return JSON.parse(text);
}

function leaves(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

/** Parses every text that holds an object, as the recordings did, and puts keys in order. */
function sorted(value: unknown): unknown {
  if (typeof value === 'string' && value.startsWith('{')) return sorted(parsed(value));
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]): [string, unknown] => [key, sorted(inner)]);
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return `text ${text}`;
  }
}
