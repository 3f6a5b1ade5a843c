import { readDelay, type WrittenDelay } from '../duration.ts';
import type { Position } from '../problem.ts';
import { nextPath } from '../states-language.ts';
import { durationInJapanese } from '../words.ts';
import type { StepKind } from './step-kind.ts';

/** `wait: 4 hours`, or `wait: 1 day, at 10:00`. */
export interface WaitStep extends WrittenDelay {
  readonly kind: 'wait';
  readonly at: Position;
}

export const waitKind: StepKind<WaitStep> = {
  keys: {
    wait: {
      type: 'string',
      description:
        'How long: "30 minutes", "4 hours", "3 days", "2 weeks" of elapsed time; or calendar days and then a time of the customer\'s clock: "1 day, at 10:00".',
      pattern: '^[0-9]+ ((minute|hour)s?|(day|week)s?(, at [0-2][0-9]:[0-5][0-9])?)$',
      examples: ['4 hours', '1 day, at 10:00'],
    },
  },

  read({ node, values }, { source }) {
    const delay = readDelay(source, values.get('wait') ?? node, 'wait');
    return delay && { kind: 'wait', at: source.at(node), ...delay };
  },

  // Without the length, so that a new length changes one line of the machine: the delay itself.
  stateName: (_, following) => `Wait before ${following}`,

  nounFor: () => 'waiting',

  state: (_, { onward }) => ({ Type: 'Wait', TimestampPath: `${nextPath}.until`, ...onward }),

  explain({ words, delay }) {
    if ('minutes' in delay) return { en: `Wait ${words}.`, ja: `${durationInJapanese(words)}待ちます。` };
    const [en, ja] = delay.days === 1 ? ['the next day', '翌日'] : [`${delay.days} days later`, `${delay.days}日後`];
    return {
      en: `Wait until ${delay.at} ${en}, by the customer's clock.`,
      ja: `${ja}の${delay.at}（お客様の現地時間）まで待ちます。`,
    };
  },
};
