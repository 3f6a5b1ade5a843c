import type { Step, StepOf } from '../model/steps.ts';
import type { WrittenDelay } from '../model/values.ts';
import { awaitKind } from './await.ts';
import { doKind } from './do.ts';
import { ifKind } from './if.ts';
import { leaveKind } from './leave.ts';
import { sendKind } from './send.ts';
import { splitKind } from './split.ts';
import type { StepKind } from './step-kind.ts';
import { waitKind } from './wait.ts';

/** Every kind of step, by the key that begins it. A new kind is one new file and one line here. */
export const stepKinds: { readonly [Kind in Step['kind']]: StepKind<StepOf<Kind>> } = {
  wait: waitKind,
  send: sendKind,
  await: awaitKind,
  do: doKind,
  if: ifKind,
  split: splitKind,
  leave: leaveKind,
};

export function kindOf(step: Step): StepKind<Step> {
  return stepKinds[step.kind] as StepKind<Step>; // a step's kind names the kind that read it
}

/** The arms of a step, after which the line goes on; most steps have none. An arm may be empty. */
export function armsOf(step: Step): readonly (readonly Step[])[] {
  return kindOf(step).arms?.(step) ?? [];
}

/** A step, with those of its arms at any depth. */
export function withArms(step: Step): readonly Step[] {
  return [step, ...armsOf(step).flat().flatMap(withArms)];
}

/** The length of a step that only waits for a time; undefined for any other step. */
export function delayOf(step: Step | undefined): WrittenDelay | undefined {
  return step && kindOf(step).delay?.(step);
}

/** The step's name in the wait before it; `the end` when nothing follows. */
export function nounFor(step: Step | undefined): string {
  return step ? kindOf(step).nounFor(step) : 'the end';
}

/** The name of an arm's first step that is more than a wait; `nothing` for an empty arm. */
export function armNoun(steps: readonly Step[]): string {
  const first = steps.find((step) => delayOf(step) === undefined) ?? steps[0];
  return first ? nounFor(first) : 'nothing';
}
