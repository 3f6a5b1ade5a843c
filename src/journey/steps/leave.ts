import { runParameters } from '../machine/states-language.ts';
import type { LeaveStep } from '../model/steps.ts';
import { say } from '../reading/saying.ts';
import { readWords, wordsSchema } from '../values/words.ts';
import { boxInWords, inWords } from '../words/words.ts';
import { callTo } from './call.ts';
import type { StepKind } from './step-kind.ts';

export const leaveKind: StepKind<LeaveStep> = {
  keys: {
    leave: {
      description: 'Why the journey is over here, in your own words: one text, or one in each language.',
      examples: ['no delivery', { en: 'no delivery', ja: '荷物が届かない' }],
      oneOf: [{ type: 'string' }, wordsSchema],
    },
  },

  read({ node, values }, { source, id, locales }) {
    const advice = say`say why, such as "leave: no delivery"`;
    const reason = readWords(source, values.get('leave') ?? node, 'leave', advice, locales);
    return reason === undefined ? undefined : { kind: 'leave', at: source.at(node), id: id('leave'), reason };
  },

  ends: true,

  stateName: ({ reason, about }) => `Leave: ${about ?? reason.en}`,

  nounFor: ({ reason }) => `leaving: ${reason.en}`,

  state: ({ id, reason }) =>
    callTo('leave-journey', { ...runParameters, step: { id, reason: reason.en } }, { End: true }),

  explain: (step) => inWords(({ steps }) => steps.leave.sentence(step)),

  box: (step) => ({
    tone: 'end',
    icon: 'M6.5 1.5h-5v13h5M6 8h8.5M11 4.5L14.5 8L11 11.5',
    ...boxInWords(step, ({ steps }) => steps.leave),
  }),

  calledInDiff: (step) => inWords(({ steps }) => steps.leave.called(step, '')),

  setting: (step) => inWords(({ steps }) => steps.leave.setting(step)),
};
