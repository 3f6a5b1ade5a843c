import { type Answer, NotAcceptedError, type Outgoing } from '../../src/channels/channel.ts';
import type { Channel } from '../../src/contracts/channel.ts';
import type { Coupon } from '../../src/contracts/coupon.ts';
import type { Message } from '../../src/contracts/message.ts';
import type { Claim } from '../../src/contracts/profile.ts';
import type { StepResult } from '../../src/contracts/step.ts';
import { RetryableError } from '../../src/platform/errors.ts';
import { withdraw } from '../../src/policy/address.ts';
import type { Decision } from '../../src/policy/decide.ts';
import { withdrawConsent } from '../../src/policy/profile.ts';
import { claim, release } from './claim.ts';
import { compose } from './compose.ts';
import { finish, ledgerLine } from './conclude.ts';
import { couponFor, couponIssued } from './coupon.ts';
import type { DeliverDependencies, Delivery } from './deliver-message.ts';

/** How long a claim may be somebody's who is still sending: longer than the function may run. */
const leaseMilliseconds = 120_000;

export type Send = Extract<Decision, { do: 'send' }>;

/** What came of one attempt: undefined when it is to be decided again, without the channel that turned out to be closed. */
export type Attempt = StepResult | { readonly closed: Channel } | undefined;

/**
 * Sends a message under a claim of its own.
 * @returns undefined when the profile changed since it was read, or the channel that its owner has closed: decide again
 * @throws RetryableError when the service was too busy, or gave no answer to a transactional message
 */
export async function sendOnce(
  delivery: Delivery,
  { channel, ...to }: Send,
  dependencies: DeliverDependencies,
): Promise<Attempt> {
  const { message, locale, coupon } = compose(delivery, { channel, ...to }, dependencies); // before the claim: a broken template leaves none
  if (!(await claim(delivery, channel, dependencies.stores))) return undefined;
  if (coupon) await announce(coupon, delivery, dependencies);
  const carried = { channel, ...addressIn(delivery, channel), ...carriedBy(coupon) };
  const answer = await hand(delivery, channel, message, dependencies);
  if (answer === 'none') return finish(delivery, { ...noAnswer, ...carried }, dependencies);
  if ('optedOut' in answer) {
    await optOut(delivery, channel, dependencies);
    return { closed: channel };
  }
  if ('refused' in answer) {
    const { refused: detail } = answer;
    return finish(delivery, { outcome: 'skipped', reason: 'rejected', detail, ...carried }, dependencies);
  }
  const { accepted: providerId, ...tracking } = answer;
  return finish(delivery, { outcome: 'sent', ...carried, locale, providerId, ...tracking }, dependencies);
}

/**
 * Goes on from an earlier attempt's claim. What that recorded is said again. If it recorded nothing, nobody
 * knows whether the message went: after the lease, marketing stays unknown and a transactional one is sent.
 * @throws RetryableError while the earlier attempt may still be at it
 */
export async function settleClaim(
  delivery: Delivery,
  claimed: Claim,
  dependencies: DeliverDependencies,
): Promise<Attempt> {
  const { key, now, input, doors } = delivery;
  const { messages } = dependencies.stores;
  const recorded = await messages.get(input.customer, key);
  if (recorded?.outcome === 'sent' || recorded?.outcome === 'skipped') return finish(delivery, recorded, dependencies);
  const { channel } = claimed;
  const coupon = couponFor(delivery, dependencies.keys);
  const carried = { channel, ...addressIn(delivery, channel), ...carriedBy(coupon) };
  if (now < claimed.at + leaseMilliseconds) {
    await messages.record({ ...ledgerLine(delivery), ...noAnswer, ...carried });
    throw new RetryableError(`Another attempt may still be sending ${key}.`);
  }
  const address = doors[channel]?.address;
  const again = input.step.purpose === 'transactional' && address !== undefined;
  if (again) return sendOnce(delivery, { do: 'send', channel, address }, dependencies);
  return finish(delivery, { ...noAnswer, ...carried }, dependencies);
}

const noAnswer: Pick<Message, 'outcome' | 'reason'> = { outcome: 'unknown', reason: 'no-answer' };

/** What the ledger keeps of where a message went. */
function addressIn({ doors }: Delivery, channel: Channel): Pick<Message, 'address'> {
  const door = doors[channel];
  return door ? { address: door.read.hash } : {};
}

/** What the ledger keeps of a message's coupon. */
function carriedBy(coupon: Coupon | undefined): Pick<Message, 'coupon'> {
  return coupon ? { coupon: { code: coupon.code, expiresAt: coupon.expiresAt } } : {};
}

/**
 * Tells the store of the coupon before anybody holds it: a code that the store does not know would be refused at the
 * checkout. Under the claim, so that no coupon is issued for a message that another attempt decides not to send.
 * @throws RetryableError when the bus has not taken the event; the claim is given back, for nothing was sent
 */
async function announce(coupon: Coupon, delivery: Delivery, dependencies: DeliverDependencies): Promise<void> {
  try {
    await dependencies.publish(couponIssued(coupon, delivery, dependencies.settings.shop));
  } catch (cause) {
    await release(delivery, dependencies.stores);
    throw cause;
  }
}

/** Hands the message to its service. `none`: no answer came, and a marketing message must not go twice. */
async function hand(
  delivery: Delivery,
  channel: Channel,
  message: Outgoing,
  dependencies: DeliverDependencies,
): Promise<Answer | 'none'> {
  const sender = dependencies.senders[channel];
  if (sender === undefined) throw new RangeError(`The policy chose ${channel}, which is not configured.`);
  try {
    return await sender.send(message);
  } catch (cause) {
    if (cause instanceof NotAcceptedError) {
      await release(delivery, dependencies.stores);
      throw new RetryableError(`${channel} is busy; ${delivery.key} was not taken.`, { cause });
    }
    if (delivery.input.step.purpose === 'marketing') return 'none';
    await dependencies.stores.messages.record({ ...ledgerLine(delivery), ...noAnswer, channel });
    throw new RetryableError(`${channel} gave no answer for ${delivery.key}.`, { cause });
  }
}

/** Closes the address, whose owner told the service to send nothing more, and gives the claim back. */
async function optOut(delivery: Delivery, channel: Channel, { stores }: DeliverDependencies): Promise<void> {
  const { doors, history, input, now } = delivery;
  const read = doors[channel]?.read;
  const source = 'carrier opt-out list';
  if (read !== undefined) {
    await stores.addresses.change(read, (address) => withdraw(address, input.customer, now, source));
  }
  await stores.customers.change(history.customer, (profile) => withdrawConsent(profile, channel, now, source));
  await release(delivery, stores);
}
