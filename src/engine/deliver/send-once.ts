import { type Answer, NotAcceptedError, type Outgoing } from '../../channels/contract/sender.ts';
import type { Channel } from '../../commerce/customer/channel.ts';
import type { Address } from '../../model/address.ts';
import type { Basis } from '../../model/basis.ts';
import type { Coupon } from '../../model/coupon.ts';
import { DomainError, RetryableError, stoppedBy } from '../../model/errors.ts';
import { nameOfFailure } from '../../model/failures.ts';
import type { Message } from '../../model/message.ts';
import type { Profile } from '../../model/profile.ts';
import type { StepResult } from '../../model/step.ts';
import { withdraw } from '../../policy/customer/address.ts';
import { isUndelivered } from '../../policy/customer/address-sent.ts';
import { withdrawConsent, withdrawConsentOf } from '../../policy/customer/profile.ts';
import { listSource } from '../../policy/customer/stopped.ts';
import { keptOnListAt } from '../../policy/customer/unlisting.ts';
import { changeOtherHolders } from '../record/holders.ts';
import { recordUnlisting } from '../record/unlisting.ts';
import { claim, releaseClaim } from './claim.ts';
import { compose } from './compose.ts';
import { couponIssued } from './coupon.ts';
import type { DeliverPorts, Delivery, Send } from './delivery.ts';
import { notedOf, noteForSeconds } from './fall-back.ts';
import { holdBack, type NotTaken } from './hold-back.ts';
import { basedOn, ledgerLine, recordOutcome } from './record-outcome.ts';

/** The result of one attempt: undefined asks for another decision, without the channel that turned out to be closed. */
export type Attempt = StepResult | { readonly closed: Channel } | undefined;

/**
 * Sends a message under its own claim.
 * @returns undefined when the profile changed since it was read, or the channel that its owner has closed: decide again
 * @throws RetryableError when the service gave no answer to a transactional message
 */
export async function sendOnce(
  delivery: Delivery,
  { channel, chosen, passed, basis: decided, ...to }: Send,
  ports: DeliverPorts,
): Promise<Attempt> {
  const { message, locale, coupon } = compose(delivery, { channel, ...to }, ports); // before the claim: a broken template leaves none
  if (!(await claim(delivery, { channel, coupon }, ports.stores))) return undefined;
  const untold = coupon && (await announce(coupon, delivery, ports));
  const carried = { ...carriedBy(delivery, channel, coupon), ...(chosen && { chosen }), ...(passed && { passed }) };
  const basis = basedOn(delivery, ports, decided);
  const answer = untold ?? (await callSender(delivery, { channel, basis }, message, ports));
  if (answer === 'none') {
    const unknown = await recordOutcome(delivery, { ...noAnswer, basis, ...carried }, ports);
    await noteSent(channel, delivery, ports);
    return unknown;
  }
  if ('notTaken' in answer) return holdBack(delivery, answer, ports);
  if ('optedOut' in answer) {
    await optOut(delivery, channel, ports);
    return { closed: channel };
  }
  if ('refused' in answer) {
    const { refused: detail } = answer;
    return recordOutcome(delivery, { outcome: 'skipped', reason: 'rejected', detail, basis, ...carried }, ports);
  }
  const { accepted: providerId, ...tracking } = answer;
  const sent = await recordOutcome(
    delivery,
    { outcome: 'sent', basis, ...carried, locale, providerId, ...tracking },
    ports,
  );
  await noteSent(channel, delivery, ports);
  await noteTaken(channel, delivery, ports);
  return sent;
}

export const noAnswer: Pick<Message, 'outcome' | 'reason'> = { outcome: 'unknown', reason: 'no-answer' };

/**
 * Notes that a message may have gone, so that second attempts of this time wait for reports on it, where there are any. Only once
 * the outcome is on record: nothing may come between a message that went and the line that says so.
 */
async function noteSent(channel: Channel, { now }: Delivery, { journeys, stores }: DeliverPorts): Promise<void> {
  const noted = notedOf(channel, journeys);
  if (noted.isAwaited) await noteForSeconds(() => stores.reportTimes.noteSent(channel, now));
}

