import { type AddressKind, addressKindOf } from '../../commerce/customer/channel.ts';
import type { KnownSource } from '../../model/basis.ts';
import { keptOnOwnList } from '../../model/outcome.ts';
import { own } from '../own.ts';
import { channelsWith, type Known } from '../reason-words.ts';

const words: Readonly<Record<KnownSource, string>> = {
  'unsubscribe link': 'the customer unsubscribed by the link in a message',
  complaint: 'the customer reported a message as spam',
  bounce: 'a message came back as undeliverable',
  'answered STOP': 'the customer answered STOP',
  'carrier opt-out list': 'the number is on the opt-out list of the carrier',
  store: 'the store reported the opt-out',
};

/** Why marketing may not go: who took the agreement back and how, or that there is none. */
export function englishConsent(known: Known): string {
  const {
    basis: { word },
    say,
  } = known;
  const channel = englishChannels(known, 'no-consent') ?? 'this channel';
  if (word === undefined) return `No consent to advertising by ${channel} is recorded for this customer.`;
  return `Advertising by ${channel} is not allowed: ${own(words, word.source) ?? words.store} on ${say.moment(word.at)}.`;
}

/** Why nothing goes to an address at all. */
export function englishSuppression(known: Known): string {
  const {
    basis: { word },
    detail,
    say,
  } = known;
  if (word !== undefined && detail === keptOnOwnList)
    return `The customer asked for texts again, but AWS has kept the number on its opt-out list: on ${say.moment(word.at)} it refused to take it off, which it does only once in 30 days.`;
  if (word?.source === 'carrier opt-out list')
    return 'The owner of this number has told the carrier to stop all messages.';
  if (word === undefined) return `The sending service no longer accepts this address${bracketed(detail)}.`;
  return `Nothing is sent to this address any more: ${own(words, word.source) ?? words.store} on ${say.moment(word.at)}.`;
}

/** What opens a number again. */
export const englishStart = 'Only the customer can change that, by texting START to the number of the shop.';

/** Nothing of any purpose goes to a number whose owner has said STOP, to the shop or to the carrier. */
export function englishStop({ basis: { word }, say }: Known): string {
  if (word?.source === 'carrier opt-out list')
    return 'The owner of this number has told the carrier to stop all messages.';
  const on = word === undefined ? '' : ` on ${say.moment(word.at)}`;
  return `The owner of this number answered STOP${on}: no texts of any kind go there.`;
}

const addressNames: Readonly<Record<AddressKind, string>> = { email: 'e-mail address', phone: 'phone number' };

/** The addresses that are not known. */
export function englishAddresses(known: Known): string {
  const names = channelsWith(known, 'no-address').map(
    (channel) => own(addressNames, own(addressKindOf, channel) ?? '') ?? channel,
  );
  return names.length === 0 ? 'address' : names.join(' or ');
}

/** The channels that are closed for a reason; undefined if there is none. */
export function englishChannels(known: Known, reason: Parameters<typeof channelsWith>[1]): string | undefined {
  const names = channelsWith(known, reason).map(known.say.channel);
  return names.length === 0 ? undefined : names.join(' and ');
}

/** A detail of the service's, if it gave one. */
export function bracketed(detail: string | undefined): string {
  return detail === undefined || detail === '' ? '' : ` (${detail})`;
}
