import type { Journey } from '../journey.ts';
import { patternInWords } from '../pattern-words.ts';
import type { Box } from '../steps/step-kind.ts';
import { durationInJapanese, eventsInWords, subjectWords, type Words } from '../words.ts';

type Texts = Omit<Box, 'tone'>;

function againInWords(againAfter: Journey['starts']['againAfter']): Words {
  if (againAfter === 'never') return { en: '', ja: 'だけ' };
  if (againAfter === 'the end') return { en: ', again once it is over', ja: '、終わればまた' };
  return { en: `, again after ${againAfter.words}`, ja: `、${durationInJapanese(againAfter.words)}後からまた` };
}

/** The box that a picture begins with: which event lets a customer in, if what, and how often. */
export function beginning({ starts: { on, where, oncePer, againAfter } }: Journey): Texts {
  const event = eventsInWords([on]);
  const subject = subjectWords[oncePer];
  const again = againInWords(againAfter);
  const often = { en: `once for each ${subject.en}${again.en}`, ja: `${subject.ja}ごとに1回${again.ja}` };
  const condition = where && patternInWords(where, on);
  return {
    icon: 'M9 1.5L3 9h4.5L7 14.5L13 7H8.5z',
    title: { en: event.en.charAt(0).toUpperCase() + event.en.slice(1), ja: event.ja },
    note: condition
      ? {
          en: `if ${condition.en.replaceAll('`', '')}\n${often.en}`,
          ja: `${condition.ja.replaceAll('`', '')}場合\n${often.ja}`,
        }
      : often,
  };
}

/** The box that the journey ends with. */
export const ending: Texts = {
  icon: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M5 8l2 2.5L11 6',
  title: { en: 'The end', ja: '終わり' },
};

/** The box that an arm ends with. */
export const goingOn: Texts = {
  icon: 'M11.5 2v7.5h-8M6.5 6.5l-3 3l3 3',
  title: { en: 'Go on with the line', ja: '本線に戻る' },
};

/** What stands beside the line: what ends the journey early, and its goal. */
export function bounds({ ends: { when, goal } }: Journey): Texts[] {
  const texts: Texts[] = [];
  const add = (en: string, ja: string, note: Words) => texts.push({ icon: '', title: { en, ja }, note });
  if (when.length > 0) {
    const events = when.map((event) => eventsInWords([event]));
    add('Ends early when', '途中で終わるとき', {
      en: events.map(({ en }) => `• ${en}`).join('\n'),
      ja: events.map(({ ja }) => `・${ja}`).join('\n'),
    });
  }
  if (goal) {
    const event = eventsInWords([goal.on]);
    add('Goal', '目標', {
      en: `${event.en} within ${goal.within.words} of the start`,
      ja: `開始から${durationInJapanese(goal.within.words)}以内に${event.ja}`,
    });
  }
  return texts;
}
