import { addressKinds, normalise } from '../contracts/identity.ts';
import type { Profile } from '../contracts/profile.ts';
import { carries } from '../policy/profile.ts';
import type { KnownIdentity } from './identities.ts';
import type { Incoming } from './remember.ts';
import type { Stores } from './stores.ts';

/**
 * Lets the identities of an event lead to its customer: those that lead to nobody, and those that it proves to be the
 * customer's. An address has to be one that the profile carries now, so an old event does not take a released one back.
 * A browser that two people use leads to neither of them from then on.
 * @returns false when somebody else was first: read and decide again
 */
export async function pointIdentities(incoming: Incoming, profile: Profile, stores: Stores): Promise<boolean> {
  for (const identity of incoming.named) {
    const marks = marksFor(identity, incoming, profile);
    if (marks !== undefined && !(await stores.identities.assign(identity, profile.customer, marks))) return false;
  }
  return true;
}

type Marks = Pick<KnownIdentity, 'proven' | 'shared'>;

/** What is to be written of where an identity leads; undefined when it stays as it is. */
function marksFor(identity: KnownIdentity, { event, owners, kinds }: Incoming, profile: Profile): Marks | undefined {
  const { kind, value, owner: key, shared } = identity;
  const owner = key === undefined ? undefined : owners.get(key)?.profile.value;
  const proven = kinds.some((one) => one === kind);
  if (kind === 'lineId') return owner === undefined ? {} : undefined;
  if (kind === 'anonymousId') {
    if (shared || owner?.customer === profile.customer) return undefined;
    if (owner === undefined) return {};
    return isSamePerson(event.customer, owner) ? {} : { shared: true };
  }
  if (!carries(profile, kind, value)) return undefined;
  const marks: Marks = proven ? { proven } : {};
  if (owner === undefined || !carries(owner, kind, value)) return marks;
  const isNews = proven && identity.proven !== true;
  return isNews ? marks : undefined;
}

/** Whether an event is most likely of the person behind a profile, though nothing proves it: it names the same mailbox. */
function isSamePerson(customer: Incoming['event']['customer'], { identities }: Profile): boolean {
  const named = addressKinds.filter((kind) => customer[kind] !== undefined);
  if (named.length === 0 && customer.id === undefined) return true;
  if (customer.id !== undefined && identities.id !== undefined && customer.id !== identities.id) return false;
  return named.some((kind) => {
    const [own, other] = [identities[kind], customer[kind]];
    return own !== undefined && other !== undefined && normalise(kind, own) === normalise(kind, other);
  });
}
