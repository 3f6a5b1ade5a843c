import type { Node } from 'yaml';
import { type Channel, channels } from '../../contracts/channel.ts';
import type { SendStep as CompiledSendStep } from '../../contracts/step.ts';
import { channelsOf } from '../journey.ts';
import type { Position } from '../problem.ts';
import { readChoice, readList, readText } from '../read.ts';
import { retryCall } from '../retry.ts';
import { callTimeoutSeconds, functionNamed, nextPath } from '../states-language.ts';
import { suggest } from '../suggest.ts';
import { channelsInWords } from '../words.ts';
import { type Reading, type StepKind, thenParameter } from './step-kind.ts';

/** `send: reminder`. */
export interface SendStep {
  readonly kind: 'send';
  readonly at: Position;
  readonly id: string;
  readonly message: string;
  /** As written; without it the message decides. */
  readonly channels?: readonly Channel[];
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
  },

  read({ node, values }, reading) {
    const message = readMessage(values.get('send') ?? node, reading);
    const list = values.get('channels');
    const chosen = list && readChannels(list, message, reading);
    if (message === undefined || (list && !chosen)) return undefined;
    const step = { kind: 'send', at: reading.source.at(node), id: reading.id(message), message } as const;
    return chosen ? { ...step, channels: chosen } : step;
  },

  stateName: ({ message }) => `Send ${message}`,

  nounFor: ({ message }) => message,

  state(step, place) {
    const { purpose, priority } = place.journey;
    const chosen = step.channels ?? channelsOf(place.messages, step.message);
    const compiled: CompiledSendStep = { id: step.id, message: step.message, channels: chosen, purpose, priority };
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

  explain({ message, channels: chosen }) {
    const by = chosen && channelsInWords(chosen);
    return {
      en: `Send the message “${message}”${by ? ` by ${by.en}` : ''}.`,
      ja: `メッセージ「${message}」を${by ? `${by.ja}で` : ''}送ります。`,
    };
  },

  box({ message, channels: chosen }) {
    const by = chosen && channelsInWords(chosen);
    return {
      tone: 'message',
      icon: 'M1.5 3.5h13v9h-13zM1.5 4l6.5 5l6.5-5',
      title: { en: `Send “${message}”`, ja: `「${message}」を送る` },
      ...(by && { note: { en: `by ${by.en}`, ja: `${by.ja}で` } }),
    };
  },

  calledInDiff: ({ message }) => `the message ${message}`,

  setting: ({ channels: chosen }) => (chosen ? `by ${channelsInWords(chosen).en}` : ''),
};

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
