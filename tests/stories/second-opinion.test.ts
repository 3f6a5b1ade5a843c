import { StateMachine as OtherMachine } from 'aws-local-stepfunctions';
import { describe, expect, it } from 'vitest';
import { parseDefinition, type TaskCall } from '../../local/aws/states/interpreter.ts';
import type { State, StateMachine, TaskState } from '../../src/journey/machine/states-language.ts';
import { start } from '../local/aws/states/machines.ts';
import { shippedMachine, shippedNames } from './shipped.ts';

/** What a function answers, with all that it may say; nothing when its time was up. */
type Answer = { readonly until: string; readonly outcome: string; readonly arm?: number } | undefined;

/** A whole way through a machine: every visit of a task with what it was given, and the output at the end. */
interface Passage {
  readonly visits: readonly { readonly state: string; readonly given: unknown; readonly answer: Answer }[];
  readonly output: unknown;
}

const until = '2026-03-01T09:00:00.001Z';
/** The names that a run carries, as long as they may be. */
const input = { customer: 'c'.repeat(24), run: 'r'.repeat(80), journey: 'j'.repeat(40), next: { until } };
/** What the context object tells here, and each interpreter in its own words. */
const told = { Task: { Token: 'the token' }, State: { EnteredTime: 'when the state was entered' } };

/** The definition with an ARN in place of each logical name. */
function withArns(definition: string): string {
  return definition.replace(/\$\{([^}]+)\}/g, 'arn:aws:lambda:us-east-1:000000000000:function:$1');
}

function compiled(journey: string): StateMachine {
  return JSON.parse(shippedMachine(journey));
}

function taskIn({ States }: StateMachine, name: string): TaskState {
  const state: State = States[name] ?? expect.fail(`no state is called ${name}`);
  return state.Type === 'Task' ? state : expect.fail(`${name} is no task`);
}

/** How many ways lead on from a task: the arms of the Choice behind it, and the time-out of one that awaits. */
function waysOn({ States }: StateMachine, { Next, Catch }: TaskState): { arms: number; all: number } {
  const next = Next === undefined ? undefined : States[Next];
  const arms = next?.Type === 'Choice' ? next.Choices.length + 1 : 1;
  return { arms, all: arms + (Catch === undefined ? 0 : 1) };
}

/** Goes the way that the decisions say; where they end, always the first one. */
async function runOurs(journey: string, decisions: readonly number[]) {
  const machine = compiled(journey);
  const visits: Passage['visits'][number][] = [];
  const forks: number[] = [];
  const task = async ({ state, parameters: given, taskToken }: TaskCall): Promise<Answer> => {
    const { arms, all } = waysOn(machine, taskIn(machine, state));
    const way = all === 1 ? 0 : (decisions[forks.length] ?? 0);
    if (all > 1) forks.push(all);
    const result = { until, outcome: 'skipped', action: 'skipped', ...(arms > 1 && { arm: way }) };
    const answer = way < arms ? result : undefined;
    visits.push({ state, given, answer });
    await Promise.resolve(); // the first task is called before there is a clock here
    if (taskToken !== undefined && answer) clock.at(clock.now(), () => execution.succeedTask(taskToken, answer));
    return answer;
  };
  const { clock, execution, events } = start(parseDefinition(withArns(shippedMachine(journey))), { input, task });
  await clock.runUntil(execution.result);
  const entered = events.flatMap(({ stateEnteredEventDetails: details }) => (details ? [details] : []));
  const { status, output } = await execution.result;
  expect(status).toBe('SUCCEEDED');
  return { visits, output, forks, entered };
}

/** Runs the machine on the other interpreter, with the answers that were recorded. */
async function runTheirs(journey: string, recorded: Passage['visits']): Promise<Passage> {
  const { States, ...rest } = compiled(journey);
  const visits: Passage['visits'][number][] = [];
  const handler = (state: string) => (given: unknown) => {
    const answer = recorded[visits.length]?.answer;
    visits.push({ state, given, answer });
    if (answer === undefined) throw Object.assign(new Error(), { name: 'States.Timeout' });
    return answer;
  };
  const names = Object.keys(States);
  const tasks = Object.fromEntries(names.map((name) => [name, handler(name)]));
  const waits = Object.fromEntries(names.map((name) => [name, 0]));
  // It counts a time-out with setTimeout, which no await fits into; the answers say when the time is up.
  const text = withArns(JSON.stringify({ ...rest, States })).replace(/"TimeoutSeconds":\d+/g, '"TimeoutSeconds":60');
  const overrides = { taskResourceLocalHandlers: tasks, waitTimeOverrides: waits };
  const other = new OtherMachine(JSON.parse(text), { validationOptions: { noValidate: true } }); // asl-validator has seen it
  const output = await other.run(copy(input), { overrides, context: copy(told) }).result;
  return { visits, output };
}

/** What passes between them is JSON. */
function copy<T>(value: T): T {
  return JSON.parse(JSON.stringify(value));
}

/** A passage without what each interpreter names in its own way: tokens, clock times, the words of a time-out. */
function comparable({ visits, output }: Passage, machine: StateMachine): unknown {
  const plain = visits.map(({ state, given, answer }) => {
    const late = JSON.stringify(taskIn(machine, state).Parameters).includes('$$.State.EnteredTime');
    const text = JSON.stringify(given).replace(/"token":"[^"]*"/, `"token":"${told.Task.Token}"`);
    return {
      state,
      answer,
      given: late ? text.replace(/"until":"[^"]*"/, `"until":"${told.State.EnteredTime}"`) : text,
    };
  });
  return {
    visits: plain.map(({ given, ...visit }) => ({ ...visit, given: JSON.parse(given) })),
    output: withoutCause(output),
  };
}

function withoutCause(output: unknown): unknown {
  return JSON.parse(JSON.stringify(output).replace(/,?"Cause":("([^"\\]|\\.)*"|null)/g, ''));
}

/** Every way through a machine. */
async function everyWay(journey: string) {
  const passages: Awaited<ReturnType<typeof runOurs>>[] = [];
  const open: number[][] = [[]];
  for (let decisions = open.pop(); decisions !== undefined; decisions = open.pop()) {
    const passage = await runOurs(journey, decisions);
    passages.push(passage);
    for (const [at, all] of passage.forks.entries()) {
      if (at < decisions.length) continue;
      const before = [...decisions, ...Array<number>(at - decisions.length).fill(0)];
      for (let way = 1; way < all; way += 1) open.push([...before, way]);
    }
  }
  return passages;
}

describe.each(shippedNames)('%s', (journey) => {
  it('comes to the same on aws-local-stepfunctions, on every way through all of its states', async () => {
    const machine = compiled(journey);
    const passages = await everyWay(journey);
    for (const passage of passages) {
      const theirs = await runTheirs(journey, passage.visits);
      expect(comparable(theirs, machine)).toEqual(comparable(passage, machine));
    }
    const entered = new Set(passages.flatMap((passage) => passage.entered.map(({ name }) => name)));
    expect([...entered].sort()).toEqual(Object.keys(machine.States).sort());
  });

  it('carries less than 4 KB from state to state', async () => {
    const inputs = (await everyWay(journey)).flatMap(({ entered }) => entered.map(({ input: text }) => String(text)));
    expect(Math.max(...inputs.map((text) => Buffer.byteLength(text)))).toBeLessThan(4096);
  });
});
