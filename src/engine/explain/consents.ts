import { addressKindOf, channels } from '../../commerce/customer/channel.ts';
import type { ToldConsent } from '../../explain/consents.ts';
import type { Profile } from '../../model/profile.ts';
import { namesOf } from '../../policy/customer/names.ts';
import type { Stores } from '../../stores/stores.ts';

/** What was said about the customer's present addresses: the ledger of each, and what is on its way there. */
export async function consentsOf(profile: Profile, { addresses }: Pick<Stores, 'addresses'>): Promise<ToldConsent[]> {
  const names = namesOf(profile);
  const held = channels.flatMap((channel) => {
    const value = profile.identities[addressKindOf[channel]];
    return value === undefined ? [] : [{ channel, ref: addresses.refOf(addressKindOf[channel], value) }];
  });
  const read = await addresses.find(held.map(({ ref }) => ref));
  const all = await Promise.all(
    held.map(async ({ channel, ref }, place): Promise<ToldConsent[]> => {
      const recorded = await addresses.ledger(ref);
      const known = new Set(recorded.map(({ id }) => id));
      const waiting = Object.entries(read[place]?.value.unsettled ?? {});
      const entries = [...recorded, ...waiting.flatMap(([id, entry]) => (known.has(id) ? [] : [entry]))];
      return entries.map((entry) => ({
        channel,
        entry,
        other: entry.customer !== undefined && !names.includes(entry.customer),
      }));
    }),
  );
  return all.flat();
}
