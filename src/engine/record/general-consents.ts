import { type AddressKind, addressKindOf, channels } from '../../commerce/customer/channel.ts';
import type { ConsentSaid } from '../../model/consent-entry.ts';
import type { Consent, Profile } from '../../model/profile.ts';
import { hearConsent } from '../../policy/customer/address.ts';
import { wordOf } from '../../policy/customer/address-words.ts';
import { carries } from '../../policy/customer/profile.ts';
import { refusedAt } from '../../policy/customer/stance.ts';
import { fromIso } from '../../policy/time/timing.ts';
import type { Stores } from '../../stores/stores.ts';
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
): Promise<void> {
  const told = channels.flatMap((channel) => {
    const kind = addressKindOf[channel];
    const [value, word] = [event.customer[kind], profile.general?.[channel]];
    const isHeld = value !== undefined && carries(profile, kind, value);
    if (event.customer.consent?.[channel]?.granted) return []; // the address has just heard that, with a proof of its own
    return isHeld && word?.granted && refusedAt(profile, channel) === undefined ? [{ kind, value, word }] : [];
  });
  const doors = await stores.addresses.find(told.map(({ kind, value }) => stores.addresses.refOf(kind, value)));
  for (const [place, { kind, word }] of told.entries()) {
    const read = doors[place];
    if (read === undefined || isKnown(wordOf(read.value, profile.customer)?.agreed, word)) continue;
    const owner = ownerOf(kind, named, owners);
    const isOther = owner !== undefined && owner !== profile.customer;
    const statement = {
      customer: profile.customer,
      granted: true,
      at: word.at,
      source: word.source,
      ...(word.wording !== undefined && { wording: word.wording }),
      reportedAt: fromIso(event.occurredAt),
      account: true,
      leads: !isOther,
      verified: kinds.includes(kind),
      ...(isOther && { leader: owner }),
    };
    await stores.addresses.change(read, (known) => hearConsent(known, statement), saidBy(word, profile.customer), read);
  }
}

function isKnown(agreed: number | undefined, { at }: Consent): boolean {
  return agreed !== undefined && agreed >= at;
}

function ownerOf(kind: AddressKind, named: Incoming['named'], owners: Incoming['owners']): string | undefined {
  const pointer = named.find((identity) => identity.kind === kind);
  return pointer?.owner === undefined ? undefined : owners.get(pointer.owner)?.profile.customer;
}

function saidBy({ at, source, wording, proof = {} }: Consent, customer: string): ConsentSaid {
  const { from = 'unknown', id, version, event } = proof;
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
    ...(Object.keys(words).length > 0 && { wording: words }),
    ...(event !== undefined && { event }),
  };
}
