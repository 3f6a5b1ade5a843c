import type { Node } from 'yaml';
import type { Step } from '../model/steps.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { armsOf, delayOf, kindOf, stepKinds } from '../steps/registry.ts';
import type { ArmKind } from '../steps/step-kind.ts';
import { mostDays } from '../values/duration.ts';

/** A step as far as its order is concerned: it may be wrong in itself. */
interface Outline {
  readonly node: Node;
  readonly kind: Step['kind'] | undefined;
  /** The step, when it was sound. */
  readonly step: Step | undefined;
}

/** The kind of line that steps are in. */
export type LineKind = 'journey' | ArmKind;

/** Steps that follow each other: under which key, and its node. */
interface Line {
  readonly key: string;
  readonly kind: LineKind;
  readonly list: Node;
}

/** Reports steps that make no sense where they stand. */
export function checkOrder(source: Source, line: Line, steps: readonly Outline[]): void {
  if (steps.length === 0)
    source.report(line.list, say`${line.key} is empty`, say`add a step, such as "- send: reminder"`);
  checkFirst(source, line, steps[0]);
  for (const [index, outline] of steps.entries()) {
    const next = steps[index + 1];
    checkWait(source, line, outline, next);
    if (index > 0 || line.kind !== 'journey') checkRestart(source, outline);
    if (next) checkReached(source, outline, next);
  }
}

function checkFirst(source: Source, { key, kind }: Line, first: Outline | undefined): void {
  if (kind === 'journey' && first && endsRun(first)) {
    source.report(first.node, say`the journey is left before it begins`, say`begin with wait, send or await`);
  }
  if (kind === 'time-out' && first && isWait(first)) {
    source.report(first.node, say`${key} begins with a wait`, say`make "within" longer instead`);
  }
}

function checkWait(source: Source, line: Line, outline: Outline, next: Outline | undefined): void {
  const { node, step } = outline;
  const inArm = step !== undefined && !isWait(outline) && endsInWait([step]);
  if (!isWait(outline) && !inArm) return;
  if (next && isWait(next)) {
    const what = inArm ? say`a wait follows a wait that ends an arm` : say`a wait follows a wait`;
    source.report(next.node, what, say`add the two up, or put a step between them`);
  }
  if (next || line.kind !== 'journey') return; // what follows an arm is for its line to check
  const what = inArm ? say`nothing follows a wait that ends an arm of this` : say`nothing follows this wait`;
  source.report(node, what, say`drop it, or add a step after it`);
}

function checkRestart(source: Source, { node, step }: Outline): void {
  if (!step || !kindOf(step).restartsOn?.(step)) return;
  source.report(node, say`only the first wait of a journey can restart`, say`drop "restarts on"`);
}

function checkReached(source: Source, outline: Outline, next: Outline): void {
  const { step } = outline;
  if (endsRun(outline)) {
    source.report(next.node, say`this step is never reached, because the one above leaves`, say`drop one of the two`);
  } else if (step && leaves([step])) {
    source.report(next.node, say`this step is never reached, because every arm above leaves`, say`drop it, or a leave`);
  }
}

/** True if the step is nothing but a wait for a time. */
function isWait({ kind }: Outline): boolean {
  return kind !== undefined && stepKinds[kind].delay !== undefined;
}

/** True if the run is over after the step. */
function endsRun({ kind }: Outline): boolean {
  return kind !== undefined && stepKinds[kind].ends === true;
}

/** True if a way through the steps ends in a wait. */
function endsInWait(steps: readonly Step[]): boolean {
  const last = steps.at(-1);
  return last !== undefined && (delayOf(last) !== undefined || armsOf(last).some(endsInWait));
}

/** True if every way through the steps leaves. */
function leaves(steps: readonly Step[]): boolean {
  const last = steps.at(-1);
  if (last === undefined) return false;
  const arms = armsOf(last);
  return kindOf(last).ends || (arms.length > 0 && arms.every(leaves));
}

/** Reports steps that take longer than an execution can live. */
export function checkLength(source: Source, list: Node, steps: readonly Step[]): void {
  const days = Math.ceil(longest(steps));
  if (days <= mostDays) return;
  source.report(list, say`the steps take ${days} days`, say`shorten a wait, for a run can last ${mostDays}`);
}

/** The days of the longest way through the steps. */
function longest(steps: readonly Step[]): number {
  const [step, ...rest] = steps;
  if (!step) return 0;
  const behind = longest(rest);
  const arms = armsOf(step).map((arm) => longest(arm) + (leaves(arm) ? 0 : behind));
  return (kindOf(step).longestDays?.(step) ?? 0) + (arms.length === 0 ? behind : Math.max(...arms));
}
