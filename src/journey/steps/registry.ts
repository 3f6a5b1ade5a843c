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

/** What there is to know about the kind of a step. */
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

/** How long the step waits; undefined for a step that does more than wait for a time. */
export function delayOf(step: Step | undefined): WrittenDelay | undefined {
  return step && kindOf(step).delay?.(step);
}

/** What the wait before a step calls it; `the end` when nothing follows. */
export function nounFor(step: Step | undefined): string {
  return step ? kindOf(step).nounFor(step) : 'the end';
}

/** What an arm begins with: the first step that is more than a wait; `nothing` for an empty one. */
export function armNoun(steps: readonly Step[]): string {
  const first = steps.find((step) => delayOf(step) === undefined) ?? steps[0];
  return first ? nounFor(first) : 'nothing';
}
