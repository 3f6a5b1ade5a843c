import type { Node } from 'yaml';
import { type Channel, channels } from '../../contracts/channel.ts';
import type { CouponOffer } from '../../contracts/coupon.ts';
import type { SendStep as CompiledSendStep } from '../../contracts/step.ts';
import { couponInWords, couponKey, readCoupon } from '../coupon.ts';
import { channelsOf } from '../journey.ts';
import type { Position } from '../problem.ts';
import { readChoice, readList, readText } from '../read.ts';
import { retryCall } from '../retry.ts';
import { callTimeoutSeconds, functionNamed, nextPath } from '../states-language.ts';
import { suggest } from '../suggest.ts';
import { channelsInWords, type Words } from '../words.ts';
import { type Reading, type StepKind, thenParameter } from './step-kind.ts';

/** `send: reminder`. */
export interface SendStep {
  readonly kind: 'send';
  readonly at: Position;
  readonly id: string;
  readonly message: string;
  /** As written; without it the message decides. */
  readonly channels?: readonly Channel[];
  /** What goes with the message. */
  readonly coupon?: CouponOffer;
}

export const sendKind: StepKind<SendStep> = {
  keys: {
    send: {
      type: 'string',
      description: 'The message: the files messages/<message>.<locale>.md beside this one.',
      pattern: '^[a-z][a-z0-9-]{0,39}$',
    },
    channels: {
      type: 'array',
      description: 'In order of preference. Without it: e-mail, then SMS if every locale has an SMS text.',
      items: { enum: [...channels] },
      minItems: 1,
      uniqueItems: true,
    },
    coupon: couponKey,
  },

  read({ node, values }, reading) {
    const message = readMessage(values.get('send') ?? node, reading);
    const list = values.get('channels');
    const chosen = list && readChannels(list, message, reading);
    const offer = values.get('coupon');
    const coupon = offer && readCoupon(reading.source, offer);
    if (message !== undefined) checkCoupon(values.get('send') ?? node, message, offer, reading);
    if (message === undefined || (list && !chosen) || (offer && !coupon)) return undefined;
    const step = { kind: 'send', at: reading.source.at(node), id: reading.id(message), message } as const;
    return { ...step, ...(chosen && { channels: chosen }), ...(coupon && { coupon }) };
  },

  stateName: ({ message }) => `Send ${message}`,

  nounFor: ({ message }) => message,

  state(step, place) {
    const { purpose, priority } = place.journey;
    const chosen = step.channels ?? channelsOf(place.messages, step.message);
    const { id, message, coupon } = step;
    const compiled: CompiledSendStep = {
      id,
      message,
      channels: chosen,
      purpose,
      priority,
      ...(coupon && { coupon }),
      ...(place.holdOut && { holdOut: true }),
    };
    return {
      Type: 'Task',
      Resource: functionNamed('deliver-message'),
      Parameters: {
        ...place.run,
        step: compiled,
        ...thenParameter(place),
        ...('End' in place.onward && { last: true }),
      },
      ResultPath: nextPath,
      TimeoutSeconds: callTimeoutSeconds,
      Retry: [retryCall],
      ...place.onward,
    };
  },

  explain(step) {
    const by = step.channels && channelsInWords(step.channels);
    const offer = step.coupon && couponInWords(step.coupon);
    return {
      en: `Send the message “${step.message}”${by ? ` by ${by.en}` : ''}${offer ? ` with ${offer.en}` : ''}.`,
      ja: `${offer ? `${offer.ja}を付けて、` : ''}メッセージ「${step.message}」を${by ? `${by.ja}で` : ''}送ります。`,
    };
  },

  box(step) {
    const terms = termsOf(step);
    return {
      tone: 'message',
      icon: 'M1.5 3.5h13v9h-13zM1.5 4l6.5 5l6.5-5',
      title: { en: `Send “${step.message}”`, ja: `「${step.message}」を送る` },
      ...(terms.length > 0 && {
        note: { en: terms.map(({ en }) => en).join(', '), ja: terms.map(({ ja }) => ja).join('、') },
      }),
    };
  },

  calledInDiff: ({ message }) => `the message ${message}`,

  setting: (step) =>
    termsOf(step)
      .map(({ en }) => en)
      .join(', '),
};

/** How a message goes, and what goes with it, as far as the step says. */
function termsOf({ channels: chosen, coupon }: SendStep): Words[] {
  const by = chosen && channelsInWords(chosen);
  const offer = coupon && couponInWords(coupon);
  return [
    ...(by ? [{ en: `by ${by.en}`, ja: `${by.ja}で` }] : []),
    ...(offer ? [{ en: `with ${offer.en}`, ja: offer.ja }] : []),
  ];
}

function readMessage(node: Node, { source, locales, messages }: Reading): string | undefined {
  const name = readText(source, node, 'send', 'name a message, such as "reminder"');
  if (name === undefined) return undefined;
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(name)) {
    source.report(node, `"${name}" is no message name`, 'use a-z, 0-9 and -, beginning with a letter; at most 40');
    return undefined;
  }
  const written = messages[name] ?? {};
  const missing = locales.filter((locale) => !written[locale]);
  if (missing.length === 0) return name;
  const files = missing.map((locale) => `messages/${name}.${locale}.md`).join(' and ');
  const others = Object.keys(messages);
  if (missing.length < locales.length || others.length === 0) {
    source.report(node, `message "${name}" is not written in ${missing.join(', ')}`, `write ${files}`);
  } else {
    source.report(node, `unknown message "${name}"`, `${suggest(name, others)} If it is new, write ${files}`);
  }
  return undefined;
}

/** A message and its step have to agree on whether there is a coupon: in every text that a customer may get. */
function checkCoupon(node: Node, message: string, offer: Node | undefined, { source, messages }: Reading): void {
  const written = Object.entries(messages[message] ?? {});
  const [locale] = written.find(([, { coupon }]) => (offer ? coupon !== 'shown' : coupon !== undefined)) ?? [];
  if (locale === undefined) return;
  const file = `messages/${message}.${locale}.md`;
  if (offer) {
    source.report(
      offer,
      `${file} does not show the coupon in all its texts`,
      'write {{ coupon.code }} in body and SMS',
    );
  } else {
    const example = 'coupon: { percent: 10, for: 3 days }';
    source.report(node, `${file} speaks of a coupon, and this step has none`, `write "${example}" below it`);
  }
}

function readChannels(node: Node, message: string | undefined, { source, messages }: Reading) {
  const chosen: Channel[] = [];
  let sound = true;
  for (const item of readList(source, node)) {
    const channel = readChoice(source, item, 'channel', channels);
    if (channel === undefined || chosen.includes(channel)) {
      if (channel !== undefined) source.report(item, `"${channel}" is named twice`, 'keep one');
      sound = false;
    } else chosen.push(channel);
    if (channel === 'sms' && message !== undefined && !channelsOf(messages, message).includes('sms')) {
      source.report(item, `message "${message}" has no SMS text in every locale`, 'write one, or drop "sms"');
      sound = false;
    }
  }
  return sound && chosen.length > 0 ? chosen : undefined;
}
