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
 * Normalises an event's consent, which never costs an order. Null, an empty text, and what a program writes for them mean
 * absent. An agreement counts only as it is written in the contract: any other is dropped, and so is one about an address
 * that cannot be used. An opt-out is never dropped: parts that are missing or cannot be read are filled in, and what may
 * be meant as an opt-out is one. Text that holds JSON is read as that JSON; keys are read without regard to case. Keys that
 * the contract does not know cost an agreement: `topics: ["restock"]` would be an agreement to everything without them.
 */
export function normaliseConsent(told: unknown, around: Around): NormalisedConsent {
  const read = parsed(told);
  if (saysNothing(read)) return { consent: undefined, dropped: [] };
  const keyed = isObject(read) ? withKeys(read, channels) : {};
  const isKeyed = channels.some((channel) => !saysNothing(keyed[channel]));
  const statements = isKeyed ? keyed : byNamedChannel(read);
  if (statements === undefined) return ofNoChannel(read, around);
  const said = channels.filter((channel) => !saysNothing(statements[channel]));
  const words = said.map((channel) => ({ channel, word: normaliseWord(channel, statements[channel], around) }));
  return {
    consent: Object.fromEntries(words.flatMap(({ channel, word }) => (word === undefined ? [] : [[channel, word]]))),
    dropped: words.flatMap(({ channel, word }) => (word === undefined ? [`customer.consent.${channel}`] : [])),
  };
}

/**
 * The statements of a list that name their channel, such as `[{ channel: 'email', granted: false }]`. An opt-out wins; of
 * opt-outs from several topics only one from everything is left. Undefined if an opt-out, or every one, names no channel.
 */
function byNamedChannel(told: unknown): Readonly<Record<string, unknown>> | undefined {
  const list: readonly unknown[] = Array.isArray(told) ? told : [told];
  const named = list.map((one) => {
    const name = isObject(one) ? String(one.channel).toLowerCase() : '';
    return { one, channel: channels.find((channel) => channel === name) };
  });
  if (named.every(({ channel }) => channel === undefined)) return undefined;
  if (named.some(({ one, channel }) => channel === undefined && refuses(one))) return undefined;
  const statements = channels.map((channel) => {
    const own = named.filter((each) => each.channel === channel).map(({ one }) => one);
    const [optOut, ...more] = own.filter(refuses);
    return [channel, more.length > 0 && isObject(optOut) ? { ...optOut, topic: undefined } : (optOut ?? own[0])];
  });
  return Object.fromEntries(statements);
}

/** `consent: false`, or `{ granted: false }`, is an opt-out from every channel; anything else that names none is dropped. */
function ofNoChannel(statement: unknown, { occurredAt }: Around): NormalisedConsent {
  const list = Array.isArray(statement) ? statement : [statement];
  if (isObject(statement) && !refuses(statement)) return { consent: {}, dropped: [] };
  if (!list.some(refuses)) return { consent: undefined, dropped: ['customer.consent'] };
  const words = channels.map((channel) => [channel, optOut({}, occurredAt)]);
  return { consent: Object.fromEntries(words), dropped: [] };
}

/** What the customer said about one channel, as the contract has it; undefined if it is an agreement that cannot be used. */
function normaliseWord(channel: Channel, written: unknown, around: Around): unknown {
  const read = parsed(written);
  const statement = isObject(read) ? withKeys(read, Object.keys(consentSchema.shape)) : read;
  if (!isObject(statement)) return meansNo(statement) ? optOut({}, around.occurredAt) : undefined;
  const told = typeof statement.by === 'number' ? { ...statement, by: String(statement.by) } : statement;
  const word = Object.fromEntries(
    Object.entries(told).filter(([key, value]) => !isBlank(value) && isUsable(key, value)),
  );
  const isTopicLost = !isBlank(statement.topic) && word.topic === undefined;
  const isNarrower = isTopicLost || unknownConsentKeys(statement, channel).length > 0;
  if (meansNo(grantedIn(word)) || isRevoked(statement, word.at))
    return optOut(upToDayAhead(word, around), around.occurredAt);
  const isWhole = consentSchema.safeParse(upToDayAhead(word, around)).success;
  return isWhole && !isNarrower && !around.unusable.some((kind) => kind === addressKindOf[channel]) ? word : undefined;
}

/**
 * The keys of a statement about a channel that the contract does not know and that say something. The channel's own name is
 * one that says nothing new.
 */
