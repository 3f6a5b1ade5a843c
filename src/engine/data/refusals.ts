import { addressKindOf } from '../../commerce/customer/channel.ts';
import type { Erased, Profile } from '../../model/profile.ts';
import { refusalsIn } from '../../policy/customer/erasure.ts';
import { namesOf } from '../../policy/customer/names.ts';
import type { Stores } from '../../stores/stores.ts';

/**
 * What a customer who is to be erased has refused, by their present addresses. An opt-out goes along with its customer, so the
 * address at which they said it is often another one. It stays at those that lead to them: anybody can list one that is not theirs.
 */
export async function refusalsAt(
  profile: Profile,
  { identities, addresses }: Pick<Stores, 'identities' | 'addresses'>,
): Promise<NonNullable<Erased['refused']>> {
  const names = namesOf(profile);
  const kept = refusalsIn(profile).map(async ({ channel, ...refusal }) => {
    const kind = addressKindOf[channel];
    const value = profile.identities[kind];
    if (value === undefined) return [];
    const [pointer] = await identities.find({ [kind]: value });
    const leads = pointer?.owner !== undefined && names.includes(pointer.owner);
    return leads ? [{ kind, hash: addresses.refOf(kind, value).hash, ...refusal }] : [];
  });
  return (await Promise.all(kept)).flat();
}
