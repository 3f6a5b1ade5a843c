import { type AddressKind, addressKindOf, channels } from '../../commerce/customer/channel.ts';
import type { Address, AddressWord } from '../../model/address.ts';
import type { ConsentSaid } from '../../model/consent-entry.ts';
import type { Consent, Profile } from '../../model/profile.ts';
import { hearConsent } from '../../policy/customer/address.ts';
import { wordOf } from '../../policy/customer/address-words.ts';
import { askToConfirm } from '../../policy/customer/double-opt-in.ts';
import { askForGeneral, isAsked } from '../../policy/customer/general-consent.ts';
import { namesOf } from '../../policy/customer/names.ts';
import { carries } from '../../policy/customer/profile.ts';
import { refusedAt } from '../../policy/customer/stance.ts';
import { fromIso } from '../../policy/time/timing.ts';
import type { Stores } from '../../stores/stores.ts';
import type { IdentityRules } from './identity-rules.ts';
import type { Incoming } from './incoming.ts';

/**
 * Tells an address of what its customer's account had agreed to before it named one, so that the address's ledger holds the
 * proof. One more batch read for events that name an address of an account that has agreed so, and say nothing of consent
 * themselves; a write if it is news.
 */
export async function tellOfGeneralConsents(
  { event, named, owners, kinds }: Incoming,
  profile: Profile,
  stores: Stores,
  { askAt }: IdentityRules,
): Promise<void> {
  const told = channels.flatMap((channel) => {
    const kind = addressKindOf[channel];
    const [value, word] = [event.customer[kind], profile.general?.[channel]];
    const isHeld = value !== undefined && carries(profile, kind, value);
    if (event.customer.consent?.[channel]?.granted) return []; // the address has just heard that, with a proof of its own
    const confirms = isAsked(profile, channel);
    return isHeld && word?.granted && refusedAt(profile, channel) === undefined
      ? [{ kind, value, word, confirms }]
      : [];
  });
  const doors = await stores.addresses.find(told.map(({ kind, value }) => stores.addresses.refOf(kind, value)));
  for (const [place, { kind, word, confirms }] of told.entries()) {
    const read = doors[place];
    const verified = kinds.includes(kind);
    const asks = confirms && !verified;
    if (read === undefined || isKnown(wordOf(read.value, profile.customer), word, asks)) continue;
    const owner = ownerOf(kind, named, owners);
    const isOther = owner !== undefined && owner !== profile.customer;
    const statement = {
      customer: profile.customer,
      granted: true,
      at: word.at,
      source: word.source,
      ...(word.wording !== undefined && { wording: word.wording }),
      ...(word.history && { history: true }),
      reportedAt: fromIso(event.occurredAt),
      account: true,
      leads: !isOther,
      verified,
      ...(isOther && { leader: owner }),
      confirms,
    };
    const hear = (known: Address) => {
      const heard = hearConsent(known, statement);
      return asks && askAt !== undefined ? askToConfirm(heard, namesOf(profile), askAt) : heard;
    };
    const said = saidBy(word, profile.customer);
    await stores.addresses.change(read, hear, asks ? { ...said, what: 'request' } : said, read);
  }
}

function isKnown({ agreed, asked, imported }: AddressWord = {}, { at, history }: Consent, asks: boolean): boolean {
  if (history && imported !== undefined && imported <= at) return true;
  return [agreed, asks ? asked : undefined].some((time) => time !== undefined && time >= at);
}

/**
 * The profile after the event, where the account took an address without proof under double opt-in: that may be somebody
 * else's, so what the account had agreed to before has to be confirmed there.
 */
export function askOfGeneral(
  { event, kinds }: Incoming,
  { before, after }: { readonly before: Profile; readonly after: Profile },
  { doubleOptIn = [] }: IdentityRules,
): Profile {
  if (event.history || event.test) return after;
  const taken = channels.filter((channel) => {
    const kind = addressKindOf[channel];
    const value = after.identities[kind];
    const isNew = value !== undefined && !carries(before, kind, value);
    return isNew && doubleOptIn.includes(kind) && !kinds.includes(kind);
  });
  return taken.reduce(askForGeneral, after);
}

function ownerOf(kind: AddressKind, named: Incoming['named'], owners: Incoming['owners']): string | undefined {
  const pointer = named.find((identity) => identity.kind === kind);
  return pointer?.owner === undefined ? undefined : owners.get(pointer.owner)?.profile.customer;
}

function saidBy({ at, source, wording, proof = {} }: Consent, customer: string): ConsentSaid {
  const { from = 'unknown', id, version, by, event } = proof;
  const words = {
    ...(id !== undefined && { id }),
    ...(version !== undefined && { version }),
    ...(wording !== undefined && { text: wording }),
  };
  return {
    what: 'agreement',
    saidAt: at,
    from,
    source,
    customer,
    ...(by !== undefined && { by }),
    ...(Object.keys(words).length > 0 && { wording: words }),
    ...(event !== undefined && { event }),
  };
}
