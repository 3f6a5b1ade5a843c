import { datePaths, weekdays } from '../../model/delay.ts';
import { nextPath } from '../machine/states-language.ts';
import type { WaitStep } from '../model/steps.ts';
import { daysOf, readDelay } from '../values/delay.ts';
import { readEnding, readEvents, rememberedTypes } from '../values/events.ts';
import { boxInWords, inWords } from '../words/words.ts';
import type { StepKind } from './step-kind.ts';

const length = '[0-9]+ (minute|hour|day|week)s?';
const time = ', at [0-2][0-9]:[0-5][0-9]';

export const waitKind: StepKind<WaitStep> = {
  keys: {
    wait: {
      type: 'string',
      description:
        'How long: "30 minutes", "4 hours", "3 days", "2 weeks" of elapsed time; or calendar days and then a time of the customer\'s clock: "1 day, at 10:00". Or until when: the next weekday and time, "until Friday, at 10:00"; or a date that is known of the cart, checkout, order or parcel, "until shipment.expectedAt", "until 2 days before shipment.expectedAt, at 10:00". A date that is past or unknown is not waited for.',
      pattern: `^(${length}|[0-9]+ (day|week)s?${time}|until (${weekdays.join('|')})${time}|until (${length} (before|after) )?(${datePaths.join('|').replaceAll('.', '\\.')})(${time})?)$`,
      examples: ['4 hours', '1 day, at 10:00', 'until Friday, at 10:00', 'until 2 days before shipment.expectedAt'],
    },
    'restarts on': {
      oneOf: [
        { enum: rememberedTypes },
        { type: 'array', items: { enum: rememberedTypes }, minItems: 1, uniqueItems: true },
      ],
      description:
        'Of the first wait: events about the subject that restart it, so that a customer who is still shopping gets no message. They postpone a message by a day at most.',
    },
  },

  read({ node, values }, { source }) {
    const delay = readDelay(source, values.get('wait') ?? node, 'wait');
    const again = values.get('restarts on');
    const restartsOn = again && readEvents(source, again, 'restarts on', readEnding);
    if (!delay || (again && !restartsOn)) return undefined;
    return { kind: 'wait', at: source.at(node), ...delay, ...(restartsOn && { restartsOn }) };
  },

  delay: ({ words, delay }) => ({ words, delay }),

  restartsOn: ({ restartsOn }) => restartsOn,

  longestDays: ({ delay }) => daysOf(delay),

  // Without the length, so that a new length changes one line of the machine: the delay itself.
  stateName: (_, { following }) => `Wait before ${following}`,

  nounFor: () => 'waiting',

  state: (_, { onward }) => ({ Type: 'Wait', TimestampPath: `${nextPath}.until`, ...onward }),

  explain: (step) => inWords(({ steps }) => steps.wait.sentence(step)),

  box: (step) => ({
    tone: 'time',
    icon: 'M8 1.5a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M8 4.5V8l2.5 1.5',
    ...boxInWords(step, ({ steps }) => steps.wait),
  }),

  calledInDiff: (step, following) => inWords(({ steps, language }) => steps.wait.called(step, following[language])),

  setting: (step) => inWords(({ steps }) => steps.wait.setting(step)),
};
