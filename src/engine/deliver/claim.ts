import { day } from '../../commerce/values/time-units.ts';
import type { Channel } from '../../model/channel.ts';
import type { Coupon } from '../../model/coupon.ts';
import type { Claim, Profile } from '../../model/profile.ts';
import { withClaim, withoutClaim } from '../../policy/customer/address.ts';
import type { Stores } from '../../stores/stores.ts';
import { issueOf } from './coupon.ts';
import type { Delivery } from './delivery.ts';

/** How long claims are kept: as long as Step Functions lets an execution be redriven. */
const claimMilliseconds = 14 * day;

/** A customer of several orders a day has more messages in two weeks than every decision should have to read. */
const keptTransactional = 16;

/**
 * Takes the right to send: by one conditional write of the profile as it was read for the decision; for marketing after
 * one of the address, so that two customers with one mailbox do not both pass the daily cap. Both count what is claimed.
 * @returns false when either changed since it was read: decide again
 */
export async function claim(
  delivery: Delivery,
  { channel, coupon }: { readonly channel: Channel; readonly coupon?: Coupon | undefined },
  stores: Pick<Stores, 'addresses' | 'customers'>,
): Promise<boolean> {
  const { history, key, now, input, doors } = delivery;
  const { value: profile, rev } = history.stored.profile;
  const { purpose } = input.step;
  const mine: Claim = { at: now, ...firstOf(delivery), channel, purpose, ...(coupon && told(coupon, delivery)) };
  const door = doors[channel];
  if (purpose === 'marketing' && door !== undefined) {
    if (!(await stores.addresses.save(door.read, withClaim(door.known, key, mine)))) return false;
  }
  const { claims, dropped } = recentOf(profile, now);
  const kept = { ...claims, [key]: mine };
  return stores.customers.save({ ...profile, claims: kept, ...(dropped !== undefined && { dropped }) }, rev);
}

/**
 * The claims that are kept: the recent ones, and of those for transactional messages, which nothing caps, the last. What came
 * of one that was dropped the ledger knows.
 */
function recentOf({ claims, dropped }: Profile, now: number): Pick<Profile, 'claims' | 'dropped'> {
  const recent = Object.entries(claims).filter(([, { at }]) => at > now - claimMilliseconds);
  const lastFirst = recent
    .filter(([, { purpose }]) => purpose === 'transactional')
    .sort(([, one], [, other]) => other.at - one.at);
  const over = lastFirst.slice(keptTransactional);
  const last = over[0]?.[1].at;
  const kept = Object.fromEntries(recent.filter((one) => !over.includes(one)));
  return { claims: kept, dropped: last === undefined ? dropped : Math.max(last, dropped ?? last) };
}

/** Of which attempt nobody knows what came of it, if of any: then the next one is the only repetition. */
function firstOf({ claimed }: Delivery): Pick<Claim, 'first'> {
  const first = claimed?.returned ? claimed.first : (claimed?.first ?? claimed?.at);
  return first === undefined ? {} : { first };
}

function told({ expiresAt }: Coupon, delivery: Delivery): Pick<Claim, 'coupon'> {
  const issue = issueOf(delivery);
  return { coupon: { expiresAt, ...(issue > 1 && { issue }) } };
}

/** Gives the claim back: the service surely took nothing. What the store was told under it is kept. */
export async function release(delivery: Delivery, stores: Pick<Stores, 'addresses' | 'customers'>): Promise<void> {
  const { history, key, doors, input } = delivery;
  await stores.customers.change(history.customer, (profile) => {
    const { [key]: mine, ...claims } = profile.claims;
    const keeps = mine !== undefined && (mine.coupon !== undefined || mine.first !== undefined);
    return { ...profile, claims: keeps ? { ...claims, [key]: { ...mine, returned: true } } : claims };
  });
  if (input.step.purpose !== 'marketing') return;
  for (const { read } of Object.values(doors)) {
    await stores.addresses.change(read, (address) => withoutClaim(address, key));
  }
}

/** Gives back what an attempt took of an address before it lost the profile, when the message does not go now after all. */
export async function releaseMailboxes({ key, doors }: Delivery, stores: Pick<Stores, 'addresses'>): Promise<void> {
  for (const { read, known } of Object.values(doors)) {
    if (Object.hasOwn(known.claims, key)) await stores.addresses.change(read, (address) => withoutClaim(address, key));
  }
}
