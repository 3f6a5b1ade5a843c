import type { Journey } from '../model/journey.ts';
import type { Step } from '../model/steps.ts';
import { delayOf, kindOf, nounFor } from '../steps/registry.ts';
import { en } from '../words/en.ts';
import { audienceIn, filterIn, triggerIn } from '../words/starts.ts';

const { events } = en.values;

/**
 * The changes from one version of a journey to another, a sentence each; none when a customer would notice nothing.
 * Comments and the texts of messages are not compared.
 */
export function diffJourneys(before: Journey, after: Journey): string[] {
  return [
    ...diffValues(propertiesOf(before), propertiesOf(after)),
    ...diffEnds(before, after),
    ...diffSteps(before.steps, after.steps),
  ];
}

/** Everything of a journey that is one value, in words. */
function propertiesOf({
  about,
  purpose,
  topic,
  priority,
  ignoresCaps,
  starts,
  ends: { goal },
  steps: [first],
}: Journey): ReadonlyMap<string, string> {
  const { oncePer, againAfter, againUpon } = starts;
  const restartsOn = first && kindOf(first).restartsOn?.(first);
  return new Map([
    ['about', `“${about.en}”`],
    ['about in Japanese', about.ja === about.en ? '' : `“${about.ja}”`],
    ['purpose', purpose],
    ['topic', topic ?? 'as usual for its purpose'],
    ['priority', String(priority)],
    ['ignores the caps', ignoresCaps ? 'yes' : 'no'],
    ['starts', triggerIn(en, starts)],
    ['starts only if', filterIn(en, starts) ?? 'anything'],
    ['is only for', audienceIn(en, starts) ?? 'everybody'],
    ['once per', oncePer],
    ['again after', typeof againAfter === 'string' ? againAfter : againAfter.words],
    ['again once', againUpon ? events([againUpon]) : 'no event'],
    ['the first wait restarts', restartsOn ? `when ${events(restartsOn)}` : 'never'],
    ['goal', goal ? `${events([goal.on])} within ${goal.within.words}` : 'none'],
  ]);
}

function diffValues(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  return [...after].flatMap(([name, value]) => change(name, before.get(name) ?? '', value));
}

function diffEnds({ ends: before }: Journey, { ends: after }: Journey): string[] {
  const added = after.when.filter((event) => !before.when.includes(event));
  const removed = before.when.filter((event) => !after.when.includes(event));
  return [
    ...added.map((event) => `ends early now also when ${events([event])}`),
    ...removed.map((event) => `no longer ends early when ${events([event])}`),
  ];
}

/** A step as a comparison calls it. */
interface Called {
  readonly step: Step;
  /** The name that equal steps share. */
  readonly same: string;
  /** The same, with a number if another step above is called so. */
  readonly name: string;
  /** The nearest step above that is more than a wait. */
  readonly after: string | undefined;
}

function diffSteps(before: readonly Step[], after: readonly Step[]): string[] {
  const [old, now] = [call(before), call(after)];
  const partners = inOrder(old, now);
  const left = new Set(old.filter((called) => ![...partners.values()].includes(called)));
  const sentences = now.flatMap((called) => {
    const was = partners.get(called) ?? [...left].find(({ same }) => same === called.same);
    if (!was) return [`added ${placeOf(called)}: ${called.name}${settingOf(called.step)}`];
    const moved = left.delete(was) && isOwn(called.step);
    return [...(moved ? [`moved: ${called.name}, now ${placeOf(called)}`] : []), ...diffStep(was, called)];
  });
  return [...sentences, ...[...left].map(({ name }) => `removed: ${name}`)];
}

function diffStep({ step: before }: Called, { step: after, name }: Called): string[] {
  const [was, is] = [kindOf(before).branches?.(before) ?? [], kindOf(after).branches?.(after) ?? []];
  const keys = new Set([...was, ...is].map(({ key }) => key));
  const stepsOf = (branches: typeof was, key: string) => branches.find((branch) => branch.key === key)?.steps ?? [];
  return [
    ...change(name, kindOf(before).setting(before), kindOf(after).setting(after)),
    ...[...keys].flatMap((key) =>
      diffSteps(stepsOf(was, key), stepsOf(is, key)).map((sentence) => `${name}, ${key}: ${sentence}`),
    ),
  ];
}

function change(name: string, before: string, after: string): string[] {
  return before === after ? [] : [`${name}: ${before || 'not said'} → ${after || 'not said'}`];
}

function call(steps: readonly Step[]): Called[] {
  const seen = new Map<string, number>();
  let above: string | undefined;
  return steps.map((step, index) => {
    const following = steps[index + 1];
    const same = kindOf(step).calledInDiff(step, nounFor(following));
    const count = (seen.get(same) ?? 0) + 1;
    seen.set(same, count);
    const called = { step, same, name: count === 1 ? same : `${same} (${count})`, after: above };
    if (isOwn(step)) above = called.name;
    return called;
  });
}

/** A wait has no id: it belongs to the step that follows, and moves with it. */
function isOwn(step: Step): boolean {
  return delayOf(step) === undefined;
}

function placeOf({ after }: Called): string {
  return after === undefined ? 'at the beginning' : `after ${after}`;
}

function settingOf(step: Step): string {
  const setting = kindOf(step).setting(step);
  return setting === '' ? '' : ` (${setting})`;
}

/** The steps that stayed in their order, as many as there can be: each with what it was. */
function inOrder(old: readonly Called[], now: readonly Called[]): ReadonlyMap<Called, Called> {
  type Pairs = readonly (readonly [Called, Called])[];
  let row: Pairs[] = now.map(() => []);
  for (const was of old) {
    const above = row;
    row = [];
    for (const [column, is] of now.entries()) {
      const [left, up, corner] = [row[column - 1] ?? [], above[column] ?? [], above[column - 1] ?? []];
      const longer = left.length > up.length ? left : up;
      row.push(is.same === was.same && corner.length >= longer.length ? [...corner, [is, was]] : longer);
    }
  }
  return new Map(row.at(-1));
}
