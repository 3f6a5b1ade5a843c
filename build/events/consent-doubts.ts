import { type Channel, channels } from '../../src/commerce/customer/channel.ts';
import { consentSchema } from '../../src/commerce/customer/customer.ts';
import { unknownConsentKeys } from '../../src/commerce/customer/normalise-consent.ts';
import type { StoreEvent } from '../../src/commerce/events.ts';
import { type Saying, say } from '../../src/journey/reading/saying.ts';
import { nearest, suggest } from '../../src/journey/reading/suggest.ts';
import type { Topics } from '../../src/model/topic.ts';

/** A slip in what an event says of consent: the event is taken, and the statement counts otherwise than it was meant. */
export interface ConsentDoubt {
  readonly path: string;
  readonly problem: Saying;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The slips in an event's consent: keys that the contract does not know, and topics that the shop does not have. Names
 * fields, never what they hold.
 * @param detail as the store would post it
 * @param read the event as it would be taken
 */
export function consentDoubts(detail: unknown, { customer }: StoreEvent, topics: Topics): readonly ConsentDoubt[] {
  const { consent: told } = fieldsOf(fieldsOf(detail).customer);
  const statements = Array.isArray(told)
    ? told.map((one) => [String(fieldsOf(one).channel), one] as const)
    : Object.entries(fieldsOf(told));
  return statements.flatMap(([key, statement]) => {
    const path = `customer.consent.${key}`;
    const channel = channels.find((name) => name === key.toLowerCase());
    if (channel === undefined) return isObject(statement) ? [{ path, problem: unknownChannel(key) }] : [];
    const word = customer.consent?.[channel];
    return [
      ...keyDoubts(fieldsOf(statement), channel, word?.granted === false).map((problem) => ({ path, problem })),
      ...topicDoubts(word, topics).map((problem) => ({ path: `${path}.topic`, problem })),
    ];
  });
}

function unknownChannel(key: string): Saying {
  return say`is no channel, and says nothing: ${suggest(key, channels)}`;
}

function keyDoubts(statement: Fields, channel: Channel, isOptOut: boolean): Saying[] {
  return unknownConsentKeys(statement, channel).map((key) => {
    const name = nearest(key, Object.keys(consentSchema.shape));
    const advice = name === undefined ? say`leave it out` : say`did you mean "${name}"?`;
    return isOptOut
      ? say`has the unknown key "${key}", so this is an opt-out from all marketing: ${advice}`
      : say`has the unknown key "${key}", so the agreement counts for nothing: ${advice}`;
  });
}

function topicDoubts(
  word: { readonly granted: boolean; readonly topic?: string } | undefined,
  topics: Topics,
): Saying[] {
  const { granted, topic } = word ?? {};
  if (topic === undefined || Object.hasOwn(topics, topic)) return [];
  const advice = suggest(topic, Object.keys(topics));
  return [
    granted
      ? say`is no topic of store.yaml, so the agreement counts for nothing: ${advice}`
      : say`is no topic of store.yaml, so this is an opt-out from all marketing: ${advice}`,
  ];
}

function fieldsOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
