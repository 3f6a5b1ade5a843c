import type { Message } from '../../model/message.ts';
import { type DeliverInput, deliveryKey, type StepResult } from '../../model/step.ts';
import { settingsVersion } from '../../policy/delivery/basis.ts';
import { messageOf } from '../../policy/run/split.ts';
import { fromIso, toIso } from '../../policy/time/timing.ts';
import type { DeliverPorts, SecondAttempt } from './delivery.ts';
import { insteadOf } from './fall-back.ts';

/**
 * True of a held message whose journey, or which itself, the shop has removed meanwhile. One that a state machine brings may
 * be ahead of a deployment under way: that one is tried again.
 */
export function isRemoved(
  { parked, journey, run, step }: DeliverInput,
  ports: Pick<DeliverPorts, 'journeys' | 'messages'>,
): boolean {
  if (parked === undefined) return false;
  const isKnown = Object.hasOwn(ports.journeys, journey) && Object.hasOwn(ports.messages, journey);
  return !isKnown || !Object.hasOwn(ports.messages[journey] ?? {}, messageOf(run, step));
}

/** Ends a message that the shop has removed: nothing says any more what it would be. */
export async function skipRemoved(
  input: DeliverInput,
  second: SecondAttempt | undefined,
  ports: DeliverPorts,
): Promise<StepResult> {
  const { stores, clock, count } = ports;
  const now = clock();
  const { customer, run, journey, step, parked, next } = input;
  const settled = { until: toIso(now), outcome: 'skipped' } as const;
  if ((await stores.customers.load(customer)) === undefined) return settled; // erased: no ledger names it
  const key = deliveryKey(input);
  const known = await stores.messages.get(customer, key);
  if (known !== undefined && known.outcome !== 'held') return { ...settled, outcome: known.outcome };
  const { id, purpose } = step;
  const due = fromIso(parked?.due ?? next.until);
  const line = { key, customer, run, journey, step: id, message: messageOf(run, step), purpose, due, at: now };
  const version = versionOf(journey, ports);
  await stores.messages.record({
    ...line,
    ...insteadOf({ second }),
    outcome: 'skipped',
    reason: 'removed',
    ...version,
  });
  count('MessageOutcome', { journey, outcome: 'skipped', reason: 'removed' });
  return settled;
}

/** The version of the settings, where the journey itself is still there. */
function versionOf(
  journey: string,
  { journeys, settings }: Pick<DeliverPorts, 'journeys' | 'settings'>,
): Pick<Message, 'basis'> {
  const rules = Object.hasOwn(journeys, journey) ? journeys[journey] : undefined;
  return rules === undefined ? {} : { basis: { version: settingsVersion(settings, rules) } };
}
