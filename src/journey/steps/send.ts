import { channelKinds } from '../../channels/kinds.ts';
import { type Channel, channels } from '../../commerce/customer/channel.ts';
import { purposes } from '../../model/purpose.ts';
import type { CompiledSendStep } from '../../model/step.ts';
import type { SendStep } from '../model/steps.ts';
import { conditionKey } from '../values/condition.ts';
import { couponKey } from '../values/coupon.ts';
import { surveyKey } from '../values/survey.ts';
import { topicKey } from '../values/topic.ts';
import { usefulKey } from '../values/useful.ts';
import { boxInWords, inWords } from '../words/words.ts';
import { callBack, callTo } from './call.ts';
import { purposeAndPriority } from './purpose.ts';
import { fallBackKey } from './send/fall-back.ts';
import { channelsOf, messagesOf } from './send/message.ts';
import { readSend } from './send/read.ts';
import { onwardParameters, type StepKind } from './step-kind.ts';

const messageName = '^[a-z][a-z0-9-]{0,39}$';

export const sendKind: StepKind<SendStep> = {
  keys: {
    send: {
      type: 'string',
      description: 'The message: the files messages/<message>.<locale>.md beside this one.',
      pattern: messageName,
    },
    variants: {
      type: 'object',
      description:
        'Messages of which each run gets one, always the same, by their weights (1 to 100): { reminder: 50, reminder-short: 50 }. What stands after `send` is then only their common name.',
      propertyNames: { pattern: messageName },
      additionalProperties: { type: 'integer', minimum: 1, maximum: 100 },
      minProperties: 2,
    },
    if: {
      ...conditionKey,
      description: 'A condition as in the step `if`, asked when the message is due; unless it holds, it is skipped.',
    },
    needs: {
      const: 'delivery',
      description:
        'Only once every parcel of the order has arrived; otherwise it is skipped. In a journey that begins with a delivery, once per order, the last parcel lets in.',
    },
    'useful until': usefulKey,
    purpose: { enum: purposes, description: "This message's own purpose, instead of the journey's." },
    topic: {
      ...topicKey,
      description:
        "This message's own topic, instead of the journey's. Customers switch topics on and off on their preference page.",
    },
    priority: {
      type: 'integer',
      minimum: 0,
      maximum: 100,
      description: "This message's own priority, instead of the journey's.",
    },
    channels: {
      type: 'array',
      description: `In order of preference. Without it: ${channels.map(preferred).join(', then ')}.`,
      items: { enum: [...channels] },
      minItems: 1,
      uniqueItems: true,
    },
    urgent: {
      const: true,
      description:
        'The message cannot wait: of its channels the fastest goes first, unless the customer prefers another.',
    },
    'fall back': fallBackKey,
    coupon: couponKey,
    survey: {
      ...surveyKey,
      description:
        "The survey that the message asks with {% render 'poll' %}: one of store.yaml, or satisfied, recommend, cart-left or missing.",
    },
  },

  read: readSend,

  sends: (step) => ({ ...step, messages: messagesOf(step) }),

  conditions: ({ condition }) => (condition ? [condition] : []),

  stateName: ({ message }) => `Send ${message}`,

  nounFor: ({ message }) => message,

  canAwait: true,

  state(step, place, awaited) {
    const { id, message, variants, condition, needs, usefulUntil, topic, urgent, fallBack, coupon, survey } = step;
    const compiled: CompiledSendStep = {
      id,
      message,
      channels: step.channels ?? channelsOf(place.messages, messagesOf(step)),
      ...purposeAndPriority(step, place.journey),
      ...(topic !== undefined && { topic }),
      ...(variants && { variants }),
      ...(condition && { if: condition }),
      ...(needs && { needs }),
      ...(usefulUntil && { usefulUntil: usefulUntil.span }),
      ...(urgent && { urgent }),
      ...(fallBack && {
        fallBack: { to: fallBack.to, ...(fallBack.after && { afterMinutes: fallBack.after.minutes }) },
      }),
      ...(coupon && { coupon }),
      ...(survey !== undefined && { survey }),
      ...(place.holdOut && { holdOut: true }),
    };
    if (awaited)
      return callBack('deliver-message', { ...place.run, step: compiled, await: awaited.parameters }, awaited);
    return callTo('deliver-message', { ...place.run, step: compiled, ...onwardParameters(place) }, place.onward);
  },

  explain: (step) => inWords(({ steps }) => steps.send.sentence(step)),

  box: (step) => ({
    tone: 'message',
    icon: 'M1.5 3.5h13v9h-13zM1.5 4l6.5 5l6.5-5',
    ...boxInWords(step, ({ steps }) => steps.send),
  }),

  calledInDiff: (step) => inWords(({ steps }) => steps.send.called(step, '')),

  setting: (step) => inWords(({ steps }) => steps.send.setting(step)),
};

function preferred(channel: Channel): string {
  const { words, text } = channelKinds[channel];
  return text === 'body' ? words.en.name : `${words.en.name} if every locale has ${text.name}`;
}
