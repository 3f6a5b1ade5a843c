import { awaitKind } from './await.ts';
import { doKind } from './do.ts';
import { ifKind } from './if.ts';
import { leaveKind } from './leave.ts';
import { sendKind } from './send.ts';
import { splitKind } from './split.ts';
import type { StepKind } from './step-kind.ts';
import { waitKind } from './wait.ts';

/** Every kind of step, by the key that begins it. A new kind is one new file and one line here. */
export const stepKinds = {
  wait: waitKind,
  send: sendKind,
  await: awaitKind,
  do: doKind,
  if: ifKind,
  split: splitKind,
  leave: leaveKind,
};

type StepOf<K> = K extends StepKind<infer S> ? S : never;

/** One step of a journey. */
export type Step = StepOf<(typeof stepKinds)[keyof typeof stepKinds]>;

/** What there is to know about the kind of a step. */
export function kindOf(step: Step): StepKind<Step> {
  return stepKinds[step.kind] as StepKind<Step>; // a step's kind names the kind that read it
}

/** The arms of a step, after which the line goes on; none of most steps. An arm may be empty. */
export function armsOf(step: Step): readonly (readonly Step[])[] {
  if (step.kind === 'if') return [step.then, step.else];
  if (step.kind === 'await') return [...(step.arms ?? [[]]), step.otherwise];
  return step.kind === 'split' ? step.arms.map(({ steps }) => steps) : [];
}

/** A step, with those of its arms at any depth. */
export function withArms(step: Step): readonly Step[] {
  return [step, ...armsOf(step).flat().flatMap(withArms)];
}
