import fc from 'fast-check';
import type { ActionName } from '../../src/journey/actions/registry.ts';
import { rememberedTypes } from '../../src/journey/values/events.ts';
import { messageEvents } from '../../src/model/awaited.ts';

const wait = fc.oneof(
  fc
    .record({ amount: fc.integer({ min: 1, max: 20 }), unit: fc.constantFrom('minutes', 'hours', 'days') })
    .map(({ amount, unit }) => `${amount} ${unit}`),
  fc.integer({ min: 2, max: 9 }).map((days) => `${days} days, at 0${days}:30`),
);
const condition = fc.constantFrom<WrittenStep>(
  { orders: { 'since start': [0] } },
  { customer: { country: ['JP', 'KR'] }, messages: { last: { opened: [true] } } },
  { $or: [{ orders: { count: [{ numeric: ['>', 2] }] } }, { event: { cart: { id: [{ prefix: 'c' }] } } }] },
);
const message = fc.constantFrom('reminder', 'last-call', 'nudge');
const weight = fc.integer({ min: 1, max: 100 });
/** A step that sends one message, or one of several, at times under a condition or as what its journey is not. */
export const send = fc
  .record(
    {
      send: message,
      variants: fc
        .uniqueArray(fc.tuple(message, weight), { minLength: 2, maxLength: 3, selector: ([name]) => name })
        .map((pairs) => Object.fromEntries(pairs)),
      if: condition,
      purpose: fc.constantFrom('marketing', 'transactional'),
      priority: fc.integer({ min: 0, max: 100 }),
    },
    { requiredKeys: ['send'] },
  )
  .map((step): WrittenStep => step);
