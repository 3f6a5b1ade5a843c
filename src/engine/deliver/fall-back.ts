import { addressKindOf } from '../../commerce/customer/channel.ts';
import { type Message, messageKey, secondKeyOf } from '../../model/message.ts';
import type { RunInput } from '../../model/run-input.ts';
import type { CompiledSendStep, DeliverInput, StepResult } from '../../model/step.ts';
import { noteUndelivered } from '../../policy/customer/address.ts';
import { fallBackVerdict } from '../../policy/delivery/fall-back.ts';
import { fromIso, toIso } from '../../policy/time/timing.ts';
import type { DeliverPorts, Delivery, SecondAttempt } from './delivery.ts';

/**
 * The input of the second attempt of a message. It comes back by the queue of returns under a key of its own, so a copy
 * more, for the report and for the time, changes nothing.
 * @param since when it is due; epoch milliseconds
 */
export function secondInput(
  { customer, run, journey, next }: RunInput,
  step: CompiledSendStep,
  { due, since }: { readonly due: number; readonly since: number },
): DeliverInput {
  const at = toIso(since);
  return { customer, run, journey, next, step, parked: { due: toIso(due), since: at, fallBack: { since: at } } };
}

/**
 * Lets a message that was handed over come back for its second attempt: at once if it has failed already, else when it
 * should have arrived. One that waits for a report alone is brought back by that.
 */
export async function planSecond({ input, due }: Delivery, line: Message, ports: DeliverPorts): Promise<void> {
  const { step, parked } = input;
  if (step.fallBack === undefined || parked?.fallBack !== undefined) return;
  const now = ports.clock();
  const verdict = fallBackVerdict(line, step.fallBack, now);
  if (verdict.do === 'nothing') return;
  const since = verdict.do === 'wait' ? verdict.until : now;
  await ports.reschedule(secondInput(input, step, { due, since }), since);
}

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
  if (first === undefined || verdict.do === 'nothing' || channels.length === 0) {
    await giveUp(input, now, stores);
    return { result: { until: toIso(now) } };
  }
  return { input: { ...input, step: { ...step, channels } }, first, because: verdict.because };
}

/** A second attempt that was held is over when the first one turns out to have arrived. */
async function giveUp({ customer, run, step }: DeliverInput, now: number, { messages }: DeliverPorts['stores']) {
  const line = await messages.get(customer, secondKeyOf(messageKey(run, step.id)));
  if (line?.outcome !== 'held') return;
  const { until: _until, detail: _detail, basis: _basis, ...rest } = line;
  await messages.record({ ...rest, at: now, outcome: 'skipped', reason: 'already-delivered' });
}

/** The line's part that says what the second attempt comes after. */
export function insteadOf({ second }: Pick<Delivery, 'second'>): Pick<Message, 'insteadOf'> {
  if (second === undefined) return {};
  const { first, because } = second;
  return first.channel === undefined ? {} : { insteadOf: { channel: first.channel, at: first.at, because } };
}

/** Notes on the line of the first attempt that the second has gone, and on its address that nothing arrived there. */
export async function settleFirst(
  { second, input }: Delivery,
  { outcome, channel, at }: Message,
  { stores }: Pick<DeliverPorts, 'stores'>,
): Promise<void> {
  if (second === undefined || channel === undefined || (outcome !== 'sent' && outcome !== 'unknown')) return;
  const { first, because } = second;
  await stores.messages.replace(first, { channel, at });
  if (because !== 'not-delivered' || first.channel === undefined || first.address === undefined) return;
  const ref = { kind: addressKindOf[first.channel], hash: first.address };
  const since = input.parked?.fallBack?.since;
  await stores.addresses.change(ref, (known) => noteUndelivered(known, since === undefined ? at : fromIso(since)));
}