export function unknownConsentKeys(statement: Readonly<Record<string, unknown>>, channel: Channel): string[] {
  const known = Object.keys(consentSchema.shape).map((name) => name.toLowerCase());
  return Object.entries(statement).flatMap(([key, value]) => {
    const isChannel = key.toLowerCase() === 'channel' && String(value).toLowerCase() === channel;
    return isBlank(value) || isChannel || known.includes(key.toLowerCase()) ? [] : [key];
  });
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
const yes =
  /^(?:t|true|y|yes|on|ok|oui|ja|s[ií]|granted|agreed?|accept(?:ed)?|subscribed?|checked|enabled|(?:(?:single|double|confirmed)[-_ ]?)?opt(?:ed)?[-_ ]?in|はい|(?:同意|承諾|希望)(?!.*(?:ない|ません|せず|[なしず]$|拒|撤|取|不)).*|0*[1-9].*)$/iu;

/** Texts that a program writes where nobody has said anything yet. */
const nothing = /^(?:|null|undefined|unknown|pending|\[object object\])$/i;

/** Fields by which a statement that is not written as in the contract may say `granted`. */
const likeGranted = ['subscribed', 'optin', 'agreed', 'accepted', 'consent'];

/** What a statement says of `granted`, whatever it calls it. */
function grantedIn(statement: Readonly<Record<string, unknown>>): unknown {
  const entries = Object.entries(statement).map(([key, value]) => [key.toLowerCase().replaceAll(/[^a-z]/g, ''), value]);
  const fields: Readonly<Record<string, unknown>> = Object.fromEntries(entries);
  return ['granted', ...likeGranted].map((key) => fields[key]).find((value) => !saysNothing(value));
}

/** Fields by which a statement that is not written as in the contract may say that it is over, or since when. */
const likeRevoked = /^(?:is|has)?(?:unsubscribed|optedout|optout|revoked|withdrawn)(at|on|date)?$/;
const revoked = /^(?:unsubscribed?|opt(?:ed)?[-_ ]?out|revoked|withdrawn|declined)$/i;

/** True of a statement that calls itself unsubscribed, opted out, revoked or withdrawn, unless the agreement is later. */
function isRevoked(statement: Readonly<Record<string, unknown>>, at: unknown): boolean {
  return Object.entries(statement).some(([key, value]) => {
    const name = key.toLowerCase().replaceAll(/[^a-z]/g, '');
    if (name === 'status' || name === 'state') return typeof value === 'string' && revoked.test(bare(value));
    const [isLike, isTime] = likeRevoked.exec(name) ?? [];
    if (isLike === undefined || saysNothing(value)) return false;
    if (isTime === undefined) return typeof value === 'boolean' ? value : !meansNo(value);
    const [since, agreed] = [value, at].map((time) => (typeof time === 'string' ? epochOf(time) : undefined));
    return since !== undefined && (agreed === undefined || since >= agreed);
  });
}

/** True for `false`, and for any text or number that does not clearly mean yes: it may be meant as an opt-out. */
function meansNo(granted: unknown): boolean {
  if (Array.isArray(granted)) return granted.some(meansNo);
  if (typeof granted === 'boolean') return !granted;
  const isWritten = typeof granted === 'number' || typeof granted === 'string';
  return isWritten && !saysNothing(granted) && !yes.test(bare(granted));
}

/** True for null, and for a text that says nothing either way. */
function saysNothing(told: unknown): boolean {
  return isBlank(told) || (typeof told === 'string' && nothing.test(bare(told)));
}

/** A text without the quotes and spaces around it. */
function bare(text: string | number): string {
  return String(text)
    .normalize('NFKC')
    .replaceAll(/^[\s"'“”]+|[\s"'“”]+$/gu, '');
}

/** The value of a text that holds a JSON object or list; anything else as it is. */
function parsed(told: unknown): unknown {
  if (typeof told !== 'string' || !/^\s*[{[]/.test(told)) return told;
  try {
    return JSON.parse(told);
  } catch {
    return told;
  }
}

/** The fields under the names of a list, also where they are spelt with other capitals; an opt-out under either wins. */
function withKeys(
  told: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  const spelt = Object.entries(told).flatMap(([key, value]) => {
    const name = names.find((one) => one.toLowerCase() === key.toLowerCase());
    return name === undefined || name === key || saysNothing(value) ? [] : [[name, value] as const];
  });
  const news = spelt.filter(([name, value]) => saysNothing(told[name]) || refuses(value));
  return { ...told, ...Object.fromEntries(news) };
}

/** True if a statement, or the value of its `granted`, is an opt-out. */
function refuses(value: unknown): boolean {
  return meansNo(isObject(value) ? grantedIn(value) : value);
}

/** What only describes a statement is dropped where it cannot be used; an opt-out of an unknown topic is one of everything. */
function isUsable(key: string, value: unknown): boolean {
  if (key === 'topic') return typeof value === 'string' && isTopicName(value);
  if (key === 'confirmed') return typeof value === 'boolean';
  if (key === 'from') return consentOrigins.some((origin) => origin === value);
  if (key === 'by') return consentSchema.shape.by.safeParse(value).success;
  return !(key === 'wordingId' || key === 'wordingVersion') || typeof value === 'string';
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
