import type { Node } from 'yaml';
import { daysOf, mostDays } from './duration.ts';
import type { Source } from './source.ts';
import type { Step } from './steps/registry.ts';

/** A step as far as its order is concerned: it may be wrong in itself. */
interface Outline {
  readonly node: Node;
  readonly kind: Step['kind'] | undefined;
}

/** Reports steps that make no sense where they stand. @param key `steps`, or the key of a branch */
export function checkOrder(source: Source, key: string, list: Node, steps: readonly Outline[]): void {
  if (steps.length === 0) source.report(list, `${key} is empty`, 'add a step, such as "- send: reminder"');
  checkFirst(source, key, steps[0]);
  for (const [index, { node, kind }] of steps.entries()) {
    const next = steps[index + 1];
    if (kind === 'wait' && !next) source.report(node, 'nothing follows this wait', 'drop it, or add a step after it');
    if (kind === 'wait' && next?.kind === 'wait') {
      source.report(next.node, 'a wait follows a wait', 'add the two up, or put a step between them');
    }
    if (kind === 'leave' && next) {
      source.report(next.node, 'this step is never reached, because the one above leaves', 'drop one of the two');
    }
  }
}

function checkFirst(source: Source, key: string, first: Outline | undefined): void {
  if (key === 'steps' && first?.kind === 'leave') {
    source.report(first.node, 'the journey is left before it begins', 'begin with wait, send or await');
  }
  if (key !== 'steps' && first?.kind === 'wait') {
    source.report(first.node, `${key} begins with a wait`, 'make "within" longer instead');
  }
}

/** Reports steps that take longer than an execution can live. */
export function checkLength(source: Source, list: Node, steps: readonly Step[]): void {
  const days = Math.ceil(longest(steps));
  if (days <= mostDays) return;
  source.report(list, `the steps take ${days} days`, `shorten a wait, for a run can last ${mostDays}`);
}

/** The days of the longest way through the steps. */
function longest(steps: readonly Step[]): number {
  const [step, ...rest] = steps;
  if (!step) return 0;
  if (step.kind === 'wait') return daysOf(step.delay) + longest(rest);
  if (step.kind !== 'await') return longest(rest);
  return step.within.minutes / (24 * 60) + Math.max(longest(rest), longest(step.otherwise));
}
