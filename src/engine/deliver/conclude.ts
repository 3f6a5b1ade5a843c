import type { Message } from '../../model/message.ts';
import type { RunEnd } from '../../model/run.ts';
import type { DeliverInput, StepResult } from '../../model/step.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import type { Decision } from '../../policy/delivery/decide.ts';
import { patiently } from '../../policy/delivery/patience.ts';
import { datesOf } from '../../policy/run/dates.ts';
import { leadOf, moveOn, nextDue, outliving } from '../../policy/run/progress.ts';
import { placeAmongAll } from '../../policy/time/spread.ts';
import { countFrom, fromIso, toIso } from '../../policy/time/timing.ts';
import { releaseMailboxes } from './claim.ts';
import type { DeliverDependencies, Delivery } from './delivery.ts';

/** What became of the message, beside what the delivery itself says. */
export type Result = Pick<Message, 'outcome'> &
  Partial<
    Pick<
      Message,
      'reason' | 'detail' | 'until' | 'channel' | 'address' | 'locale' | 'providerId' | 'tracksOpens' | 'coupon'
    >
  >;

/** Ends a delivery that sends nothing now: parks what is held, and records held and skipped alike. */
export async function conclude(
  delivery: Delivery,
  decision: Exclude<Decision, { do: 'send' }>,
  dependencies: DeliverDependencies,
): Promise<StepResult> {
  await releaseMailboxes(delivery, dependencies.stores);
  if (decision.do === 'skip') {
    const { reason, detail, ended } = decision;
    return finish(delivery, { outcome: 'skipped', reason, ...(detail && { detail }) }, dependencies, ended);
  }
  const { reason, until, putsOff, place } = decision;
  const isInVain = reason === 'busy' && !place; // no turn in time
  const since = putsOff ? until : delivery.since;
  const { untaken, notTaken = isInVain ? ({ reason: 'busy', times: 0 } as const) : undefined } =
    delivery.input.parked ?? {};
  const parked = {
    due: toIso(delivery.due),
    ...(since !== undefined && { since: toIso(since) }),
    ...(untaken !== undefined && { untaken }),
    ...(!putsOff && notTaken && { notTaken }), // a turn or a night between two refusals mends no service
    ...(place && { place: { channel: place.channel, at: toIso(Math.ceil(place.at)) } }),
  };
  const back = Math.ceil(until);
  await dependencies.park({ ...delivery.input, parked }, back);
  return finish(delivery, { outcome: 'held', reason, until: back }, dependencies);
}

/** Writes the outcome into the ledger, moves the run on, and tells the state machine when the next step is due. */
export async function finish(
  delivery: Delivery,
  result: Result,
  dependencies: DeliverDependencies,
  ended?: RunEnd,
): Promise<StepResult> {
  const { input, history, rules, now } = delivery;
  const { stores, settings, count } = dependencies;
  const message = await record({ ...ledgerLine(delivery), ...result }, dependencies);
  const { outcome, reason = 'none' } = message;
  const isLong = keepsWaiting(result, input, now);
  count('MessageOutcome', { journey: input.journey, outcome, reason, ...(isLong && { waited: 'long' }) });
  const run = history.storedRun(input.run);
  const next = nextAfter(delivery, result, settings);
  const over = ended ?? (input.parked === undefined ? outliving(run?.value, rules, next, now) : undefined);
  const until = over === undefined ? (next ?? now) : now;
  if (run !== undefined && (input.parked === undefined || over?.why === 'stopped')) {
    const move = { now, next, ...leadOf(input.then, rules), last: input.last, awaits: input.awaits, ended: over };
    await stores.runs.change(run, (standing) => moveOn(standing, move));
  }
  return { until: toIso(until), outcome };
}

/** Milliseconds: nobody has to know of a service that is busy for less. */
const longWait = 3 * 3_600_000;

/**
 * Whether the message has waited for long for a service that does not take it, or in vain: an alarm counts these, as nobody
 * else tells of a service that stays busy. A long line for a turn is a rush, and none of it.
 */
export function keepsWaiting(
  { outcome, reason, detail }: Pick<Result, 'outcome' | 'reason' | 'detail'>,
  { parked, next }: DeliverInput,
  now: number,
): boolean {
  if (parked?.notTaken === undefined) return false;
  if (outcome === 'skipped') return reason === 'stale';
  const isRest = outcome === 'held' && detail !== undefined; // a service's word; a turn has none
  return isRest && now - fromIso(parked.since ?? parked.due ?? next.until) >= longWait;
}

/**
 * Writes the ledger's line. That a service took the message only this call knows: while the table is too busy for that it
 * waits, for otherwise marketing would be unknown, and a transactional message would go twice.
 */
function record(line: Message, { stores, clock, pause: sleep }: DeliverDependencies): Promise<Message> {
  const write = () => stores.messages.record(line);
  if (line.outcome !== 'sent') return write();
  return patiently(write, { clock, sleep, random: () => placeAmongAll(`${line.key} ${clock()}`) })();
}

/** When the step after the message is due, if a delay leads to it. A held message lets its journey count on from the parked time. */
export function nextAfter(
  { input, history, rules, zone, now, due }: Delivery,
  { until }: Pick<Result, 'until'>,
  settings: StoreSettings,
): number | undefined {
  const from = until ?? countFrom(due, now);
  const run = history.run(input.run);
  const facts = history.facts;
  const dates = run ? datesOf(run, { facts, profile: history.profile, from, zone }) : {};
  return nextDue(from, input.then, rules, settings, zone, dates, input.customer);
}

/** The ledger's line for a delivery, before anything came of it. */
export function ledgerLine({ input, key, message: name, now, due }: Delivery): Omit<Message, 'outcome'> {
  const { customer, run, journey, step } = input;
  const { id, purpose } = step;
  return { key, customer, run, journey, step: id, message: name, purpose, due, at: now };
}