/** Notes that the service took a message to an address that it had refused to take off its opt-out list: somebody else did. */
async function noteTaken(channel: Channel, { doors }: Delivery, ports: DeliverPorts): Promise<void> {
  const read = doors[channel]?.read;
  if (read !== undefined && keptOnListAt(read.value) !== undefined) await recordUnlisting(read, 'removed', ports);
}

/** The address and coupon of a message, as the ledger keeps them. */
export function carriedBy({ doors, now }: Delivery, channel: Channel, coupon: Coupon | undefined): Carried {
  const door = doors[channel];
  const { code, expiresAt } = coupon ?? {};
  return {
    channel,
    ...(door && { address: door.read.hash }),
    ...(door && isUndelivered(door.known, now) && { afterUndelivered: true as const }),
    ...(code !== undefined && expiresAt !== undefined && { coupon: { code, expiresAt } }),
  };
}

type Carried = Pick<Message, 'channel' | 'address' | 'afterUndelivered' | 'coupon'>;

/** The result of handing a message over: the service's answer, none, or a certain "not accepted". */
type SendResult = Answer | 'none' | NotTaken;

/**
 * Announces the coupon to the store before any customer has it: the checkout would refuse an unknown code. It happens
 * under the claim, so that no coupon is issued for a message that another attempt decides not to send.
 * @returns why the message cannot go now, when the bus has not accepted the event
 */
async function announce(
  coupon: Coupon,
  delivery: Delivery,
  { publish, settings }: DeliverPorts,
): Promise<NotTaken | undefined> {
  try {
    await publish(couponIssued(coupon, delivery, settings.shop));
    return undefined;
  } catch (error) {
    if (!(error instanceof RetryableError)) throw error;
    const stopped = stoppedBy(error);
    return stopped === undefined
      ? { notTaken: 'busy', detail: nameOfFailure(error.cause ?? error) }
      : { notTaken: 'sending-stopped', detail: stopped };
  }
}

/**
 * Hands the message to its service. `none`: no answer came, and a marketing message must not go twice.
 * @throws RetryableError when no answer came to a transactional message
 */
async function callSender(
  delivery: Delivery,
  { channel, basis }: { readonly channel: Channel; readonly basis: Basis },
  message: Outgoing,
  ports: DeliverPorts,
): Promise<SendResult> {
  const sender = ports.senders[channel];
  if (sender === undefined) throw new DomainError(`The policy chose ${channel}, which is not configured.`);
  try {
    return await sender.send(message);
  } catch (cause) {
    if (cause instanceof NotAcceptedError) {
      return { notTaken: cause.reason, ...(cause.detail !== undefined && { detail: cause.detail }) };
    }
    if (delivery.input.step.purpose === 'marketing') return 'none';
    await ports.stores.messages.record({ ...ledgerLine(delivery), ...noAnswer, basis, channel });
    throw new RetryableError(`${channel} gave no answer for ${delivery.key}.`, { cause });
  }
}

/**
 * Closes the address, whose owner told the service to send nothing more, and gives the claim back. It stays open where the
 * owner has taken that back here, and the service is known to keep it on its list all the same.
 */
async function optOut(delivery: Delivery, channel: Channel, { stores }: DeliverPorts): Promise<void> {
  const { doors, history, input, now } = delivery;
  const read = doors[channel]?.read;
  if (read !== undefined && keptOnListAt(read.value) !== undefined) return releaseClaim(delivery, stores);
  const source = listSource;
  if (read !== undefined) {
    const said = { what: 'opt-out', saidAt: now, from: 'report', source, customer: input.customer } as const;
    const close = (known: Address) => withdraw(known, input.customer, now, source);
    const address = await stores.addresses.change(read, close, said);
    const note = (profile: Profile) => withdrawConsentOf(profile, channel, now, source);
    await changeOtherHolders({ ref: read, address, customer: history.customer }, stores, note);
  }
  await stores.customers.change(history.customer, (profile) => withdrawConsent(profile, channel, now, source));
  await releaseClaim(delivery, stores);
}
