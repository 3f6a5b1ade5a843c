import { type AddressKind, addressKindOf, isChannel } from './channel.ts';
import { consentOrigins } from './consent-origin.ts';
import { isTopicName } from './topic-name.ts';

/** The consent of an event's customer with its gaps filled, and the words that were dropped, such as `customer.consent.email`. */
export interface NormalisedConsent {
  readonly consent: unknown;
  readonly dropped: readonly string[];
}

/** The customer's addresses that cannot be used, and the event's own time. */
interface Around {
  readonly unusable: readonly AddressKind[];
  readonly occurredAt: unknown;
}

/**
 * Normalises an event's consent. Null and an empty wording mean absent. An agreement never costs an order: one without
 * time or place, or about an address that cannot be used, is dropped. An opt-out is never dropped: its missing parts
 * are filled in.
 */
export function normaliseConsent(statements: unknown, around: Around): NormalisedConsent {
  if (statements === null || statements === undefined) return { consent: undefined, dropped: [] };
  if (!isObject(statements)) return { consent: statements, dropped: [] }; // it may be meant for an opt-out: the contract refuses it
  const words = Object.entries(statements).filter(([, word]) => word !== null && word !== undefined);
  const read = words.map(([channel, word]) => ({ channel, word: normaliseWord(channel, word, around) }));
  return {
    consent: Object.fromEntries(read.flatMap(({ channel, word }) => (word === undefined ? [] : [[channel, word]]))),
    dropped: read.flatMap(({ channel, word }) => (word === undefined ? [`customer.consent.${channel}`] : [])),
  };
}

function normaliseWord(channel: string, statement: unknown, { unusable, occurredAt }: Around): unknown {
  if (!isObject(statement)) return statement;
  const word = Object.fromEntries(
    Object.entries(statement).filter(([key, value]) => !isBlank(value) && isUsable(key, value)),
  );
  const isTopicLost = !isBlank(statement.topic) && word.topic === undefined;
  if (word.granted === false) return { source: 'unknown', at: occurredAt, ...word };
  const address = isChannel(channel) ? addressKindOf[channel] : undefined;
  const isWhole = word.at !== undefined && word.source !== undefined;
  return isWhole && !isTopicLost && !unusable.some((kind) => kind === address) ? word : undefined;
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
