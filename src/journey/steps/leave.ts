import { runParameters } from '../machine/states-language.ts';
import { readWords } from '../reading/fields.ts';
import type { Position } from '../reading/problem.ts';
import { type Words, wordsSchema } from '../words/words.ts';
import { callTo } from './call.ts';
import type { StepKind } from './step-kind.ts';

/** `leave: no delivery`: the run is over here, and the ledger says why. */
export interface LeaveStep {
  readonly kind: 'leave';
  readonly at: Position;
  readonly id: string;
  /** The ledger has it in English. */
  readonly reason: Words;
  /**
   * Set when nobody wrote this step: it follows from the one before it. The reason without what may change, for the
   * state's name.
   */
  readonly about?: string;
}

export const leaveKind: StepKind<LeaveStep> = {
  keys: {
    leave: {
      description: 'Why the journey is over here, in your own words: one text, or one in each language.',
      examples: ['no delivery', { en: 'no delivery', ja: '荷物が届かない' }],
      oneOf: [{ type: 'string' }, wordsSchema],
    },
  },

  read({ node, values }, { source, id }) {
    const reason = readWords(source, values.get('leave') ?? node, 'leave', 'say why, such as "leave: no delivery"');
    return reason === undefined ? undefined : { kind: 'leave', at: source.at(node), id: id('leave'), reason };
  },

  stateName: ({ reason, about }) => `Leave: ${about ?? reason.en}`,

  nounFor: ({ reason }) => `leaving: ${reason.en}`,

  state: ({ id, reason }) =>
    callTo('leave-journey', { ...runParameters, step: { id, reason: reason.en } }, { End: true }),

  explain({ reason, about }) {
    if (about !== undefined) return { en: 'Leave the journey.', ja: 'ジャーニーを終えます。' };
    return { en: `Leave the journey: ${reason.en}.`, ja: `ジャーニーを終えます（理由：${reason.ja}）。` };
  },

  box: ({ reason, about }) => ({
    tone: 'end',
    icon: 'M6.5 1.5h-5v13h5M6 8h8.5M11 4.5L14.5 8L11 11.5',
    title: { en: 'Leave the journey', ja: 'ジャーニーを終える' },
    ...(about === undefined && { note: reason }),
  }),

  calledInDiff: ({ reason, about }) => `leaving because of “${about ?? reason.en}”`,

  setting: () => '',
};
