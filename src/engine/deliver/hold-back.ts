import type { NotAcceptedReason } from '../../channels/channel.ts';
import { isPassing } from '../../model/errors.ts';
import { dailyQuota } from '../../model/failures.ts';
import { messageKey } from '../../model/message.ts';
import type { DeliverInput, StepResult } from '../../model/step.ts';
import { longRest, restUntil } from '../../policy/delivery/rest.ts';
import { toIso } from '../../policy/time/timing.ts';
import { release } from './claim.ts';
import type { DeliverPorts, Delivery } from './delivery.ts';
import { ledgerLine, nextAfter, recordOutcome } from './record-outcome.ts';

/** Why a service surely took nothing: it is busy, or takes nothing from the account. */
export interface NotTaken {
  readonly notTaken: NotAcceptedReason;
  readonly detail?: string;
}

/**
 * Holds a message that was claimed and that its service surely has not taken: gives the claim back and reschedules it for a
 * while. When the claim cannot be given back, the parked message says so itself, and the next attempt believes it.
 */
export async function holdBack(
  delivery: Delivery,
  { notTaken: reason, detail }: NotTaken,
  ports: DeliverPorts,
): Promise<StepResult> {
  const { input, now } = delivery;
  const isReturned = await worked(() => release(delivery, ports.stores));
  const untaken = isReturned ? undefined : toIso(now);
  const held = { outcome: 'held', reason, ...(detail !== undefined && { detail }) } as const;
  let until = now;
  try {
    until = await rescheduleForRest(input, reason, ports, { untaken, isLong: detail === dailyQuota });
  } catch (error) {
    const line = { ...ledgerLine(delivery), ...held, until };
    if (!isReturned) await worked(() => ports.stores.messages.record(line)); // the last that can tell the next attempt
    throw error;
  }
  const finished = () => recordOutcome(delivery, { ...held, until }, ports);
  if (isReturned) return finished();
  // The state machine must not call again, for only the parked message knows that nothing was taken.
  const result = await ifItWorks(finished);
  return result ?? { until: toIso(nextAfter(delivery, { until }, ports) ?? now), outcome: 'held' };
}

/** What else is known of a message that is to rest. */
interface RestOptions {
  /** When it was claimed, if nothing was taken under that claim and it could not be given back. */
  readonly untaken?: string | undefined;
  /** Whether nothing will be taken for hours: then it rests long from the first time on. */
  readonly isLong?: boolean;
}

/** Reschedules a message until the trouble may be over, longer each time. @returns until when */
export async function rescheduleForRest(
  input: DeliverInput,
  reason: NotAcceptedReason,
  { clock, reschedule }: Pick<DeliverPorts, 'clock' | 'reschedule'>,
  { untaken = input.parked?.untaken, isLong = false }: RestOptions = {},
): Promise<number> {
  const { notTaken, due = input.next.until, since } = input.parked ?? {};
  const times = Math.max(notTaken?.times ?? 0, isLong ? longRest : 0);
  const until = restUntil(messageKey(input.run, input.step.id), times, clock());
  const parked = {
    due,
    ...(since !== undefined && { since }),
    ...(untaken !== undefined && { untaken }),
    notTaken: { reason, times: times + 1 },
  };
  await reschedule({ ...input, parked }, until);
  return until;
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
