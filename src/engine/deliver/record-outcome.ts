import { day, hour } from '../../commerce/values/time-units.ts';
import type { Basis } from '../../model/basis.ts';
import { firstKeyOf, type Message } from '../../model/message.ts';
import { holdReasons } from '../../model/outcome.ts';
import type { Run, RunEnd } from '../../model/run.ts';
import type { DeliverInput, StepResult } from '../../model/step.ts';
import { settingsVersion } from '../../policy/delivery/basis.ts';
import type { Decision } from '../../policy/delivery/decide.ts';
import { keepsOrder, noteHeld } from '../../policy/delivery/own-order.ts';
import { patiently } from '../../policy/delivery/patience.ts';
import { runAfter } from '../../policy/run/progress.ts';
import { placeAmongAll } from '../../policy/time/spread.ts';
import { countFrom, fromIso, toIso } from '../../policy/time/timing.ts';
import { releaseWaiting } from '../resume.ts';
import { type Advance, advanceRun, dueNext, planAdvance } from '../step.ts';
import { releaseEarlier, releaseMailboxes } from './claim.ts';
import type { DeliverPorts, Delivery } from './delivery.ts';
import { fallBackTime, insteadOf, planSecond, settleFirst } from './fall-back.ts';
import { countedLast } from './turn.ts';

/** The outcome of the message, beside the fields of the delivery itself. */
export type Result = Pick<Message, 'outcome'> &
  Partial<
    Pick<
      Message,
      | 'at'
      | 'reason'
      | 'detail'
      | 'basis'
      | 'until'
      | 'untaken'
      | 'channel'
      | 'chosen'
      | 'passed'
      | 'address'
      | 'afterUndelivered'
      | 'locale'
      | 'providerId'
      | 'tracksOpens'
      | 'coupon'
    >
  >;

/** Ends a delivery that sends nothing now: records held and skipped alike, and reschedules what is held. */
export async function holdOrSkip(
  delivery: Delivery,
  decision: Exclude<Decision, { do: 'send' }>,
  ports: DeliverPorts,
): Promise<StepResult> {
  await releaseEarlier(delivery, ports.stores);
  await releaseMailboxes(delivery, ports.stores);
  if (decision.do === 'skip') {
    const { reason, detail, ended } = decision;
    const basis = basedOn(delivery, ports, decision.basis);
    return recordOutcome(delivery, { outcome: 'skipped', reason, ...(detail && { detail }), basis }, ports, ended);
  }
  const { reason, until, putsOff, place } = decision;
  const isInVain = reason === 'busy' && !place; // no turn in time
  const backlog = backlogOf(delivery.input, decision);
  const since = putsOff || (backlog !== undefined && until <= backlog) ? until : delivery.since;
  const {
    untaken,
    behind,
    fallBack,
    notTaken = isInVain ? ({ reason: 'busy', times: 0 } as const) : undefined,
  } = delivery.input.parked ?? {};
  const passedOver = decision.passedOver ?? delivery.input.parked?.passedOver;
  const parked = {
    due: toIso(delivery.due),
    ...(since !== undefined && { since: toIso(since) }),
    ...(backlog !== undefined && { backlog: toIso(backlog) }),
    ...(untaken !== undefined && { untaken }),
    ...(behind && { behind }),
    ...(fallBack && { fallBack }),
    ...(passedOver !== undefined && { passedOver }),
    ...(!putsOff && notTaken && { notTaken: reason === 'busy' ? notTaken : withoutFirst(notTaken) }),
    ...countedLast(delivery),
    ...(place && { place: { channel: place.channel, at: toIso(Math.ceil(place.at)) } }),
  };
  const back = Math.ceil(until);
  const basis = basedOn(delivery, ports, decision.basis);
  const result = await recordOutcome(delivery, { outcome: 'held', reason, until: back, basis }, ports);
  await ports.reschedule({ ...delivery.input, parked }, back); // last: a call that fails after it would bring back another copy
  return result;
}

/** What a pause has piled up may take this long to go out: a customer gets so many messages a day. */
const drain = 14 * day;

/** Until when no hold makes the message late, if the shop has paused it; epoch milliseconds. */
function backlogOf(
  { parked }: DeliverInput,
  { reason, until }: Extract<Decision, { readonly do: 'hold' }>,
): number | undefined {
  if (reason === 'paused') return Math.ceil(until) + drain;
  return parked?.backlog === undefined ? undefined : fromIso(parked.backlog);
}

/**
 * A turn between two refusals mends no service. Through a night, or a day whose cap is full, nobody asks the service: how long it
 * stays busy counts from the next refusal, and how long the message rests then goes on growing.
 */
function withoutFirst({ first: _first, ...notTaken }: NotTaken): NotTaken {
  return notTaken;
}

type NotTaken = NonNullable<NonNullable<DeliverInput['parked']>['notTaken']>;

/** What a decision went by, with the version of the settings. */
export function basedOn({ rules }: Delivery, { settings }: Pick<DeliverPorts, 'settings'>, basis?: Basis): Basis {
  return { ...basis, version: settingsVersion(settings, rules) };
}

