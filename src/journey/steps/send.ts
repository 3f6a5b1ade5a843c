import { channelKinds } from '../../channels/kinds.ts';
import { type Channel, channels } from '../../commerce/customer/channel.ts';
import type { CouponOffer } from '../../model/coupon.ts';
import { type Purpose, purposes } from '../../model/purpose.ts';
import type { SendStep as CompiledSendStep } from '../../model/step.ts';
import { channelsOf } from '../model/journey.ts';
import type { Position } from '../reading/problem.ts';
import { type Condition, conditionKey } from '../values/condition.ts';
import { couponKey } from '../values/coupon.ts';
import { callBack, callTo } from './call.ts';
import { readSend } from './send/read.ts';
import type { Variant } from './send/variants.ts';
import { explainSend, sendNote, sendTitle, termsOf } from './send/words.ts';
import { onwardParameters, type StepKind } from './step-kind.ts';

/** `send: reminder`. */
export interface SendStep {
  readonly kind: 'send';
  readonly at: Position;
  readonly id: string;
  /** The message's name; with variants, what they are called together. */
  readonly message: string;
  /** Messages of which each run gets one. */
  readonly variants?: readonly Variant[];
  /** What has to hold when the message is due; otherwise it is skipped. */
  readonly condition?: Condition;
  /** `delivery`: it speaks of an order that has arrived, with all of its parcels. */
  readonly needs?: 'delivery';
  /** As written; without them the journey decides. */
  readonly purpose?: Purpose;
  readonly priority?: number;
  /** As written; without it the message decides. */
  readonly channels?: readonly Channel[];
  /** What goes with the message. */
  readonly coupon?: CouponOffer;
}

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
    purpose: { enum: purposes, description: "This message's own purpose, instead of the journey's." },
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
    coupon: couponKey,
  },

  read: readSend,

  stateName: ({ message }) => `Send ${message}`,

  nounFor: ({ message }) => message,

  canAwait: true,

  state(step, place, awaited) {
    const { id, message, variants, condition, needs, coupon } = step;
    const compiled: CompiledSendStep = {
      id,
      message,
      channels: step.channels ?? channelsOf(place.messages, messagesOf(step)),
      ...leadOf(step, place.journey),
      ...(variants && { variants }),
      ...(condition && { if: condition }),
      ...(needs && { needs }),
      ...(coupon && { coupon }),
      ...(place.holdOut && { holdOut: true }),
    };
    if (awaited) return callBack('deliver-message', { ...place.run, step: compiled, await: awaited.given }, awaited);
    return callTo('deliver-message', { ...place.run, step: compiled, ...onwardParameters(place) }, place.onward);
  },

  explain: explainSend,

  box(step) {
    const note = sendNote(step);
    return {
      tone: 'message',
      icon: 'M1.5 3.5h13v9h-13zM1.5 4l6.5 5l6.5-5',
      title: sendTitle(step),
      ...(note && { note }),
    };
  },

  calledInDiff: ({ message }) => `the message ${message}`,

  setting: (step) =>
    termsOf(step)
      .map(({ en }) => en)
      .join(', '),
};

function preferred(channel: Channel): string {
  const { words, text } = channelKinds[channel];
  return text === 'body' ? words.en.name : `${words.en.name} if every locale has ${text.name}`;
}

/** The messages that a step may send: one, or its variants. */
export function messagesOf({ message, variants }: Pick<SendStep, 'message' | 'variants'>): readonly string[] {
  return variants?.map((variant) => variant.message) ?? [message];
}

/** The purpose and the priority that the message has: its own, or its journey's. */
export function leadOf(
  { purpose, priority }: Pick<SendStep, 'purpose' | 'priority'>,
  journey: { readonly purpose: Purpose; readonly priority: number },
) {
  return { purpose: purpose ?? journey.purpose, priority: priority ?? journey.priority };
}
