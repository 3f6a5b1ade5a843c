import { minute } from '../../commerce/values/time-units.ts';
import { type Message, messageKey } from '../../model/message.ts';
import { type DeliverInput, deliveryKey, type StepResult } from '../../model/step.ts';
import type { Decision } from '../../policy/delivery/decide.ts';
import { fallBackVerdict, lookAgainAt } from '../../policy/delivery/fall-back.ts';
import { heardUntil, wouldBeHeard } from '../../policy/delivery/heard-reports.ts';
import { lastChance } from '../../policy/delivery/useful.ts';
import { fromIso, toIso } from '../../policy/time/timing.ts';
import type { DeliverPorts, Delivery, SecondAttempt } from './delivery.ts';
import { basedOn, holdOrSkip, recordOutcome } from './record-outcome.ts';
import { carriedBy, noAnswer } from './send-once.ts';

/**
 * Looks at the first attempt of a message that comes back for its second.
 * @returns undefined for any other message; the result when there is nothing to send, or not yet
 */
export async function secondAttempt(
  input: DeliverInput,
  { stores, clock, reschedule }: Pick<DeliverPorts, 'stores' | 'clock' | 'reschedule'>,
): Promise<SecondAttempt | { readonly result: StepResult } | undefined> {
  const { step, parked } = input;
  if (parked?.fallBack === undefined || step.fallBack === undefined) return undefined;
  const now = clock();
  const first = await stores.messages.get(input.customer, messageKey(input.run, step.id));
  const verdict = fallBackVerdict(first, step.fallBack, now);
  if (verdict.do === 'wait') {
    await reschedule(input, verdict.until);
    return { result: { until: toIso(verdict.until), outcome: 'held' } };
  }
  const channels = step.fallBack.to.filter((channel) => channel !== first?.channel);
  const hasArrived = verdict.do === 'nothing';
  if (first === undefined || channels.length === 0 || (hasArrived && !(await hasBegun(input, stores)))) {
    return { result: { until: toIso(now) } };
  }
  const because = verdict.do === 'send' ? verdict.because : 'not-delivered';
  const unheard = !hasArrived && because === 'not-delivered' ? await unheardOf(first, { stores, now }) : {};
  return { input: { ...input, step: { ...step, channels } }, first, because, hasArrived, ...unheard };
}

/** That a delivery of the first attempt may not have been heard of, if so, and how far reports have come in. One read. */
async function unheardOf(
  first: Message,
  { stores, now }: Pick<DeliverPorts, 'stores'> & { readonly now: number },
): Promise<Pick<SecondAttempt, 'unheard'>> {
  if (first.channel === undefined) return {};
  const heard = await stores.reportTimes.of(first.channel);
  return wouldBeHeard(first, heard, now) ? {} : { unheard: heard };
}

/** Before it is of no use any more, a second attempt looks for reports once more, so long ahead. */
const lastLook = minute;

/** Holds a second attempt while nobody knows whether the first one arrived. */
export function awaitReports(
  { input, second, now, due, since, zone }: Delivery,
  { settings }: Pick<DeliverPorts, 'settings'>,
): Extract<Decision, { do: 'hold' }> | undefined {
  if (second?.unheard === undefined) return undefined;
  const until = heardUntil(second.unheard);
  const begun = input.parked?.fallBack?.since;
  const back = lookAgainAt(begun === undefined ? now : fromIso(begun), now, input.step.fallBack ?? {});
  const late = { step: input.step, due, settings, zone, ...(since !== undefined && { since }) };
  const last = lastChance(late) - lastLook;
  const next = last > now ? Math.min(back, last) : back;
  return { do: 'hold', reason: 'no-reports', until: next, ...(until !== undefined && { basis: { since: until } }) };
}

/** True if an earlier call has recorded the second attempt, or claimed it and may have sent it. */
async function hasBegun(input: DeliverInput, { messages, customers }: DeliverPorts['stores']): Promise<boolean> {
  const key = deliveryKey(input);
  if ((await messages.get(input.customer, key)) !== undefined) return true;
  return (await customers.load(input.customer))?.profile.claims[key] !== undefined;
}

/**
 * Ends a second attempt whose first one turned out to have arrived. One that an earlier call may have sent, without
 * anybody knowing, is recorded as that.
 */
export function dropSecond(delivery: Delivery, ports: DeliverPorts): Promise<StepResult> {
  const { claimed } = delivery;
  if (claimed === undefined || claimed.returned) {
    return holdOrSkip(delivery, { do: 'skip', reason: 'already-delivered' }, ports);
  }
  const basis = basedOn(delivery, ports);
  const carried = carriedBy(delivery, claimed.channel, undefined);
  return recordOutcome(delivery, { ...noAnswer, at: claimed.at, basis, ...carried }, ports);
}