/** Writes the outcome into the ledger, moves the run on, and tells the state machine when the next step is due. */
export async function recordOutcome(
  delivery: Delivery,
  result: Result,
  ports: DeliverPorts,
  ended?: RunEnd,
): Promise<StepResult> {
  const { input, now } = delivery;
  const message = await record({ ...ledgerLine(delivery), ...fallBackTime(delivery, result), ...result }, ports);
  const { outcome, reason = 'none' } = message;
  const isLong = keepsWaiting(result, input, now);
  ports.count('MessageOutcome', { journey: input.journey, outcome, reason, ...(isLong && { waited: 'long' }) });
  const isPassed = input.parked !== undefined && !isBehind(delivery);
  const { then, last, awaits } = input;
  const way = { from: countedFrom(delivery, result), then, last, awaits, ended, isPassed };
  const plan = planAdvance(delivery, way, ports);
  const note = noteOfHold(delivery, result, isPassed);
  if (!isPassed || ended?.why === 'stopped') await advanceOrStop(delivery, plan, ports, note);
  else if (delivery.run !== undefined && note(delivery.run.value) !== delivery.run.value)
    await ports.stores.runs.change(delivery.run, note);
  await settleFirst(delivery, message, ports);
  // Last: it finds the message settled. One that is held may yet go itself, even if an earlier attempt of it may have gone.
  if (result.outcome !== 'held') await planSecond(delivery, message, ports);
  return { until: toIso(plan.ended === undefined ? (plan.next ?? now) : now), outcome };
}

/** True if the run still has before it the step of a message that comes back, and nobody else leads it on. */
function isBehind({ input: { parked, next }, run }: Delivery): boolean {
  return parked?.behind === true && run?.value.next?.at === fromIso(next.until);
}

/** What the run notes of a held message, so that no later one of its own goes first. */
function noteOfHold(
  { input: { step }, key, due }: Delivery,
  { outcome, reason, until }: Result,
  isPassed: boolean,
): (run: Run) => Run {
  const keeps =
    outcome === 'held' && until !== undefined && holdReasons.some((one) => one === reason && keepsOrder(one));
  if (!keeps || step.purpose !== 'marketing' || firstKeyOf(key) !== undefined) return (run) => run;
  return (run) => noteHeld(run, { step: step.id, due, until }, isPassed);
}

/** Leads the run on. If it is over with that, its execution is told, in case it waits below the message. */
async function advanceOrStop(
  delivery: Delivery,
  plan: Advance,
  ports: DeliverPorts,
  note: (run: Run) => Run,
): Promise<void> {
  const known = delivery.run?.value.awaiting;
  const isOver = plan.ended !== undefined;
  if (isOver && known !== undefined) await releaseWaiting(known, ports); // before the write that forgets the token
  let dropped = known;
  await advanceRun(delivery, plan, ports, (current, move) => {
    dropped = current.awaiting;
    return note(runAfter(current, isOver ? move : { ...move, from: delivery.due })); // who is stopped is stopped at any step
  });
  if (isOver && dropped !== undefined && dropped.token !== known?.token) await releaseWaiting(dropped, ports);
}

/** Milliseconds: nobody has to know of a service that is busy for less. */
const longWait = 3 * hour;

/**
 * True if the message has long waited for a service that does not accept it, or waited in vain. An alarm counts these,
 * because nothing else reports a service that stays busy. A long line for a turn is not counted: the time runs from the
 * first refusal.
 */
export function keepsWaiting(
  { outcome, reason, detail }: Pick<Result, 'outcome' | 'reason' | 'detail'>,
  { parked }: DeliverInput,
  now: number,
): boolean {
  if (parked?.notTaken === undefined) return false;
  if (outcome === 'skipped') return reason === 'stale';
  const { times, first } = parked.notTaken;
  const isRest = outcome === 'held' && detail !== undefined; // a service's word; a turn has none
  return isRest && times > 0 && first !== undefined && now - fromIso(first) >= longWait;
}

/**
 * Writes the ledger's line. Only this call knows that a service accepted the message, so it waits while the table is
 * too busy: otherwise marketing would be unknown, and a transactional message would go twice.
 */
function record(line: Message, { stores, clock, pause: sleep }: DeliverPorts): Promise<Message> {
  const write = () => stores.messages.record(line);
  if (line.outcome !== 'sent') return write();
  return patiently(write, { clock, sleep, random: () => placeAmongAll(`${line.key} ${clock()}`) })();
}

/** When the step after the message is due, if a delay leads to it. */
export function nextAfter(
  delivery: Delivery,
  result: Pick<Result, 'until'>,
  ports: Pick<DeliverPorts, 'settings'>,
): number | undefined {
  return dueNext(delivery, { from: countedFrom(delivery, result), then: delivery.input.then }, ports);
}

/** From when the delay after the message counts: after a held message, from when it comes back. */
function countedFrom({ due, now }: Delivery, { until }: Pick<Result, 'until'>): number {
  return until ?? countFrom(due, now);
}

/** The ledger's line for a delivery, before anything came of it. */
export function ledgerLine(delivery: Delivery): Omit<Message, 'outcome'> {
  const { input, key, message: name, now, due } = delivery;
  const { customer, run, journey, step } = input;
  const { id, purpose } = step;
  return { key, customer, run, journey, step: id, message: name, purpose, due, at: now, ...insteadOf(delivery) };
}
