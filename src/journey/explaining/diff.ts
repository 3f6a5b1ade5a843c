import type { Language, Words } from '../../commerce/words.ts';
import type { Journey } from '../model/journey.ts';
import type { Step } from '../model/steps.ts';
import { delayOf, kindOf } from '../steps/registry.ts';
import type { JourneyProperty, Phrases } from '../words/phrases.ts';
import { audienceIn, filterIn, triggerIn } from '../words/starts.ts';
import { inWords, phrasesIn } from '../words/words.ts';

/**
 * The changes from one version of a journey to another, a sentence each; none when a customer would notice nothing.
 * Comments and the texts of messages are not compared.
 */
export function diffJourneys(before: Journey, after: Journey, language: Language): string[] {
  const phrases = phrasesIn[language];
  return [
    ...diffProperties(before, after, phrases),
    ...diffEnds(before, after, phrases),
    ...diffSteps(before.steps, after.steps, phrases),
  ];
}

type Properties = Readonly<Record<JourneyProperty, string>>;

function diffProperties(before: Journey, after: Journey, phrases: Phrases): string[] {
  const [was, is] = [propertiesOf(before, phrases), propertiesOf(after, phrases)];
  const names = Object.keys(is) as JourneyProperty[]; // the keys of Properties
  return names.flatMap((name) => change(phrases, phrases.diff.properties[name], was[name], is[name]));
}

/** Everything of a journey that is one value, in words. */
function propertiesOf(journey: Journey, phrases: Phrases): Properties {
  const { purpose, topic, priority, ignoresCaps, ends } = journey;
  const { diff, values } = phrases;
  const { goal } = ends;
  return {
    ...aboutIn(journey, phrases),
    purpose: diff.purpose(purpose),
    topic: topic ?? diff.usualTopic,
    priority: String(priority),
    caps: diff.caps(ignoresCaps === true),
    ...entryIn(journey, phrases),
    goal: goal ? diff.goal(values.events([goal.on]), values.duration(goal.within.words)) : diff.noGoal,
  };
}

/** Its description in this language, and in the other one if that is different. */
function aboutIn({ about }: Journey, { diff, language }: Phrases): Pick<Properties, 'about' | 'aboutElsewhere'> {
  const elsewhere = about[language === 'en' ? 'ja' : 'en'];
  const own = about[language];
  return { about: diff.about(own), aboutElsewhere: elsewhere === own ? '' : diff.about(elsewhere) };
}

/** Who enters it, when, and how often. */
function entryIn({ starts, steps: [first] }: Journey, phrases: Phrases) {
  const { diff, values } = phrases;
  const { oncePer, againAfter, againUpon } = starts;
  const restartsOn = first && kindOf(first).restartsOn?.(first);
  return {
    starts: diff.starts(triggerIn(phrases, starts)),
    filter: filterIn(phrases, starts) ?? diff.unfiltered,
    audience: audienceIn(phrases, starts) ?? diff.everybody,
    oncePer: diff.subject(oncePer),
    againAfter: diff.again(againAfter),
    againUpon: againUpon ? values.events([againUpon]) : diff.noEvent,
    restarts: restartsOn ? diff.restarts(values.events(restartsOn)) : diff.never,
  };
}

function diffEnds({ ends: before }: Journey, { ends: after }: Journey, { diff, values }: Phrases): string[] {
  const added = after.when.filter((event) => !before.when.includes(event));
  const removed = before.when.filter((event) => !after.when.includes(event));
  return [
    ...added.map((event) => diff.endsNow(values.events([event]))),
    ...removed.map((event) => diff.endsNoLonger(values.events([event]))),
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

function diffSteps(before: readonly Step[], after: readonly Step[], phrases: Phrases): string[] {
  const { diff, language } = phrases;
  const [old, now] = [call(before, phrases), call(after, phrases)];
  const partners = inOrder(old, now);
  const left = new Set(old.filter((called) => ![...partners.values()].includes(called)));
  const sentences = now.flatMap((called) => {
    const was = partners.get(called) ?? [...left].find(({ same }) => same === called.same);
    const setting = kindOf(called.step).setting(called.step)[language];
    if (!was) return [diff.added(setting ? diff.withSetting(called.name, setting) : called.name, called.after)];
    const moved = left.delete(was) && isOwn(called.step);
    return [...(moved ? [diff.moved(called.name, called.after)] : []), ...diffStep(was, called, phrases)];
  });
  return [...sentences, ...[...left].map(({ name }) => diff.removed(name))];
}

function diffStep({ step: before }: Called, { step: after, name }: Called, phrases: Phrases): string[] {
  const { diff, language } = phrases;
  const [was, is] = [kindOf(before).branches?.(before) ?? [], kindOf(after).branches?.(after) ?? []];
  const keys = new Set([...was, ...is].map(({ key }) => key));
  const stepsOf = (branches: typeof was, key: string) => branches.find((branch) => branch.key === key)?.steps ?? [];
  return [
    ...change(phrases, name, kindOf(before).setting(before)[language], kindOf(after).setting(after)[language]),
    ...[...keys].flatMap((key) =>
      diffSteps(stepsOf(was, key), stepsOf(is, key), phrases).map((sentence) => diff.within(name, key, sentence)),
    ),
  ];
}

function change({ diff }: Phrases, name: string, before: string, after: string): string[] {
  return before === after ? [] : [diff.changed(name, before || diff.notSaid, after || diff.notSaid)];
}

function call(steps: readonly Step[], { diff, language }: Phrases): Called[] {
  const seen = new Map<string, number>();
  const names = namesOf(steps);
  let above: string | undefined;
  return steps.map((step, index) => {
    const same = names[index]?.[language] ?? '';
    const count = (seen.get(same) ?? 0) + 1;
    seen.set(same, count);
    const called = { step, same, name: count === 1 ? same : diff.numbered(same, count), after: above };
    if (isOwn(step)) above = called.name;
    return called;
  });
}

/** The name of each step. A wait is named by the step below it. */
function namesOf(steps: readonly Step[]): readonly Words[] {
  let below = inWords(({ diff }) => diff.theEnd);
  const upwards = steps.toReversed().map((step) => {
    below = kindOf(step).calledInDiff(step, below);
    return below;
  });
  return upwards.toReversed();
}

/** A wait has no id: it belongs to the step that follows, and moves with it. */
function isOwn(step: Step): boolean {
  return delayOf(step) === undefined;
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
