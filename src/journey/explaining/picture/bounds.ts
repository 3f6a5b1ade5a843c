import type { Journey } from '../../model/journey.ts';
import type { Box } from '../../steps/step-kind.ts';
import { audienceIn, filterIn, oftenIn, triggerIn } from '../../words/starts.ts';
import { inWords } from '../../words/words.ts';

type Texts = Omit<Box, 'tone'>;

/** The box that a picture begins with: what lets a customer in, if what, and how often. */
export function beginning({ starts }: Journey): Texts {
  return {
    icon: 'M9 1.5L3 9h4.5L7 14.5L13 7H8.5z',
    title: inWords((phrases) => phrases.picture.startTitle(triggerIn(phrases, starts))),
    note: inWords((phrases) => {
      const conditions = [filterIn(phrases, starts), audienceIn(phrases, starts)].filter((text) => text !== undefined);
      const often = oftenIn(phrases, phrases.starts.oftenBriefly, starts);
      return [...conditions.map((text) => phrases.picture.onlyIf(text)), often].join('\n');
    }),
  };
}

/** The box that the journey ends with. */
export const ending: Texts = {
  icon: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M5 8l2 2.5L11 6',
  title: inWords(({ picture }) => picture.end),
};

/** The box that an arm ends with. */
export const goingOn: Texts = {
  icon: 'M11.5 2v7.5h-8M6.5 6.5l-3 3l3 3',
  title: inWords(({ picture }) => picture.goOn),
};

/** The remarks beside the line: what ends the journey early, and its goal. */
export function bounds({ ends: { when, goal } }: Journey): Texts[] {
  const early: Texts = {
    icon: '',
    title: inWords(({ picture }) => picture.endsEarly),
    note: inWords(({ picture, values }) => when.map((event) => picture.listed(values.events([event]))).join('\n')),
  };
  const goals = goal
    ? [
        {
          icon: '',
          title: inWords(({ picture }) => picture.goal),
          note: inWords(({ picture, values }) =>
            picture.goalNote(values.events([goal.on]), values.duration(goal.within.words)),
          ),
        },
      ]
    : [];
  return [...(when.length > 0 ? [early] : []), ...goals];
}
