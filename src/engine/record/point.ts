import { addressKinds } from '../../commerce/customer/channel.ts';
import { isChatKind } from '../../commerce/customer/identity.ts';
import type { Profile } from '../../model/profile.ts';
import { carries, hasAddress } from '../../policy/customer/profile.ts';
import type { KnownIdentity } from '../../stores/identities.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Incoming } from './incoming.ts';

/**
 * Points the identities of an event to its customer: those without an owner, and those that it proves to be the
 * customer's. An address has to be one that the profile carries now, so an old event does not take a released one back.
 * A browser that two people use leads to neither of them from then on. It is proven to be the customer's by an event that proves its
 * customer: anybody can type a stranger's address in their own browser.
 * @returns `lost` or `partly` when somebody else was first, before or after an identity came to lead to the customer:
 * read and decide again
 */
export async function pointIdentities(
  incoming: Incoming,
  profile: { readonly before: Profile; readonly after: Profile },
  stores: Stores,
): Promise<'done' | 'partly' | 'lost'> {
  const { customer } = profile.after;
  let leads = incoming.named.some(({ owner }) => owner === customer);
  for (const identity of incoming.named) {
    const marks = marksFor(identity, incoming, profile);
    if (marks === undefined) continue;
    if (!(await stores.identities.assign(identity, customer, marks))) return leads ? 'partly' : 'lost';
    leads = true;
  }
  return 'done';
}

type Marks = Pick<KnownIdentity, 'proven' | 'shared'>;

/** The new owner of an identity; undefined when it stays as it is. */
function marksFor(
  identity: KnownIdentity,
  { owners, kinds, resolution }: Incoming,
  { before, after: profile }: { readonly before: Profile; readonly after: Profile },
): Marks | undefined {
  const { kind, value, owner: key, shared } = identity;
  const owner = key === undefined ? undefined : owners.get(key)?.profile;
  const proven = kinds.some((one) => one === kind);
  if (isChatKind(kind)) return owner === undefined && carries(profile, kind, value) ? {} : undefined;
  if (kind === 'anonymousId') {
    if (shared) return undefined;
    const marks: Marks = resolution.proven ? { proven: true } : {};
    if (owner?.customer === profile.customer) return resolution.proven && !identity.proven ? marks : undefined;
    if (owner === undefined) return marks;
    return relation(profile, owner) === 'same'
      ? marks
      : relation(profile, owner) === 'other'
        ? { shared: true }
        : undefined;
  }
  if (!carries(profile, kind, value)) return undefined;
  const marks: Marks = proven ? { proven } : {};
  if (owner === undefined || !carries(owner, kind, value)) return marks;
  // An address that was given up and is claimed again needs a new proof.
  const isClaimedAnew = owner.customer === profile.customer && !carries(before, kind, value);
  const isNews = proven !== (identity.proven === true) && (proven || isClaimedAnew);
  return isNews ? marks : undefined;
}

/**
 * The relation between two profiles seen in one browser, without proof: the same person when they share a mailbox or
 * number, different people when their accounts or all their addresses differ.
 */
function relation(one: Profile, other: Profile): 'same' | 'other' | undefined {
  const [id, otherId] = [one.identities.id, other.identities.id];
  if (id !== undefined && otherId !== undefined && id !== otherId) return 'other';
  const shared = addressKinds.some((kind) => {
    const address = other.identities[kind];
    return address !== undefined && carries(one, kind, address);
  });
  if (shared) return 'same';
  return hasAddress(one) && hasAddress(other) ? 'other' : undefined;
}
