import type { NotAcceptedReason } from '../../channels/contract/sender.ts';
import { isPassing } from '../../model/errors.ts';
import { dailyQuota } from '../../model/failures.ts';
import { messageKey } from '../../model/message.ts';
import type { DeliverInput, StepResult } from '../../model/step.ts';
import { longRest, restUntil } from '../../policy/delivery/rest.ts';
import { toIso } from '../../policy/time/timing.ts';
import { releaseClaim } from './claim.ts';
import type { DeliverPorts, Delivery } from './delivery.ts';
import { basedOn, nextAfter, recordOutcome } from './record-outcome.ts';
import { countedLast } from './turn.ts';

/** Why a service surely took nothing: it is busy, or takes nothing from the account. */
export interface NotTaken {
  readonly notTaken: NotAcceptedReason;
  readonly detail?: string;
}

/**
 * Holds a claimed message that its service surely has not accepted: releases the claim and reschedules the message. If
 * the claim cannot be released, the parked message says so, and the next attempt believes it.
 */
export async function holdBack(
  delivery: Delivery,
  { notTaken: reason, detail }: NotTaken,
  ports: DeliverPorts,
): Promise<StepResult> {
  const { input, now } = delivery;
  const isReturned = await worked(() => releaseClaim(delivery, ports.stores));
  const untaken = isReturned ? undefined : toIso(now);
  const basis = basedOn(delivery, ports);
  const mark = isReturned ? {} : { untaken: now };
  const held = { outcome: 'held', reason, ...(detail !== undefined && { detail }), basis, ...mark } as const;
  const rest = { untaken, isLong: detail === dailyQuota, ...countedLast(delivery) };
  const at = ports.clock();
  const { until } = restOf(input, reason, at, rest);
  const finished = () => recordOutcome(delivery, { ...held, until }, ports);
  // A claim that is not given back only the parked message and the held line know of: each is tried without the other.
  const result = isReturned ? await finished() : await ifItWorks(finished);
  const resting = restOf(input, reason, at, { ...rest, isBehind: result === undefined });
  await ports.reschedule(resting.input, until); // last: a call that fails after it would park another copy
  return result ?? { until: toIso(nextAfter(delivery, { until }, ports) ?? now), outcome: 'held' };
}

/** Further knowledge about a message to be rescheduled. */
interface RestOptions {
  /** When it was claimed, if nothing was taken under that claim and it could not be given back. */
  readonly untaken?: string | undefined;
  /** True if no message will be accepted for hours: even the first wait is a long one. */
  readonly isLong?: boolean;
  /** True if the run is not led on yet. */
  readonly isBehind?: boolean;
  /** The day of the warm-up on which it counts, if this call has counted it. */
  readonly counted?: NonNullable<DeliverInput['parked']>['counted'];
}

/** A message as it is parked until the trouble may be over, longer each time, and until when. `now` in epoch milliseconds. */
export function restOf(
  input: DeliverInput,
  reason: NotAcceptedReason,
  now: number,
  {
    untaken = input.parked?.untaken,
    isLong = false,
    isBehind = false,
    counted = input.parked?.counted,
  }: RestOptions = {},
): { readonly input: DeliverInput; readonly until: number } {
  const {
    notTaken,
    due = input.next.until,
    since,
    backlog,
    behind = isBehind,
    fallBack,
    passedOver,
  } = input.parked ?? {};
  const first = (notTaken !== undefined && notTaken.times > 0 ? notTaken.first : undefined) ?? toIso(now);
  const times = Math.max(notTaken?.times ?? 0, isLong ? longRest : 0);
  const parked = {
    due,
    ...(since !== undefined && { since }),
    ...(backlog !== undefined && { backlog }),
    ...(untaken !== undefined && { untaken }),
    ...(behind && { behind }),
    ...(fallBack && { fallBack }),
    ...(passedOver !== undefined && { passedOver }),
    ...(counted && { counted }),
    notTaken: { reason, times: times + 1, first },
  };
  return { input: { ...input, parked }, until: restUntil(messageKey(input.run, input.step.id), times, now) };
}

async function worked(act: () => Promise<unknown>): Promise<boolean> {
  return (await ifItWorks(async () => ({ done: await act() }))) !== undefined;
}

/** The result; undefined when a service was not there for it. */
async function ifItWorks<Result>(act: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await act();
  } catch (error) {
    if (isPassing(error)) return undefined;
    throw error;
  }
}
