import { minute } from '../../commerce/values/time-units.ts';
import { RetryableError } from '../../model/errors.ts';
import { type Message, secondKeyOf, wasTaken } from '../../model/message.ts';
import type { Claim } from '../../model/profile.ts';
import type { StepResult } from '../../model/step.ts';
import { fromIso } from '../../policy/time/timing.ts';
import { isHalfClaimed, leaseMilliseconds } from './claim.ts';
import { couponFor } from './coupon.ts';
import type { DeliverPorts, Delivery } from './delivery.ts';
import { basedOn, recordOutcome } from './record-outcome.ts';
import { type Attempt, carriedBy, noAnswer } from './send-once.ts';

/**
 * A transactional message whose service gave no answer goes once more so long after: a report tells by then whether the first
 * one arrived, and most troubles of a service are over.
 */
const repeatAfter = 15 * minute;

/**
 * Continues from an earlier attempt. A recorded outcome is returned again. If the service surely accepted nothing, or
 * the attempt broke off before it had claimed everything, this attempt replaces it. Without a record nobody knows
 * whether the message went: after the lease marketing stays unknown, and a transactional one may be sent once more, later if
 * its service is known to have given no answer.
 * @returns `again`: decide now whether it should go, after that claim if there is one
 * @throws RetryableError while the earlier attempt may still be running, or a report may still tell what came of it
 */
export async function resolveClaim(
  delivery: Delivery,
  ports: DeliverPorts,
): Promise<Attempt | { readonly again: Claim | undefined }> {
  const { key, now, input, history } = delivery;
  const claimed = history.profile.claims[key];
  const readLine = () => ports.stores.messages.get(input.customer, key);
  if (await hasSecondBegun(delivery, ports)) {
    const first = await readLine();
    if (first !== undefined && first.outcome !== 'held') return repeatOutcome(delivery, first, ports);
  }
  if (claimed === undefined && mayBeDropped(delivery)) return resolveDropped(await readLine(), delivery, ports);
  if (claimed === undefined || claimed.returned || isUntaken(claimed, delivery)) {
    // A queue may bring a held message back twice, and an attempt without an answer may be reported on: that is final.
    const isNew = claimed === undefined && input.parked === undefined;
    const settled = isNew ? undefined : await readLine();
    return isFinal(settled) ? repeatOutcome(delivery, settled, ports) : { again: asReturned(claimed) };
  }
  const recorded = await readLine();
  if (isFinal(recorded)) return repeatOutcome(delivery, completed(recorded, { ...delivery, claimed }, ports), ports);
  if (recorded?.outcome === 'held' && recorded.untaken === claimed.at) return { again: asReturned(claimed) };
  if (now < claimed.at + leaseMilliseconds) throw new RetryableError(`Another attempt may still be sending ${key}.`);
  if (isHalfClaimed(claimed, delivery)) return { again: asReturned(claimed) };
  const isRepeated = claimed.first !== undefined;
  if (input.step.purpose === 'transactional' && !isRepeated) {
    if (recorded?.outcome === 'unknown' && now < claimed.at + repeatAfter) {
      throw new RetryableError(`A report may still tell whether ${key} went.`);
    }
    return { again: claimed };
  }
  const { channel, at } = claimed;
  const coupon = couponFor({ ...delivery, claimed }, ports.keys);
  const basis = basedOn(delivery, ports);
  // It may have gone when it was claimed: reports of that time tell whether its delivery would be known.
  return recordOutcome(delivery, { ...noAnswer, at, basis, ...carriedBy(delivery, channel, coupon) }, ports);
}

/** True of a line that no other attempt of the message may change: it went, or will not go. */
function isFinal(line: Message | undefined): line is Message & { readonly outcome: 'sent' | 'skipped' } {
  return line?.outcome === 'sent' || line?.outcome === 'skipped';
}

/** The line of a message that only a report tells of, as its attempt would have written it. */
function completed(
  recorded: Message,
  delivery: Delivery & { readonly claimed: Claim },
  { keys }: DeliverPorts,
): Message {
  if (recorded.feedback === undefined || recorded.address !== undefined) return recorded;
  const { claimed } = delivery;
  return { ...carriedBy(delivery, recorded.channel ?? claimed.channel, couponFor(delivery, keys)), ...recorded };
}

/**
 * True if the second attempt of this message may have gone: then the first is not sent any more. A claim of either writes the
 * profile that this was read from.
 */
async function hasSecondBegun(delivery: Delivery, { stores }: DeliverPorts): Promise<boolean> {
  const { key, input, history } = delivery;
  const second = history.profile.claims[secondKeyOf(key)];
  if (second !== undefined) return !second.returned || second.first !== undefined;
  if (input.step.fallBack === undefined || input.parked?.fallBack || !mayBeDropped(delivery)) return false;
  const line = await stores.messages.get(input.customer, secondKeyOf(key));
  return line !== undefined && wasTaken(line);
}

/**
 * True if the message may have been claimed and the claim dropped: only a message that was due before the last dropped
 * one.
 */
function mayBeDropped({ due, history }: Delivery): boolean {
  const { dropped } = history.profile;
  return dropped !== undefined && due <= dropped;
}

async function resolveDropped(
  recorded: Message | undefined,
  delivery: Delivery,
  ports: DeliverPorts,
): Promise<Attempt | { readonly again: Claim | undefined }> {
  if (recorded?.outcome === 'unknown' && delivery.input.step.purpose === 'transactional') {
    const { channel = 'email', purpose, at } = recorded;
    return { again: { at, channel, purpose } };
  }
  const isSettled = recorded !== undefined && recorded.outcome !== 'held';
  return isSettled ? repeatOutcome(delivery, recorded, ports) : { again: undefined };
}

/** Leads the run on by an outcome that an earlier attempt, or another copy of the message, has recorded and counted. */
function repeatOutcome(delivery: Delivery, recorded: Message, ports: DeliverPorts): Promise<StepResult> {
  return recordOutcome(delivery, recorded, { ...ports, count: () => {} });
}

/** True if the claim's attempt reported that nothing was accepted under it, but could not release it. */
function isUntaken({ at }: Claim, { input }: Delivery): boolean {
  const untaken = input.parked?.untaken;
  return untaken !== undefined && fromIso(untaken) === at;
}

function asReturned(claimed: Claim | undefined): Claim | undefined {
  return claimed && { ...claimed, returned: true };
}
