import { addressKindOf, type Channel } from '../../commerce/customer/channel.ts';
import { minute } from '../../commerce/values/time-units.ts';
import { isPassing } from '../../model/errors.ts';
import { type Message, wasTaken } from '../../model/message.ts';
import type { RunInput } from '../../model/run-input.ts';
import type { CompiledSendStep, DeliverInput } from '../../model/step.ts';
import { noteUndelivered } from '../../policy/customer/address-sent.ts';
import { fallBackVerdict } from '../../policy/delivery/fall-back.ts';
import { toIso } from '../../policy/time/timing.ts';
import type { Noted } from '../../stores/report-times.ts';
import type { Ports } from '../ports.ts';
import type { DeliverPorts, Delivery } from './delivery.ts';

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

/** When the second attempt of a message that goes now is due, if no delivery is reported by then; as a part of its line. */
export function fallBackTime(
  { input, now }: Delivery,
  { outcome, at = now }: Pick<Message, 'outcome'> & Partial<Pick<Message, 'at'>>,
): Pick<Message, 'fallBackAt'> {
  const { afterMinutes } = input.step.fallBack ?? {};
  const isOpen = (outcome === 'sent' || outcome === 'unknown') && input.parked?.fallBack === undefined;
  return isOpen && afterMinutes !== undefined ? { fallBackAt: at + afterMinutes * minute } : {};
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
  const since = verdict.do === 'wait' ? verdict.until : (verdict.since ?? now);
  await ports.reschedule(secondInput(input, step, { due, since }), since);
}

/** The line's part that says what the second attempt comes after. */
export function insteadOf({ second }: Pick<Delivery, 'second'>): Pick<Message, 'insteadOf'> {
  if (second === undefined) return {};
  const { first, because } = second;
  return first.channel === undefined ? {} : { insteadOf: { channel: first.channel, at: first.at, because } };
}

/** Notes on the line of the first attempt that the second has gone, and on its address that nothing arrived there. */
export async function settleFirst(
  { second }: Delivery,
  line: Message,
  { stores }: Pick<DeliverPorts, 'stores'>,
): Promise<void> {
  const { channel, at } = line;
  if (second === undefined || channel === undefined || !wasTaken(line)) return;
  const { first, because, hasArrived } = second;
  await stores.messages.replace(first, { channel, at });
  if (hasArrived || because !== 'not-delivered' || first.channel === undefined || first.address === undefined) return;
  const ref = { kind: addressKindOf[first.channel], hash: first.address };
  await stores.addresses.change(ref, (known) => noteUndelivered(known, first.at)); // a report that it did arrive is later
}

/** What is to be noted of a channel. Only messages that go again when no delivery is reported in a set time ask for it. */
export function notedOf(channel: Channel, journeys: Ports['journeys']): Noted {
  const steps = Object.values(journeys).flatMap(({ fallBacks = {} }) => Object.values(fallBacks));
  const isAwaited = steps.some(
    ({ channels, fallBack }) => fallBack?.afterMinutes !== undefined && channels.includes(channel),
  );
  return { channel, isAwaited };
}

/** Notes what second attempts look at. No message and no report fails by it: without the note, they wait. */
export async function noteForSeconds(note: () => Promise<void>): Promise<void> {
  try {
    await note();
  } catch (error) {
    if (!isPassing(error)) throw error;
  }
}
