import type { Purpose } from '../../../model/purpose.ts';
import type { SendStep, WrittenFallBack } from '../../model/steps.ts';
import type { UsefulUntil } from '../../model/values.ts';
import { conditionIn } from '../conditions.ts';
import type { AllStepPhrases } from '../phrases.ts';
import { conditions } from './conditions.ts';
import { upperFirst } from './letters.ts';
import { or, values } from './values.ts';

const byTheClock = "by the customer's clock";
const arrived = 'if every parcel of the order has arrived';
const purposes: Readonly<Record<Purpose, string>> = { marketing: 'marketing', transactional: 'transactional' };

export const steps: AllStepPhrases = {
  wait: {
    sentence(step) {
      const { text, byTheClock: clock, hint } = values.delay(step);
      const passed = hint === undefined ? '' : ` Go on at once ${hint}.`;
      const restart = step.restartsOn ? ` Start again when ${values.events(step.restartsOn)}.` : '';
      return `Wait ${text}${clock ? ` ${byTheClock}` : ''}.${passed}${restart}`;
    },
    title: (step) => `Wait ${values.delay(step).text}`,
    note: (step) => (values.delay(step).byTheClock ? byTheClock : undefined),
    called: (_, following) => `the wait before ${following}`,
    setting: ({ words }) => words,
  },

  send: {
    sentence(step) {
      const by = step.channels ? ` by ${values.channels(step.channels)}` : '';
      const offer = step.coupon ? ` with ${values.coupon(step.coupon)}` : '';
      return `Send ${messagesIn(step)}${by}${offer}${providedIn(step)}.${ownIn(step)}`;
    },
    title: ({ message, variants }) => `Send ${or((variants?.map((one) => one.message) ?? [message]).map(quoted))}`,
    note: (step) => termsOf(step).join(', ') || undefined,
    called: ({ message }) => `the message ${message}`,
    setting: (step) => termsOf(step).join(', '),
  },

  await: {
    sentence: ({ on, within }) => `Wait until ${values.events(on)}, ${within.words} at most.`,
    title: ({ on }) => `Wait until ${values.events(on)}`,
    note: ({ within }) => `${within.words} at most`,
    called: ({ on }) => `the wait for ${on.join(' or ')}`,
    setting: ({ within }) => within.words,
    when: (event) => `when ${values.events([event])}`,
    otherwise: 'if that has not happened by then',
  },

  if: {
    sentence: () => 'Choose by condition.',
    title: ({ condition }) => `${upperFirst(conditionIn(conditions, condition))}?`,
    holds: (condition) => `if ${conditionIn(conditions, condition)}`,
    otherwise: 'if not',
    called: ({ id }) => `the choice ${id}`,
    setting: ({ condition }) => conditionIn(conditions, condition),
  },

  split: {
    sentence: () => 'Choose at random, always the same for one run.',
    title: ({ arms }) => `By chance: one of ${arms.length} ways`,
    arm: ({ weight, holdOut }, all) => `in ${weight} of ${all} cases${holdOut ? ', only for the record' : ''}`,
    called: ({ id }) => `the split ${id}`,
    setting: ({ arms }) => arms.map(({ weight, holdOut }) => `${weight}${holdOut ? ' held out' : ''}`).join(' : '),
  },

  leave: {
    sentence: ({ reason, about }) => (about === undefined ? `Leave the journey: ${reason.en}.` : 'Leave the journey.'),
    title: () => 'Leave the journey',
    note: ({ reason, about }) => (about === undefined ? reason.en : undefined),
    called: ({ reason, about }) => `leaving because of “${about ?? reason.en}”`,
    setting: ({ reason: { en, ja } }) => (en === ja ? '' : `in Japanese “${ja}”`),
  },
};

function quoted(name: string): string {
  return `“${name}”`;
}

/** The conditions of a message, as a part of the sentence. */
function providedIn({ needs, condition }: SendStep): string {
  const clause = condition && `if ${conditionIn(conditions, condition)}`;
  if (needs) return clause === undefined ? `, ${arrived}` : `, ${arrived} and ${clause}`;
  return clause === undefined ? '' : `, ${clause}`;
}

function messagesIn({ message, variants }: SendStep): string {
  if (!variants) return `the message ${quoted(message)}`;
  const all = variants.reduce((sum, { weight }) => sum + weight, 0);
  return `one of the messages ${or(variants.map((one) => `${quoted(one.message)} (in ${one.weight} of ${all} cases)`))}`;
}

/** From when on a message is of no use: `after 21:00 of the day it is due`. */
function usefulIn({ words, span }: UsefulUntil): string {
  if ('minutes' in span) return `later than ${words.replace(/ later$/, '')} after it is due`;
  const { days, at } = span;
  if (at === '00:00') return days === 1 ? 'after the day it is due' : 'after the day that follows the day it is due';
  return days === 0 ? `after ${at} of the day it is due` : `after ${at} of the day after it is due`;
}

/** When a message is sent again, and by what. */
function otherWay({ to, after }: WrittenFallBack): string {
  const silence = after === undefined ? '' : `, or is not reported as delivered within ${after.words}`;
  return `if it fails${silence}, it goes by ${values.channels(to)}`;
}

/** The rest of the step, as sentences. */
function ownIn({ variants, usefulUntil, urgent, fallBack, purpose, topic, priority, survey }: SendStep): string {
  return [
    variants ? ' For one run it is always the same.' : '',
    usefulUntil ? ` It is never sent ${usefulIn(usefulUntil)}.` : '',
    urgent ? ' It is urgent: the fastest channel goes first.' : '',
    fallBack ? ` ${upperFirst(otherWay(fallBack))}.` : '',
    purpose ? ` It is ${purposes[purpose]}.` : '',
    topic === undefined ? '' : ` Its topic is ${topic}.`,
    priority === undefined ? '' : ` Its priority is ${priority}.`,
    survey === undefined ? '' : ` It asks the survey ${survey}.`,
  ].join('');
}

function termsOf({
  variants,
  channels,
  coupon,
  usefulUntil,
  urgent,
  fallBack,
  purpose,
  topic,
  priority,
  survey,
  needs,
  condition,
}: SendStep): string[] {
  return [
    ...(variants ? [`by chance ${variants.map(({ message, weight }) => `${message} ${weight}`).join(' : ')}`] : []),
    ...(channels ? [`by ${values.channels(channels)}`] : []),
    ...(coupon ? [`with ${values.coupon(coupon)}`] : []),
    ...(usefulUntil ? [`not ${usefulIn(usefulUntil)}`] : []),
    ...(urgent ? ['urgent'] : []),
    ...(fallBack ? [otherWay(fallBack)] : []),
    ...(purpose ? [purposes[purpose]] : []),
    ...(topic === undefined ? [] : [`topic ${topic}`]),
    ...(priority === undefined ? [] : [`priority ${priority}`]),
    ...(survey === undefined ? [] : [`survey ${survey}`]),
    ...(needs ? [arrived] : []),
    ...(condition ? [`if ${conditionIn(conditions, condition)}`] : []),
  ];
}