const awaited = fc.uniqueArray(fc.constantFrom(...rememberedTypes), { minLength: 1, maxLength: 3 });
const within = fc.constantFrom('2 hours', '5 days');
const waitFor = fc.record({ await: awaited, within });
const word = fc
  .string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
  .filter((text) => /^[^{$]*\S[^{$]*$/.test(text));
/** The actions of every kind. */
const actions: Readonly<Record<ActionName, fc.Arbitrary<WrittenStep>>> = {
  tag: fc.record({ tag: fc.constantFrom('loyal', 'new') }),
  untag: fc.record({ untag: fc.constantFrom('loyal', 'new') }),
  points: fc.record({ points: fc.integer({ min: 1, max: 1000 }), for: word }),
  emit: fc.record({
    emit: fc.record({ type: fc.constantFrom('gift.due', 'a.b-c'), detail: fc.constant({ gift: 'mug' }) }),
  }),
  'tell staff': fc.record({ 'tell staff': word, by: fc.constantFrom('email', 'webhook') }),
};
const doing = fc.oneof(...Object.values(actions)).map((action) => ({ do: action }));
const leave = fc.record({
  leave: fc.string({ minLength: 1, maxLength: 120, unit: 'grapheme' }).filter((text) => text.trim() !== ''),
});

/** A step as YAML has it. */
export type WrittenStep = Record<string, unknown>;

/** Steps in an order that makes sense: waits only in front of something, a leave only at the end. */
export function line(task: fc.Arbitrary<WrittenStep>, waitsFirst: boolean): fc.Arbitrary<WrittenStep[]> {
  const pair = fc
    .tuple(fc.option(wait), task)
    .map(([pause, step]) => (pause === null ? [step] : [{ wait: pause }, step]));
  const pairs = fc.tuple(fc.array(pair, { minLength: 1, maxLength: 5 }), fc.option(leave));
  return pairs.map(([steps, last]) => {
    const all = [...steps.flat(), ...(last ? [last] : [])];
    return waitsFirst || !('wait' in (all[0] ?? {})) ? all : all.slice(1);
  });
}

const withTimeout = fc.record({ await: awaited, within, otherwise: line(fc.oneof(send, doing, waitFor), false) });

/** Steps that choose between arms, which may hold such steps again. Arms end with a task, and with a leave at times. */
function choice(depth: number): fc.Arbitrary<WrittenStep> {
  const inner = depth > 0 ? fc.oneof(send, choice(depth - 1)) : send;
  const arm = line(inner, true);
  const splitArm = fc.record({ weight: fc.integer({ min: 1, max: 100 }), steps: arm, 'hold-out': fc.boolean() });
  const ifStep = fc.record({ if: condition, then: arm, else: arm }, { requiredKeys: ['if', 'then'] });
  const event = fc.constantFrom('order.placed', 'shipment.delivered', ...messageEvents);
  const arms = fc.dictionary(event, fc.oneof(arm, fc.constant([])), { minKeys: 1, maxKeys: 2 });
  const awaitStep = fc.record(
    { await: arms, within, otherwise: line(inner, false) },
    { requiredKeys: ['await', 'within'] },
  );
  return fc.oneof(ifStep, awaitStep, fc.record({ split: fc.array(splitArm, { minLength: 2, maxLength: 3 }) }));
}

/** A step of a journey without choices. */
export const task = fc.oneof(send, send, doing, waitFor, withTimeout);
/** The steps of a journey of messages and choices. */
export const branching = line(fc.oneof(send, choice(1)), true)
  .filter(reachesAll)
  .map(afterMessage);
/** Steps of every kind, each inside the others; a wait at the beginning may restart. */
export const mixed = fc
  .tuple(
    line(fc.oneof(task, choice(1)), true)
      .filter(reachesAll)
      .map(afterMessage),
    fc.option(fc.constantFrom('cart.updated', 'checkout.started', 'shipment.dispatched')),
  )
  .map(([steps, event]) => (event === null ? steps : restarting(steps, event)));
/** The steps of any journey. */
export const steps = fc.oneof(line(task, true), branching);

function restarting([first, ...rest]: readonly WrittenStep[], event: string): WrittenStep[] {
  return [{ ...first, ...(first !== undefined && 'wait' in first && { 'restarts on': event }) }, ...rest];
}

/** What becomes of a message can be awaited behind one only. */
function afterMessage(written: WrittenStep[]): WrittenStep[] {
  return /"message\.\w+":/.test(JSON.stringify(written)) ? [{ send: 'reminder' }, ...written] : written;
}

/** Whether no step stands behind arms that all leave. */
function reachesAll(written: readonly WrittenStep[]): boolean {
  const arms = written.map(armsOf);
  return (
    written.every((_, at) => at === written.length - 1 || !leaves(written.slice(0, at + 1))) &&
    arms.flat().every(reachesAll)
  );
}

function leaves(written: readonly WrittenStep[]): boolean {
  const last = written.at(-1);
  const arms = last ? armsOf(last) : [];
  return last !== undefined && ('leave' in last || (arms.length > 0 && arms.every(leaves)));
}

/** The arms of a step as YAML has it; after a time-out the run is left unless the step says otherwise. */
export function armsOf(step: WrittenStep): WrittenStep[][] {
  const { then, else: not = [], split, await: events, otherwise = [{ leave: 'in vain' }] } = step;
  if (Array.isArray(then)) return [then, not as WrittenStep[]]; // as generated
  if (Array.isArray(split)) return split.map(({ steps: arm }) => arm);
  if (events === undefined) return [];
  const came = Array.isArray(events) ? [[]] : Object.values(events as Record<string, WrittenStep[]>);
  return [...came, otherwise as WrittenStep[]];
}

/** How many awaits among the steps, and in their arms, stand right below a message. */
export function takenAlong(written: readonly WrittenStep[]): number {
  const own = written.filter((step, at) => 'await' in step && 'send' in (written[at - 1] ?? {}));
  return own.length + written.flatMap(armsOf).reduce((sum, arm) => sum + takenAlong(arm), 0);
}

/** The steps with all that stand in their arms. */
export function withArms(written: readonly WrittenStep[]): WrittenStep[] {
  return written.flatMap((step) => [step, ...armsOf(step).flatMap(withArms)]);
}
