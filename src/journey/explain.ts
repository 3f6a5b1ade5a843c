import type { Journey } from './journey.ts';
import { kindOf, type Step } from './steps/registry.ts';
import { durationInJapanese, eventsInWords, subjectWords, type Words } from './words.ts';

/** A journey in sentences. */
export interface Explanation {
  readonly starts: Words;
  readonly ends: Words;
  readonly goal?: Words;
  readonly steps: readonly Words[];
}

/** Says in plain words when a journey starts and ends, and what each step does. */
export function explainJourney(journey: Journey): Explanation {
  const goal = explainGoal(journey);
  const steps = journey.steps.map((step) => kindOf(step).explain(step, explainBranch));
  return { starts: explainStarts(journey), ends: explainEnds(journey), ...(goal ? { goal } : {}), steps };
}

function explainStarts({ starts }: Journey): Words {
  const event = eventsInWords([starts.on]);
  const subject = subjectWords[starts.oncePer];
  const where = starts.where ? `\`${JSON.stringify(starts.where)}\`` : undefined;
  const { againAfter } = starts;
  const again =
    againAfter === 'never'
      ? { en: 'and never again for the same one', ja: '同じものでは再び始まりません' }
      : {
          en: `and for the same one again after ${againAfter.words}`,
          ja: `${durationInJapanese(againAfter.words)}後から再び始められます`,
        };
  return {
    en: `Starts when ${event.en}${where ? ` and the event matches ${where}` : ''}: once per ${subject.en}, ${again.en}.`,
    ja: `${event.ja}とき${where ? `（条件 ${where}）` : ''}に、${subject.ja}ごとに1回始まります。${again.ja}。`,
  };
}

function explainEnds({ ends }: Journey): Words {
  if (ends.when.length === 0) return { en: 'Ends after its last step only.', ja: '最後のステップまで続きます。' };
  const events = eventsInWords(ends.when);
  return { en: `Ends early when ${events.en}.`, ja: `${events.ja}ときは、途中で終わります。` };
}

function explainGoal({ ends: { goal } }: Journey): Words | undefined {
  if (!goal) return undefined;
  const event = eventsInWords([goal.on]);
  return {
    en: `Reaches its goal when ${event.en} within ${goal.within.words}.`,
    ja: `目標は、${durationInJapanese(goal.within.words)}以内に${event.ja}ことです。`,
  };
}

function explainBranch(steps: readonly Step[]): Words {
  const words = steps.map((step) => kindOf(step).explain(step, explainBranch));
  return { en: words.map(({ en }) => en).join(' '), ja: words.map(({ ja }) => ja).join('') };
}
