import type { Language, Words } from '../../commerce/words.ts';
import type { Journey } from '../model/journey.ts';
import type { Step } from '../model/steps.ts';
import { kindOf } from '../steps/registry.ts';
import { audienceIn, filterIn, oftenIn, triggerIn } from '../words/starts.ts';
import { inWords, phrasesIn } from '../words/words.ts';

/** A journey in sentences. */
export interface Explanation {
  /** Its audience, start, end and goal. */
  readonly bounds: readonly Words[];
  readonly steps: readonly ExplainedStep[];
}

/** A step in words, and the ways that lead away from it. */
interface ExplainedStep {
  readonly words: Words;
  readonly branches: readonly { readonly when: Words; readonly steps: readonly ExplainedStep[] }[];
}

/** Says in plain words when a journey starts and ends, and what each step does. */
export function explainJourney(journey: Journey): Explanation {
  const bounds = [explainPurpose, explainTopic, explainCaps, explainStarts, explainAudience, explainEnds, explainGoal]
    .map((explain) => explain(journey))
    .filter((words) => words !== undefined);
  return { bounds, steps: journey.steps.map(explainStep) };
}

/** The sentences in one language, as Markdown: a list of bounds, and the steps with their numbers. */
export function printExplanation({ bounds, steps }: Explanation, language: Language): string {
  return [...bounds.map((words) => `- ${words[language]}`), '', ...numbered(steps, language)].join('\n');
}

function explainPurpose({ purpose, priority }: Journey): Words {
  return inWords(({ journey }) => journey.purpose(purpose, priority));
}

/** That it ignores the caps, if it does. */
function explainCaps({ ignoresCaps }: Journey): Words | undefined {
  return inWords(({ journey }) => (ignoresCaps ? journey.ignoresCaps : undefined));
}

/** Its topic, if it names one. */
function explainTopic({ topic }: Journey): Words | undefined {
  return inWords(({ journey }) => (topic === undefined ? undefined : journey.topic(topic)));
}

function explainStarts({ starts }: Journey): Words {
  return inWords((phrases) => {
    const often = oftenIn(phrases, phrases.starts.often, starts);
    return phrases.journey.starts(triggerIn(phrases, starts), filterIn(phrases, starts), often);
  });
}

/** Its audience in words; undefined when it is for everybody. */
function explainAudience({ starts }: Journey): Words | undefined {
  return inWords((phrases) => {
    const audience = audienceIn(phrases, starts);
    return audience === undefined ? undefined : phrases.journey.audience(audience);
  });
}

function explainEnds({ ends }: Journey): Words {
  return inWords(({ journey, values }) =>
    ends.when.length === 0 ? journey.neverEnds : journey.ends(values.events(ends.when)),
  );
}

function explainGoal({ ends: { goal } }: Journey): Words | undefined {
  if (!goal) return undefined;
  return inWords(({ journey, values }) => journey.goal(values.events([goal.on]), values.duration(goal.within.words)));
}

/** The step that explains an arm without steps. */
const goOn: ExplainedStep = { words: inWords(({ journey }) => journey.goOn), branches: [] };

function explainStep(step: Step): ExplainedStep {
  const kind = kindOf(step);
  const branches = kind.branches?.(step) ?? [];
  return {
    words: kind.explain(step),
    branches: branches.map(({ when, steps }) => ({ when, steps: steps.length > 0 ? steps.map(explainStep) : [goOn] })),
  };
}

function numbered(steps: readonly ExplainedStep[], language: Language): string[] {
  return steps.flatMap((step, index) => {
    const [first, ...more] = linesOf(step, language);
    return [`${index + 1}. ${first}`, ...more.map((line) => `   ${line}`)];
  });
}

/** A branch of one plain step goes on in the sentence; longer ones are lists below it. */
function linesOf({ words, branches }: ExplainedStep, language: Language): string[] {
  const { journey } = phrasesIn[language];
  const lines = [words[language]];
  for (const { when, steps } of branches) {
    const [only, ...others] = steps;
    if (only && only.branches.length === 0 && others.length === 0 && lines.length === 1) {
      lines[0] += journey.branch(when[language], only.words[language]);
    } else {
      const below = numbered(steps, language).map((line) => `  ${line}`);
      lines.push(`- ${journey.heading(when[language])}`, ...below);
    }
  }
  return lines;
}
