import { channelKinds } from '../../channels/kinds.ts';
import { type Channel, channels } from '../../commerce/customer/channel.ts';
import type { EventType } from '../../commerce/event.ts';
import type { Recurrence } from '../../model/journey.ts';
import type { Purpose } from '../../model/purpose.ts';
import type { SubjectKind } from '../../model/subject.ts';
import type { Position } from '../reading/problem.ts';
import type { Step } from '../steps/registry.ts';
import type { Condition } from '../values/condition.ts';
import type { Duration } from '../values/duration.ts';
import type { Words } from '../words/words.ts';

/** A journey.yaml after parsing. Every part says where in the file it stands. */
export interface Journey {
  readonly at: Position;
  readonly name: string;
  /** What it does for the customer, in a sentence. */
  readonly about: Words;
  readonly purpose: Purpose;
  readonly priority: number;
  readonly starts: Starts;
  readonly ends: Ends;
  readonly steps: readonly Step[];
}

/** What lets a customer in. */
export interface Starts {
  readonly at: Position;
  /** The one trigger: an event, the calendar, or coming into a segment. None: by hand only. */
  readonly on?: EventType;
  readonly every?: Recurrence;
  readonly entering?: string;
  readonly byHand?: true;
  /** Of an event: an EventBridge pattern on its detail. */
  readonly where?: Record<string, unknown>;
  /** The audience: what has to hold of the customer on entry, and still before every send. */
  readonly if?: Condition;
  readonly oncePer: SubjectKind;
  readonly againAfter: Duration | 'the end' | 'never' | 'always';
  /** An event about the subject after which it may enter again before that. */
  readonly againUpon?: EventType;
}

/** What makes the rest of the journey pointless, and what it is for. */
export interface Ends {
  readonly at: Position;
  readonly when: readonly EventType[];
  readonly goal?: { readonly on: EventType; readonly within: Duration };
}

/** The messages of one journey: by name, the locales that each is written in. */
export type MessageList = Readonly<Record<string, Readonly<Record<string, WrittenMessage>>>>;

/** What is known of a message in one locale without compiling it. */
export interface WrittenMessage {
  /** The channels for which it has a text beside the body. */
  readonly ownTexts: readonly Channel[];
  /** Whether it speaks of a coupon: `shown` in the body and in every text of its own; or only in some of its texts. */
  readonly coupon?: 'shown' | 'partly';
}

/**
 * The channels that any of these messages can take, in order of preference, when their step does not say: those that
 * send the body, and each other one for which every locale has a text.
 */
export function channelsOf(messages: MessageList, names: readonly string[]): readonly Channel[] {
  const locales = names.flatMap((name) => Object.values(messages[name] ?? {}));
  const hasText = (channel: Channel) =>
    locales.length > 0 && locales.every(({ ownTexts }) => ownTexts.includes(channel));
  return channels.filter((channel) => channelKinds[channel].text === 'body' || hasText(channel));
}
