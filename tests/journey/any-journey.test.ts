import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eventTypes } from '../../src/contracts/event.ts';
import { compileJourney } from '../../src/journey/compile.ts';
import { diffJourneys } from '../../src/journey/diff.ts';
import type { Journey } from '../../src/journey/journey.ts';
import { parseJourney } from '../../src/journey/parse.ts';
import { layOut } from '../../src/journey/picture/layout.ts';
import type { StateMachine } from '../../src/journey/states-language.ts';
import { transitionsOf } from '../../src/journey/transitions.ts';
import { languages } from '../../src/journey/words.ts';
import { aslProblems } from './asl.ts';
import { context, head, messages } from './journeys.ts';
import { layoutFaults } from './layout-faults.ts';

const wait = fc.oneof(
  fc
    .record({ amount: fc.integer({ min: 1, max: 20 }), unit: fc.constantFrom('minutes', 'hours', 'days') })
    .map(({ amount, unit }) => `${amount} ${unit}`),
  fc.integer({ min: 2, max: 9 }).map((days) => `${days} days, at 0${days}:30`),
);
const send = fc.record({ send: fc.constantFrom('reminder', 'last-call', 'nudge') });
const awaited = fc.uniqueArray(fc.constantFrom(...eventTypes), { minLength: 1, maxLength: 3 });
const waitFor = fc.record({ await: awaited, within: fc.constantFrom('2 hours', '5 days') });
const word = fc
  .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
  .filter((text) => /^[^{$]*\S[^{$]*$/.test(text));
const doing = fc
  .oneof(
    fc.record({ tag: fc.constantFrom('loyal', 'new') }),
    fc.record({ untag: fc.constantFrom('loyal', 'new') }),
    fc.record({ points: fc.integer({ min: 1, max: 1000 }), for: word }),
    fc.record({
      emit: fc.record({ type: fc.constantFrom('gift.due', 'a.b-c'), detail: fc.constant({ gift: 'mug' }) }),
    }),
    fc.record({ 'tell staff': word, by: fc.constantFrom('email', 'webhook') }),
  )
  .map((action) => ({ do: action }));
const leave = fc.record({
  leave: fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }).filter((text) => text.trim() !== ''),
});

type WrittenStep = Record<string, unknown>;

/** Steps in an order that makes sense: waits only in front of something, a leave only at the end. */
function line(task: fc.Arbitrary<WrittenStep>, waitsFirst: boolean): fc.Arbitrary<WrittenStep[]> {
  const pair = fc
    .tuple(fc.option(wait), task)
    .map(([pause, step]) => (pause === null ? [step] : [{ wait: pause }, step]));
  const pairs = fc.tuple(fc.array(pair, { minLength: 1, maxLength: 5 }), fc.option(leave));
  return pairs.map(([steps, last]) => {
    const all = [...steps.flat(), ...(last ? [last] : [])];
    return waitsFirst || !('wait' in (all[0] ?? {})) ? all : all.slice(1);
  });
}

const withBranch = fc.record({ step: waitFor, otherwise: line(fc.oneof(send, doing, waitFor), false) });
const task = fc.oneof(
  send,
  send,
  doing,
  waitFor,
  withBranch.map(({ step, otherwise }) => ({ ...step, otherwise })),
);
const steps = line(task, true);

function parse(written: readonly WrittenStep[]): Journey {
  const list = written.map((step) => `  - ${JSON.stringify(step)}\n`).join('');
  return parseJourney(`${head}steps:\n${list}`, context);
}

function compile(written: readonly WrittenStep[]): StateMachine {
  return compileJourney(parse(written), messages);
}

/** Every wait apart, how many tasks the longest way could hold at most. */
function tasksIn(written: readonly WrittenStep[]): number {
  const branches = written.map((step) => (Array.isArray(step.otherwise) ? tasksIn(step.otherwise) : 1));
  return written.filter((step) => !('wait' in step)).length + Math.max(0, ...branches);
}

test('States Language that leads nowhere is not valid', () => {
  const machine = compile([{ send: 'reminder' }]);
  expect(aslProblems({ ...machine, StartAt: 'Send remindr' })).not.toEqual([]);
});

test('any journey compiles to valid States Language', () => {
  fc.assert(
    fc.property(steps, (written) => {
      expect(aslProblems(compile(written))).toEqual([]);
    }),
    { numRuns: 40 },
  );
});

test('no two states of any journey share a name, none is longer than 80 characters, and all are reached', () => {
  fc.assert(
    fc.property(steps, (written) => {
      const { StartAt, States } = compile(written);
      const flat = written.flatMap((step) => [step, ...(Array.isArray(step.otherwise) ? step.otherwise : [])]);
      const targets = Object.values(States).flatMap((state) => [
        state.Next,
        ...(state.Type === 'Task' ? (state.Catch ?? []).map(({ Next }) => Next) : []),
      ]);
      const reached = new Set([StartAt, ...targets.filter((name) => name !== undefined)]);
      expect(new Set(Object.keys(States))).toEqual(reached);
      expect(Object.keys(States).length).toBeGreaterThanOrEqual(flat.length);
      for (const name of reached) expect([...name].length).toBeLessThanOrEqual(80);
    }),
    { numRuns: 200 },
  );
});

test('any journey takes at most one wait and one task a step', () => {
  fc.assert(
    fc.property(steps, (written) => {
      expect(transitionsOf(compile(written))).toBeLessThanOrEqual(2 * tasksIn(written));
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
      expect(diffJourneys(journey, parse(written))).toEqual([]);
      const shorter = { ...journey, steps: journey.steps.slice(0, -1) };
      expect(diffJourneys(journey, shorter)).not.toEqual([]);
    }),
    { numRuns: 200 },
  );
});
