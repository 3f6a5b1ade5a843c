import type { Journey, Starts } from '../../model/journey.ts';
import type { Box } from '../../steps/step-kind.ts';
import { audienceInWords, filterInWords, triggerInWords } from '../../words/starts-words.ts';
import { durationInJapanese, eventsInWords, subjectWords, type Words } from '../../words/words.ts';

type Texts = Omit<Box, 'tone'>;

function againInWords({ every, againAfter }: Starts): Words {
  if (againAfter === 'never') return { en: '', ja: 'だけ' };
  if (againAfter === 'always') return { en: ', each time anew', ja: '、そのたびに最初から' };
  if (againAfter === 'the end') {
    return every ? { en: ' at a time', ja: '' } : { en: ', again once it is over', ja: '、終わればまた' };
  }
  return { en: `, again after ${againAfter.words}`, ja: `、${durationInJapanese(againAfter.words)}後からまた` };
}

/** The box that a picture begins with: what lets a customer in, if what, and how often. */
export function beginning({ starts }: Journey): Texts {
  const trigger = triggerInWords(starts);
  const subject = subjectWords[starts.oncePer];
  const again = againInWords(starts);
  const often = { en: `once for each ${subject.en}${again.en}`, ja: `${subject.ja}ごとに1回${again.ja}` };
  const conditions = [filterInWords(starts), audienceInWords(starts)].filter((words) => words !== undefined);
  const title = { en: trigger.en.replace(/^when /, ''), ja: trigger.ja.replace(/[とに]$/, '') };
  return {
    icon: 'M9 1.5L3 9h4.5L7 14.5L13 7H8.5z',
    title: { en: title.en.charAt(0).toUpperCase() + title.en.slice(1), ja: title.ja },
    note: {
      en: [...conditions.map(({ en }) => `if ${en.replaceAll('`', '')}`), often.en].join('\n'),
      ja: [...conditions.map(({ ja }) => `${ja.replaceAll('`', '')}場合`), often.ja].join('\n'),
    },
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
