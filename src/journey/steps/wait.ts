import { readDelay, type WrittenDelay } from '../duration.ts';
import type { Position } from '../problem.ts';
import { nextPath } from '../states-language.ts';
import { durationInJapanese, type Words } from '../words.ts';
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
    const { en, ja } = daysInWords(delay.days, delay.at);
    return { en: `Wait ${en} by the customer's clock.`, ja: `${ja}（お客様の現地時間）まで待ちます。` };
  },

  box({ words, delay }) {
    const icon = 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M8 4.5V8l2.5 1.5';
    if ('minutes' in delay) {
      return { tone: 'time', icon, title: { en: `Wait ${words}`, ja: `${durationInJapanese(words)}待つ` } };
    }
    const { en, ja } = daysInWords(delay.days, delay.at);
    const note = { en: "by the customer's clock", ja: 'お客様の現地時間' };
    return { tone: 'time', icon, title: { en: `Wait ${en}`, ja: `${ja}まで待つ` }, note };
  },

  calledInDiff: (_, following) => `the wait before ${following}`,

  setting: ({ words }) => words,
};

function daysInWords(days: number, at: string): Words {
  return days === 1
    ? { en: `until ${at} the next day`, ja: `翌日の${at}` }
    : { en: `${days} days, until ${at}`, ja: `${days}日後の${at}` };
}
