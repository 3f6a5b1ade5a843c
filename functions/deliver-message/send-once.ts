import { type Answer, NotAcceptedError, type Outgoing } from '../../src/channels/channel.ts';
import type { Channel } from '../../src/contracts/channel.ts';
import type { Coupon } from '../../src/contracts/coupon.ts';
import type { Message } from '../../src/contracts/message.ts';
import type { Claim } from '../../src/contracts/profile.ts';
import type { StepResult } from '../../src/contracts/step.ts';
import { RetryableError } from '../../src/platform/errors.ts';
import type { Decision } from '../../src/policy/decide.ts';
import { addressOf } from '../../src/policy/reach.ts';
import { compose } from './compose.ts';
import { finish, ledgerLine } from './conclude.ts';
import { couponFor, couponIssued } from './coupon.ts';
import type { DeliverDependencies, Delivery } from './deliver-message.ts';

/** How long a claim may be somebody's who is still sending: longer than the function may run. */
const leaseMilliseconds = 120_000;

/** How long claims are kept: as long as Step Functions lets an execution be redriven. */
const claimMilliseconds = 14 * 86_400_000;

export type Send = Extract<Decision, { do: 'send' }>;

/**
 * Sends a message under a claim of its own.
 * @returns undefined when the profile changed since it was read: decide again
 * @throws RetryableError when the service was too busy, or gave no answer to a transactional message
 */
export async function sendOnce(
  delivery: Delivery,
  { channel, ...to }: Send,
  dependencies: DeliverDependencies,
): Promise<StepResult | undefined> {
  const { message, locale, coupon } = compose(delivery, { channel, ...to }, dependencies); // before the claim: a broken template leaves none
  if (!(await claim(delivery, channel, dependencies))) return undefined;
  if (coupon) await announce(coupon, delivery, dependencies);
  const carried = { channel, ...carriedBy(coupon) };
  const answer = await hand(delivery, channel, message, dependencies);
  if (answer === 'none') return finish(delivery, { ...noAnswer, ...carried }, dependencies);
  if ('refused' in answer) {
    const { refused: detail } = answer;
    return finish(delivery, { outcome: 'skipped', reason: 'rejected', detail, ...carried }, dependencies);
  }
  return finish(delivery, { outcome: 'sent', ...carried, locale, providerId: answer.accepted }, dependencies);
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
): Promise<StepResult | undefined> {
  const { history, key, now, input } = delivery;
  const { messages } = dependencies.stores;
  const recorded = await messages.get(history.customer, key);
  if (recorded?.outcome === 'sent' || recorded?.outcome === 'skipped') return finish(delivery, recorded, dependencies);
  const carried = { channel: claimed.channel, ...carriedBy(couponFor(delivery, dependencies.keys)) };
  if (now < claimed.at + leaseMilliseconds) {
    await messages.record({ ...ledgerLine(delivery), ...noAnswer, ...carried });
    throw new RetryableError(`Another attempt may still be sending ${key}.`);
  }
  const address = addressOf(history.profile.value, claimed.channel);
  const again = input.step.purpose === 'transactional' && address !== undefined;
  if (again) return sendOnce(delivery, { do: 'send', channel: claimed.channel, address }, dependencies);
  return finish(delivery, { ...noAnswer, ...carried }, dependencies);
}

const noAnswer: Pick<Message, 'outcome' | 'reason'> = { outcome: 'unknown', reason: 'no-answer' };

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
    await release(delivery, dependencies);
    throw cause;
  }
}

/** Takes the right to send, by one conditional write of the profile as it was read for the decision. */
async function claim(
  { history, key, now, input }: Delivery,
  channel: Channel,
  { stores }: DeliverDependencies,
): Promise<boolean> {
  const { value: profile, rev } = history.profile;
  const recent = Object.entries(profile.claims).filter(([, { at }]) => at > now - claimMilliseconds);
  const before = profile.claims[key];
  const first = before && { first: before.first ?? before.at };
  const mine: Claim = { at: now, ...first, channel, purpose: input.step.purpose };
  return stores.customers.save({ ...profile, claims: { ...Object.fromEntries(recent), [key]: mine } }, rev);
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
      await release(delivery, dependencies);
      throw new RetryableError(`${channel} is busy; ${delivery.key} was not taken.`, { cause });
    }
    if (delivery.input.step.purpose === 'marketing') return 'none';
    await dependencies.stores.messages.record({ ...ledgerLine(delivery), ...noAnswer, channel });
    throw new RetryableError(`${channel} gave no answer for ${delivery.key}.`, { cause });
  }
}

/** Gives the claim back: the service surely took nothing. */
async function release({ history, key }: Delivery, { stores }: DeliverDependencies): Promise<void> {
  await stores.customers.change(history.customer, (profile) => {
    const { [key]: _released, ...claims } = profile.claims;
    return { ...profile, claims };
  });
}
