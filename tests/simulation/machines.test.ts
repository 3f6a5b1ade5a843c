import { describe, expect, it } from 'vitest';
import { parseDefinition, runExecution, TaskFailure } from '../../local/aws/states/interpreter.ts';
import { readMachine } from '../../src/simulation/machine.ts';
import { Machines } from '../../src/simulation/machines.ts';
import { VirtualClock } from '../../src/simulation/virtual-clock.ts';
import { Chance, seedOf } from '../soak/world/chance.ts';
import { shippedMachine, shippedNames } from '../stories/shipped.ts';

const opens = Date.parse('2026-03-01T00:00:00Z');
const hour = 3_600_000;

/** What happens in a journey: every call of a function, when, and with what; and how it ended. */
type Trace = readonly unknown[];

/** What the functions do: an answer, an error that is tried again, or one that is not. The same for both engines. */
function answerOf(chance: Chance, now: number): { readonly output: unknown } | { readonly error: string } {
  const luck = chance.next();
  if (luck < 0.25) return { error: 'RetryableError' };
  if (luck < 0.27) return { error: 'RangeError' };
  const until = new Date(now + Math.floor(chance.between(0, 48) * hour)).toISOString();
  return { output: { until, arm: chance.whole(0, 2) } };
}

/** Whether the token of a task is answered, and after how many hours. */
function tokenAnswerOf(chance: Chance): number | undefined {
  return chance.happens(0.6) ? chance.between(0, 100) : undefined;
}

const input = { customer: 'c', run: 'r', journey: 'j', next: { until: '2026-03-01T04:00:00.000Z' } };

async function inTheSimulation(journey: string, seed: number): Promise<Trace> {
  const time = new VirtualClock(opens);
  const chance = new Chance(seed);
  const trace: unknown[] = [];
  const machines: Machines = new Machines({ [journey]: shippedMachine(journey) }, time, {
    invoke: async (name, payload) => {
      const { token, ...rest } = payload as { token?: string };
      trace.push([name, time.now, rest]);
      const answer = answerOf(chance, time.now);
      if ('error' in answer) throw Object.assign(new Error(), { name: answer.error });
      const hours = token === undefined ? undefined : tokenAnswerOf(chance);
      if (hours !== undefined) time.at(time.now + hours * hour, () => machines.succeed(token ?? '', answer.output));
      return answer.output;
    },
    watch: { jitter: () => 0.5, ended: (_, error) => void trace.push(['ended', time.now, error]) },
  });
  machines.start(journey, 'r', input);
  await time.runUntil(opens + 400 * 24 * hour);
  return [...trace, machines.transitions];
}

async function inTheInterpreter(journey: string, seed: number): Promise<Trace> {
  const time = new VirtualClock(opens);
  const chance = new Chance(seed);
  const trace: unknown[] = [];
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:$1';
  const machine = parseDefinition(shippedMachine(journey).replace(/\$\{([^}]+)\}/g, arn));
  const clock = { now: () => time.now, at: (at: number, action: () => void) => time.at(at, action) };
  const start = { name: 'r', arn: 'arn:r', stateMachineArn: journey, input, startTime: opens };
  const execution = runExecution(machine, start, {
    clock,
    random: () => 0.5,
    invokeTask: async ({ resource, parameters }) => {
      const { FunctionName = resource, Payload = parameters } = parameters as {
        FunctionName?: string;
        Payload?: unknown;
      };
      const { token, ...rest } = Payload as { token?: string };
      trace.push([FunctionName.split(':').at(-1), time.now, rest]);
      const answer = answerOf(chance, time.now);
      if ('error' in answer) throw new TaskFailure({ error: answer.error });
      const hours = token === undefined ? undefined : tokenAnswerOf(chance);
      if (hours !== undefined)
        time.at(time.now + hours * hour, () => execution.succeedTask(token ?? '', answer.output));
      return answer.output;
    },
  });
  void execution.result.then(({ error }) => trace.push(['ended', time.now, error]));
  await time.runUntil(opens + 400 * 24 * hour);
  return [...trace, execution.transitions];
}

describe('simulated state machines', () => {
  it.each(shippedNames)('run %s as the full interpreter does, with failures and time-outs', async (journey) => {
    for (let round = 0; round < 12; round += 1) {
      const seed = seedOf(journey, round);
      expect(await inTheSimulation(journey, seed)).toEqual(await inTheInterpreter(journey, seed));
    }
  });

  it('refuse what no journey compiles to', () => {
    const pass = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Pass', End: true } } });
    expect(() => readMachine(pass)).toThrow('"A" has Type, End, which no journey compiles to.');
    const wait = JSON.stringify({ StartAt: 'A', States: { A: { Type: 'Wait', Seconds: 5, End: true } } });
    expect(() => readMachine(wait)).toThrow('"A" has Seconds');
  });
});
