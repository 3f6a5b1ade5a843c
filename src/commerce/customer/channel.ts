import { normaliseEmail } from '../values/email.ts';

/**
 * Every channel, with the identity that it writes to and its reader of spelt addresses. The one list of channels:
 * everything else about a channel is in its folder `src/channels/<name>/`, and the compiler holds the registries there
 * to this list.
 */
const addressing = {
  email: { kind: 'email', read: normaliseEmail },
  sms: { kind: 'phone', read: readPhone },
} as const;

/** A way by which a message can reach a customer. */
export type Channel = keyof typeof addressing;

/** An identity that a channel writes to. */
export type AddressKind = (typeof addressing)[Channel]['kind'];

/** The channels, in the order in which a message prefers them where its step does not say. */
export const channels = Object.keys(addressing) as Channel[]; // the keys of a const object

export function isChannel(text: string): text is Channel {
  return Object.hasOwn(addressing, text);
}

/** One value for each channel. */
export function byChannel<Value>(make: (channel: Channel) => Value): Readonly<Record<Channel, Value>> {
  return Object.fromEntries(channels.map((channel) => [channel, make(channel)])) as Record<Channel, Value>; // as listed
}

/** The kind of address that each channel writes to. */
export const addressKindOf = byChannel((channel): AddressKind => addressing[channel].kind);

/** The identities that messages are sent to. */
export const addressKinds = [...new Set(Object.values(addressKindOf))];

export function isAddressKind(identity: string): identity is AddressKind {
  return addressKinds.some((kind) => kind === identity);
}

/** The addresses among the identities of somebody. */
export function addressesIn(
  identities: Readonly<Partial<Record<AddressKind, string>>>,
): Partial<Record<AddressKind, string>> {
  const own = addressKinds.flatMap((kind) => (identities[kind] ? [[kind, identities[kind]]] : []));
  return Object.fromEntries(own);
}

/** An e-mail address or a phone number, as somebody spells it. */
export interface SpeltAddress {
  readonly kind: AddressKind;
  readonly value: string;
}

/** Reads an address that one of the channels writes to. Undefined when the text is none. */
export function readSpeltAddress(text: string): SpeltAddress | undefined {
  const read = channels.map((channel) => ({ kind: addressKindOf[channel], value: addressing[channel].read(text) }));
  return read.find((address): address is SpeltAddress => address.value !== undefined);
}

/** Reads a phone number in E.164. */
function readPhone(text: string): string | undefined {
  const number = text.trim();
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : undefined;
}
