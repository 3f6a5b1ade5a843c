import type { Journey } from '../model/journey.ts';
import { kindOf, type Step } from '../steps/registry.ts';
import { audienceInWords, filterInWords, oftenInWords, triggerInWords } from '../words/starts-words.ts';
import { durationInJapanese, eventsInWords, type Language, purposeWords, type Words } from '../words/words.ts';

/** A journey in sentences. */
export interface Explanation {
  /** Whom it is for, when it starts and ends, and what its goal is. */
  readonly bounds: readonly Words[];
  readonly steps: readonly ExplainedStep[];
}

/** What a step does, and the ways that lead away from it. */
interface ExplainedStep {
  readonly words: Words;
  readonly branches: readonly { readonly when: Words; readonly steps: readonly ExplainedStep[] }[];
}

/** Says in plain words when a journey starts and ends, and what each step does. */
export function explainJourney(journey: Journey): Explanation {
  const bounds = [explainPurpose, explainStarts, explainAudience, explainEnds, explainGoal]
    .map((explain) => explain(journey))
    .filter((words) => words !== undefined);
  return { bounds, steps: journey.steps.map(explainStep) };
}

/** The sentences in one language, as Markdown: a list of bounds, and the steps with their numbers. */
export function printExplanation({ bounds, steps }: Explanation, language: Language): string {
  return [...bounds.map((words) => `- ${words[language]}`), '', ...numbered(steps, language)].join('\n');
}

function explainPurpose({ purpose, priority }: Journey): Words {
  const { en, ja } = purposeWords[purpose];
  return { en: `${en}. Priority ${priority}.`, ja: `${ja}（優先度${priority}）。` };
}

function explainStarts({ starts }: Journey): Words {
  const trigger = triggerInWords(starts);
  const filter = filterInWords(starts);
  const often = oftenInWords(starts);
  const en = `Starts ${trigger.en}${filter ? ` and ${filter.en}` : ''}, ${often.en}.`;
  return { en, ja: `${trigger.ja}始まります${filter ? `（${filter.ja}場合）` : ''}。${often.ja}。` };
}

/** Whom it is for. Where nobody is left out there is nothing to say. */
function explainAudience({ starts }: Journey): Words | undefined {
  const audience = audienceInWords(starts);
  return (
    audience && {
      en: `Only if ${audience.en}: as it starts, and still before every message.`,
      ja: `対象は、${audience.ja}場合だけです（始まるときと、メッセージを送るたびに確かめます）。`,
    }
  );
}

function explainEnds({ ends }: Journey): Words {
  if (ends.when.length === 0) return { en: 'Nothing ends it early.', ja: '途中で終わることはありません。' };
  const events = eventsInWords(ends.when);
  return { en: `Ends early when ${events.en}.`, ja: `${events.ja}と、途中で終わります。` };
}

function explainGoal({ ends: { goal } }: Journey): Words | undefined {
  if (!goal) return undefined;
  const event = eventsInWords([goal.on]);
  return {
    en: `Reaches its goal when ${event.en} within ${goal.within.words} of the start, also when it is over by then.`,
    ja: `目標は、開始から${durationInJapanese(goal.within.words)}以内に${event.ja}ことです。終わったあとでも数えます。`,
  };
}

/** What an arm without steps does. */
const goOn: ExplainedStep = { words: { en: 'Go on.', ja: '先へ進みます。' }, branches: [] };

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
  const lines = [words[language]];
  for (const { when, steps } of branches) {
    const [only, ...others] = steps;
    if (only && only.branches.length === 0 && others.length === 0 && lines.length === 1) {
      lines[0] += goesOn(when, only.words, language);
    } else {
      const heading = language === 'en' ? `${upperFirst(when.en)}:` : `${when.ja}：`;
      lines.push(`- ${heading}`, ...numbered(steps, language).map((line) => `  ${line}`));
    }
  }
  return lines;
}

function goesOn(when: Words, then: Words, language: Language): string {
  return language === 'en' ? ` ${upperFirst(when.en)}, ${lowerFirst(then.en)}` : `${when.ja}、${then.ja}`;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
