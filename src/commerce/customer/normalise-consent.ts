import { epochOf, mostAhead } from '../values/instant.ts';
import { type AddressKind, addressKindOf, type Channel, channels } from './channel.ts';
import { consentOrigins } from './consent-origin.ts';
import { consentSchema } from './customer.ts';
import { isTopicName } from './topic-name.ts';

/** The consent of an event's customer with its gaps filled, and the words that were dropped, such as `customer.consent.email`. */
export interface NormalisedConsent {
  readonly consent: Readonly<Partial<Record<Channel, unknown>>> | undefined;
  readonly dropped: readonly string[];
}

/** The customer's addresses that cannot be used, the event's own time, and the present in epoch milliseconds. */
interface Around {
  readonly unusable: readonly AddressKind[];
  readonly occurredAt: unknown;
  readonly now: number;
}

/**
 * Normalises an event's consent, which never costs an order. Null and an empty text mean absent. An agreement counts only
 * as it is written in the contract: any other is dropped, and so is one about an address that cannot be used. An opt-out
 * is never dropped: parts that are missing or cannot be read are filled in, and what may be meant as an opt-out is one.
 */
export function normaliseConsent(statements: unknown, around: Around): NormalisedConsent {
  if (isBlank(statements)) return { consent: undefined, dropped: [] };
  if (!isObject(statements)) return ofNoChannel(statements, around);
  const words = channels.filter((channel) => !isBlank(statements[channel]));
  const read = words.map((channel) => ({ channel, word: normaliseWord(channel, statements[channel], around) }));
  return {
    consent: Object.fromEntries(read.flatMap(({ channel, word }) => (word === undefined ? [] : [[channel, word]]))),
    dropped: read.flatMap(({ channel, word }) => (word === undefined ? [`customer.consent.${channel}`] : [])),
  };
}

/** `consent: false` is an opt-out from every channel; anything else that names none is dropped. */
function ofNoChannel(statement: unknown, { occurredAt }: Around): NormalisedConsent {
  if (!meansNo(statement)) return { consent: undefined, dropped: ['customer.consent'] };
  const words = channels.map((channel) => [channel, optOut({}, occurredAt)]);
  return { consent: Object.fromEntries(words), dropped: [] };
}

/** What the customer said about one channel, as the contract has it; undefined if it is an agreement that cannot be used. */
function normaliseWord(channel: Channel, statement: unknown, around: Around): unknown {
  if (!isObject(statement)) return meansNo(statement) ? optOut({}, around.occurredAt) : undefined;
  const word = Object.fromEntries(
    Object.entries(statement).filter(([key, value]) => !isBlank(value) && isUsable(key, value)),
  );
  const isTopicLost = !isBlank(statement.topic) && word.topic === undefined;
  if (meansNo(word.granted)) return optOut(upToDayAhead(word, around), around.occurredAt);
  const isWhole = consentSchema.safeParse(upToDayAhead(word, around)).success;
  return isWhole && !isTopicLost && !around.unusable.some((kind) => kind === addressKindOf[channel]) ? word : undefined;
}

/** The opt-out with every part that can be read. @param occurredAt its time unless it has one of its own */
function optOut(word: Readonly<Record<string, unknown>>, occurredAt: unknown): unknown {
  const { at, source, granted: _granted, ...others } = consentSchema.shape;
  const more = Object.entries(others).flatMap(([key, schema]) =>
    schema.safeParse(word[key]).success && word[key] !== undefined ? [[key, word[key]]] : [],
  );
  return {
    ...Object.fromEntries(more),
    granted: false,
    at: at.safeParse(word.at).success ? word.at : occurredAt,
    source: source.safeParse(word.source).success ? word.source : 'unknown',
  };
}

/** The words without a time that nobody can have spoken at yet. */
function upToDayAhead(word: Readonly<Record<string, unknown>>, { now }: Around): Readonly<Record<string, unknown>> {
  const time = typeof word.at === 'string' ? epochOf(word.at) : undefined;
  return time !== undefined && time > now + mostAhead ? { ...word, at: undefined } : word;
}

/** Texts by which a program says that somebody agreed, and the number or time that it may write instead. */
const yes = /^(?:t|true|y|yes|on|ok|granted|agreed|accepted|subscribed|opt(?:ed)?[-_ ]?in|はい|同意.*|[1-9].*)$/i;

/** True for `false`, and for any text or number that does not clearly mean yes: it may be meant as an opt-out. */
function meansNo(granted: unknown): boolean {
  if (typeof granted === 'boolean') return !granted;
  const isWritten = typeof granted === 'number' || typeof granted === 'string';
  return isWritten && !yes.test(String(granted).normalize('NFKC').trim());
}

/** What only describes a statement is dropped where it cannot be used; an opt-out of an unknown topic is one of everything. */
function isUsable(key: string, value: unknown): boolean {
  if (key === 'topic') return typeof value === 'string' && isTopicName(value);
  if (key === 'from') return consentOrigins.some((origin) => origin === value);
  return !(key === 'wordingId' || key === 'wordingVersion') || typeof value === 'string';
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
