import fc from 'fast-check';
import { expect, test } from 'vitest';
import { languages } from '../../src/commerce/words.ts';
import { actionNames } from '../../src/journey/actions/registry.ts';
import { compileJourney } from '../../src/journey/compiling/compile.ts';
import { diffJourneys } from '../../src/journey/explaining/diff.ts';
import { layOut } from '../../src/journey/explaining/picture/layout.ts';
import { callOf, type State, type StateMachine, waysOf } from '../../src/journey/machine/states-language.ts';
import { transitionsOf } from '../../src/journey/machine/transitions.ts';
import type { Journey } from '../../src/journey/model/journey.ts';
import { parseJourney } from '../../src/journey/parsing/parse.ts';
import { stepKinds } from '../../src/journey/steps/registry.ts';
import { branching, line, mixed, send, steps, takenAlong, task, type WrittenStep, withArms } from './arbitrary.ts';
import { aslProblems } from './asl.ts';
import { layoutFaults } from './explaining/layout-faults.ts';
import { context, head, messages } from './journeys.ts';

function parse(written: readonly WrittenStep[]): Journey {
  const list = written.map((step) => `  - ${JSON.stringify(step)}\n`).join('');
  return parseJourney(`${head}steps:\n${list}`, context);
}

function compile(written: readonly WrittenStep[]): StateMachine {
  return compileJourney(parse(written), messages);
}

test('random journeys have steps and actions of every kind that there is', () => {
  const written = fc.sample(mixed, { numRuns: 300, seed: 1 }).flatMap(withArms);
  const keys = new Set(written.flatMap((step) => [step, step.do ?? {}]).flatMap(Object.keys));
  expect([...Object.keys(stepKinds), ...actionNames].filter((kind) => !keys.has(kind))).toEqual([]);
});

test('States Language that leads nowhere is not valid', () => {
  const machine = compile([{ send: 'reminder' }]);
  expect(aslProblems({ ...machine, StartAt: 'Send remindr' })).not.toEqual([]);
});

test('any journey compiles to valid States Language', () => {
  fc.assert(
    fc.property(steps, (written) => {
      expect(aslProblems(compile(written))).toEqual([]);
    }),
    { numRuns: 15 },
  );
});

test('no two states of any journey share a name, none is longer than 80 characters, and all are reached', () => {
  fc.assert(
    fc.property(steps, (written) => {
      const { StartAt, States } = compile(written);
      const reached = new Set([StartAt, ...Object.values(States).flatMap(waysOf)]);
      expect(new Set(Object.keys(States))).toEqual(reached);
      const [first, ...others] = written; // no state is a first wait
      const counted = first && 'wait' in first ? others : written;
      expect(Object.keys(States).length).toBeGreaterThanOrEqual(withArms(counted).length - takenAlong(counted));
      for (const name of reached) expect([...name].length).toBeLessThanOrEqual(80);
    }),
    { numRuns: 200 },
  );
});

test('any journey without choices takes at most one wait and one task a step', () => {
  fc.assert(
    fc.property(line(task, true), (written) => {
      const tasks = withArms(written).filter((step) => !('wait' in step));
      expect(transitionsOf(compile(written))).toBeLessThanOrEqual(2 * tasks.length);
    }),
    { numRuns: 200 },
  );
});

test('any journey of messages alone stays within the budget of 2n + 2 transitions', () => {
  fc.assert(
    fc.property(line(send, true), (written) => {
      const sent = written.filter((step) => 'send' in step).length;
      expect(transitionsOf(compile(written))).toBeLessThanOrEqual(2 * sent + 2);
    }),
    { numRuns: 200 },
  );
});

test('any journey is drawn with its texts in their boxes and no box on another', () => {
  fc.assert(
    fc.property(steps, fc.constantFrom(...languages), (written, language) => {
      expect(layoutFaults(layOut(parse(written), language))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('any journey is the same as itself, and not the same once its last step is gone', () => {
  fc.assert(
    fc.property(steps, (written) => {
      const journey = parse(written);
      expect(diffJourneys(journey, parse(written), 'en')).toEqual([]);
      const shorter = { ...journey, steps: journey.steps.slice(0, -1) };
      expect(diffJourneys(journey, shorter, 'en')).not.toEqual([]);
    }),
    { numRuns: 200 },
  );
});

/** Every way through a machine, as the states that it enters. */
function waysThrough({ StartAt, States }: StateMachine): State[][] {
  const from = (name: string): State[][] => {
    const state = States[name];
    if (!state) throw new Error(`no state is called ${name}`);
    const ends = state.Type === 'Succeed' || ('End' in state && state.End);
    const ways = waysOf(state).flatMap(from);
    return [...(ends ? [[state]] : []), ...ways.map((way) => [state, ...way])];
  };
  return from(StartAt);
}

const calls = (state: State | undefined, name: string) => state && String(callOf(state)?.called).includes(name);
const awaits = (state: State | undefined) => state?.Type === 'Task' && state.Resource.includes('waitForTaskToken');
const chooses = (state: State | undefined) => calls(state, 'choose-arm') || awaits(state);

test('any way through choices stays within 2n + 2, 2 for each choice, 1 for a wait before it, 1 for a time-out', () => {
  fc.assert(
    fc.property(branching, (written) => {
      const machine = compile(written);
      const ways = waysThrough(machine);
      for (const way of ways) {
        const sent = way.filter((state) => calls(state, 'deliver-message')).length;
        const choices = way.filter(({ Type }) => Type === 'Choice').length;
        const waits = way.filter(({ Type }, at) => Type === 'Wait' && chooses(way[at + 1])).length;
        const straight = way.filter((state, at) => awaits(state) && way[at + 1]?.Type !== 'Choice').length;
        expect(way.length).toBeLessThanOrEqual(2 * sent + 2 + 2 * choices + waits + straight);
      }
      expect(Math.max(...ways.map((way) => way.length))).toBeGreaterThanOrEqual(transitionsOf(machine));
    }),
    { numRuns: 100 },
  );
});

test('on every way through choices the last thing that can happen says that it is the last', () => {
  fc.assert(
    fc.property(branching, (written) => {
      for (const way of waysThrough(compile(written))) {
        const told = way.map((state) => JSON.stringify(state).includes('"last":true'));
        const end = way.at(-1);
        const before = way.findLastIndex(({ Type }) => Type === 'Task');
        const marked = told[before] && (end?.Type !== 'Succeed' || chooses(way[before]));
        expect(calls(end, 'leave-journey') || marked).toBe(true);
        const sends = (state: State) => calls(state, 'deliver-message') && !awaits(state);
        expect(way.slice(0, -1).some((state, at) => sends(state) && told[at])).toBe(false);
      }
    }),
    { numRuns: 100 },
  );
});
