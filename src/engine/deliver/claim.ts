import type { Channel } from '../../commerce/customer/channel.ts';
import { day } from '../../commerce/values/time-units.ts';
import type { Coupon } from '../../model/coupon.ts';
import { isPassing } from '../../model/errors.ts';
import type { Claim, Profile } from '../../model/profile.ts';
import { remembers, withClaim, withoutClaim } from '../../policy/customer/address-sent.ts';
import { foldClaims } from '../../policy/customer/past-claims.ts';
import { topicOf } from '../../policy/customer/topic.ts';
import type { Stores } from '../../stores/stores.ts';
import { issueOf } from './coupon.ts';
import type { Delivery } from './delivery.ts';

/** Claims are kept as long as Step Functions lets an execution be redriven. */
const claimMilliseconds = 14 * day;

/** A customer of several orders a day has more messages in two weeks than every decision should have to read. */
const keptTransactional = 16;

/** The time in which the sender of a claim may still be at work: longer than the function may run. */
export const leaseMilliseconds = 120_000;

/**
 * Claims the right to send: by one conditional write of the profile that the decision read, and for marketing by one of
 * the address after it. The address comes last, because an opt-out by another customer of the same mailbox changes
 * nothing else. Both count their claims, so two customers with one mailbox do not both pass the daily cap.
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
  const door = purpose === 'marketing' ? doors[channel] : undefined;
  const topic = purpose === 'marketing' ? { topic: topicOf(input.step, delivery.rules) } : {};
  const base: Claim = {
    at: now,
    ...firstOf(delivery),
    channel,
    purpose,
    ...topic,
    ...(coupon && couponPart(coupon, delivery)),
  };
  const mine: Claim = { ...base, ...(door && { address: door.read.hash }) };
  const { claims, dropped, past } = recentOf(withoutClaimOf(profile, key), now);
  const { past: _before, ...rest } = profile;
  const claimed = {
    ...rest,
    claims: { ...claims, [key]: mine },
    ...(past && { past }),
    ...(dropped !== undefined && { dropped }),
  };
  if (!(await stores.customers.save(claimed, rev))) return false;
  if (door === undefined || (await stores.addresses.save(door.read, withClaim(door.known, key, base)))) return true;
  await giveBack(delivery, now, stores);
  return false;
}

/**
 * True if nothing was sent under a claim that was never released: its attempt broke off before it claimed the address.
 * Only for a claim whose lease is over, and whose address remembers its messages since then.
 */
export function isHalfClaimed({ address, at, channel }: Claim, { key, doors, now }: Delivery): boolean {
  const door = doors[channel];
  if (address === undefined || door?.read.hash !== address || !remembers(at, now)) return false;
  return door.known.claims[key]?.at !== at;
}

/**
 * The claims that are kept: the recent ones, and of those for transactional messages, which nothing caps, the last. What came
 * of one that was dropped the ledger knows, and how many there were the counts.
 */
function recentOf(profile: Profile, now: number): Pick<Profile, 'claims' | 'dropped' | 'past'> {
  const { dropped } = profile;
  const { claims, past } = foldClaims(profile, now, claimMilliseconds);
  const recent = Object.entries(claims);
  const lastFirst = recent
    .filter(([, { purpose }]) => purpose === 'transactional')
    .sort(([, one], [, other]) => other.at - one.at);
  const over = lastFirst.slice(keptTransactional);
  const last = over[0]?.[1].at;
  const kept = Object.fromEntries(recent.filter((one) => !over.includes(one)));
  const lastDropped = last === undefined ? dropped : Math.max(last, dropped ?? last);
  return { claims: kept, ...(lastDropped !== undefined && { dropped: lastDropped }), ...(past && { past }) };
}

function withoutClaimOf(profile: Profile, key: string): Profile {
  const { [key]: _mine, ...claims } = profile.claims;
  return { ...profile, claims };
}

/** Of which attempt nobody knows what came of it, if of any: then the next one is the only repetition. */
function firstOf({ claimed }: Delivery): Pick<Claim, 'first'> {
  const first = claimed?.returned ? claimed.first : (claimed?.first ?? claimed?.at);
  return first === undefined ? {} : { first };
}

function couponPart({ expiresAt }: Coupon, delivery: Delivery): Pick<Claim, 'coupon'> {
  const issue = issueOf(delivery);
  return { coupon: { expiresAt, ...(issue > 1 && { issue }), journey: delivery.rules.journey } };
}

/** Gives the claim back: the service surely took nothing. What the store was told under it is kept. */
export async function releaseClaim(delivery: Delivery, stores: Pick<Stores, 'addresses' | 'customers'>): Promise<void> {
  const { key, doors, input, now } = delivery;
  await giveBack(delivery, now, stores);
  if (input.step.purpose !== 'marketing') return;
  for (const { read } of Object.values(doors)) {
    await stores.addresses.change(read, (address) => withoutClaim(address, key, ({ at }) => at === now));
  }
}

/**
 * Gives back the claim of an earlier attempt under which surely nothing was taken, when the message does not go now after
 * all: it would go on counting against the caps. Where the table is too busy for it, it stays.
 */
export async function releaseEarlier(delivery: Delivery, stores: Pick<Stores, 'customers'>): Promise<void> {
  const left = delivery.history.profile.claims[delivery.key];
  const isTaken = delivery.claimed?.returned !== true || left?.at !== delivery.claimed.at;
  if (left === undefined || left.returned || isTaken) return;
  try {
    await giveBack(delivery, left.at, stores);
  } catch (error) {
    if (!isPassing(error)) throw error;
  }
}

/** Gives back what was claimed of the profile at a time. A claim that another attempt has made since then is that one's. */
async function giveBack(
  { history, key }: Pick<Delivery, 'history' | 'key'>,
  at: number,
  { customers }: Pick<Stores, 'customers'>,
): Promise<void> {
  await customers.change(history.customer, (profile) => {
    const { [key]: mine, ...claims } = profile.claims;
    if (mine?.at !== at) return profile;
    const keeps = mine.coupon !== undefined || mine.first !== undefined;
    return { ...profile, claims: keeps ? { ...claims, [key]: { ...mine, returned: true } } : claims };
  });
}

/**
 * Releases the claims of a finished attempt on its addresses, when the message does not go now after all. The claim of
 * another call that may still be sending stays.
 */
export async function releaseMailboxes(
  { key, doors, now, claimed }: Delivery,
  stores: Pick<Stores, 'addresses'>,
): Promise<void> {
  const isOver = ({ at }: Claim) => now >= at + leaseMilliseconds || (claimed?.returned === true && claimed.at === at);
  for (const { read, known } of Object.values(doors)) {
    const left = known.claims[key];
    if (left === undefined || !isOver(left)) continue;
    await stores.addresses.change(read, (address) => withoutClaim(address, key, isOver));
  }
}
