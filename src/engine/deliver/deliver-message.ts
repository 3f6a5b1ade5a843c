import { channelTraits } from '../../channels/traits.ts';
import { type Channel, channels } from '../../commerce/customer/channel.ts';
import { DomainError, isPassing, stoppedBy } from '../../model/errors.ts';
import { nameOfFailure } from '../../model/failures.ts';
import { firstKeyOf } from '../../model/message.ts';
import { keptOnOwnList, onOwnList, type SkipReason } from '../../model/outcome.ts';
import type { Purpose } from '../../model/purpose.ts';
import type { Run } from '../../model/run.ts';
import { type DeliverInput, deliveryKey, type StepResult } from '../../model/step.ts';
import { listSource } from '../../policy/customer/stopped.ts';
import { keptOnListAt, unlistableFrom } from '../../policy/customer/unlisting.ts';
import { type Decision, decide } from '../../policy/delivery/decide.ts';
import { asReached } from '../../policy/delivery/eligibility.ts';
import { isReply, replyReach, replyTrack } from '../../policy/delivery/replies.ts';
import { messageOf } from '../../policy/run/split.ts';
import { fromIso, toIso } from '../../policy/time/timing.ts';
import { untilFirst } from '../../stores/change.ts';
import { doorsAndSwitches } from '../doors.ts';
import { messagesForCondition } from '../messages-for-condition.ts';
import { loadStep } from '../step.ts';
import type { DeliverPorts, Delivery, Send } from './delivery.ts';
import { restOf } from './hold-back.ts';
import { keepBack } from './keep-back.ts';
import { holdOrSkip, keepsWaiting } from './record-outcome.ts';
import { isRemoved, skipRemoved } from './removed.ts';
import { resolveClaim } from './resolve-claim.ts';
import { awaitReports, dropSecond, secondAttempt } from './second-attempt.ts';
import { type Attempt, sendOnce } from './send-once.ts';
import { countedBefore, turnAhead, waitForTurn } from './turn.ts';

/** The number of decisions in one call when the profile keeps changing; after that the state machine retries. */
const mostTries = 4;

/**
 * Delivers one message of one run: loads, decides, claims, renders, sends, records, and returns the due time of the
 * next step. A state machine retries its calls for long; a message that comes back by a schedule has nobody to retry
 * it, and so is rescheduled again.
 * @throws RetryableError when the state machine should call again
 * @throws DomainError when the journey, the message or the customer is not there
 */
export async function deliverMessage(input: DeliverInput, ports: DeliverPorts): Promise<StepResult> {
  const ahead = turnAhead(input, ports.clock());
  if (ahead !== undefined) {
    await ports.reschedule(input, ahead);
    return { until: toIso(ahead), outcome: 'held' };
  }
  let isRescheduled = false;
  const reschedule: DeliverPorts['reschedule'] = (later, until) => {
    isRescheduled = true;
    return ports.reschedule(later, until);
  };
  try {
    return await deliverNow(input, { ...ports, reschedule });
  } catch (error) {
    if (isRescheduled) throw error; // it may come back although nobody said so: the queue brings back this copy
    return rescheduleAfter(error, input, ports);
  }
}

/**
 * Reschedules a message that came back while a service was too busy for it.
 * @throws the error itself when it does not pass, or when a state machine will call again
 */
export async function rescheduleAfter(
  error: unknown,
  input: DeliverInput,
  ports: Pick<DeliverPorts, 'clock' | 'reschedule' | 'count'>,
): Promise<StepResult> {
  const passing = isPassing(error);
  if (input.parked === undefined || !passing) throw error;
  const reason = stoppedBy(error) === undefined ? 'busy' : 'sending-stopped';
  const held = { outcome: 'held', reason, detail: nameOfFailure(error) } as const;
  const isLong = keepsWaiting(held, input, ports.clock());
  ports.count('MessageOutcome', {
    journey: input.journey,
    outcome: 'held',
    reason,
    ...(isLong && { waited: 'long' }),
  });
  const resting = restOf(input, reason, ports.clock());
  await ports.reschedule(resting.input, resting.until);
  return { until: toIso(resting.until), outcome: 'held' };
}

async function deliverNow(input: DeliverInput, ports: DeliverPorts): Promise<StepResult> {
  const second = await secondAttempt(input, ports);
  if (second !== undefined && 'result' in second) return second.result;
  if (isRemoved(input, ports)) return skipRemoved(input, second, ports);
  let closed: readonly Channel[] = [];
  const turns = new Set<Channel>();
  const counted = countedBefore(input);
  return untilFirst(mostTries, `The customer changed ${mostTries} times while a message was decided.`, async () => {
    const prepared = await prepare(second?.input ?? input, ports);
    if (prepared === undefined) return passed(input, ports);
    const result = await attemptDelivery({ ...prepared, second, closed, turns, counted }, ports);
    if (result === undefined || !('closed' in result)) return result;
    closed = [...closed, result.closed];
    return undefined;
  });
}

/** A message to a customer who was erased: nobody gets it, and no ledger names it. */
function passed({ journey }: DeliverInput, { clock, count }: DeliverPorts): StepResult {
  count('MessageOutcome', { journey, outcome: 'skipped', reason: 'customer-erased' });
  return { until: toIso(clock()), outcome: 'skipped' };
}

async function attemptDelivery(delivery: Delivery, ports: DeliverPorts): Promise<Attempt> {
  const settled = await resolveClaim(delivery, ports);
  if (settled === undefined || !('again' in settled)) return settled;
  const again: Delivery = { ...delivery, claimed: settled.again };
  if (delivery.second?.hasArrived) return dropSecond(again, ports);
  const decision = await decideOn(again, ports);
  if (decision.do !== 'send') return holdOrSkip(again, explained(decision, delivery), ports);
  const unheard = awaitReports(again, ports);
  if (unheard !== undefined) return holdOrSkip(again, unheard, ports);
  if (delivery.input.step.holdOut) return keepBack(again, decision, ports);
  if (await isOverReplies(again, decision, ports)) return holdOrSkip(again, tooManyReplies, ports);
  const held = await waitForTurn(again, decision, ports);
  return held ? holdOrSkip(again, held, ports) : sendOnce(again, decision, ports);
}

const tooManyReplies = { do: 'skip', reason: 'too-many-replies' } as const;

/** True of an answer to a text, when so many of them have gone today that this one does not go. */
async function isOverReplies(
  { input, run, now }: Delivery,
  { channel }: Send,
  { stores, settings }: DeliverPorts,
): Promise<boolean> {
  if (!isReply(channel, input.step.purpose, run?.value)) return false;
  const track = replyTrack(settings.caps);
  const place = await stores.lanes.take(channel, track, { now, before: now + replyReach, isBusy: true });
  return place === undefined;
}

/** Says of a message that is too late why it was held so long. */
function explained<Other extends Decision>(decision: Other, { input: { parked }, second }: Delivery): Other {
  const isLate = decision.do === 'skip' && decision.reason === 'stale';
  const detail = parked?.notTaken?.reason ?? (second?.unheard && 'no-reports');
  return isLate && detail !== undefined ? { ...decision, detail } : decision;
}

async function prepare(
  input: DeliverInput,
  ports: DeliverPorts,
): Promise<Omit<Delivery, 'closed' | 'turns' | 'counted' | 'second'> | undefined> {
  const step = await loadStep(input, ports);
  if (step === undefined) return undefined;
  const message = messageOf(input.run, input.step);
  const templates = ports.messages[input.journey]?.[message];
  if (templates === undefined) {
    throw new DomainError(`The deployed catalogue has no message "${message}" of journey "${input.journey}".`);
  }
  const due = fromIso(input.parked?.due ?? input.next.until);
  const key = deliveryKey(input);
  const read = await doorsAndSwitches(step.run?.value, step.history, input.step.channels, ports.stores);
  const since = input.parked?.since;
  const put = since !== undefined && { since: fromIso(since) };
  return { ...step, now: ports.clock(), key, message, templates, ...read, due, ...put };
}

/** Puts the question to the policy, with what the history says. */
async function decideOn(delivery: Delivery, ports: DeliverPorts): Promise<Decision> {
  const { settings, segments, senders, journeys, stores } = ports;
  const { input, key, history, rules, templates, doors, switches, now, due, since, zone, where, closed } = delivery;
  const firstKey = firstKeyOf(key);
  const lines = await messagesForCondition(input.step.if, { id: input.run, input }, stores.messages);
  const decision = decide({
    now,
    due,
    ...(since !== undefined && { since }),
    ...(input.parked?.passedOver !== undefined && { passedOver: input.parked.passedOver }),
    isParked: input.parked !== undefined,
    zone,
    where,
    rules,
    settings,
    segments,
    step: { ...input.step, channels: input.step.channels.filter((channel) => !closed.includes(channel)) },
    asks: templates.asks,
    run: delivery.run?.value,
    profile: asReached(history.profile, doors),
    doors,
    switches,
    key,
    facts: history.facts,
    messages: lines?.filter((line) => line.key !== key && line.key !== firstKey), // neither its hold nor its first attempt is a message before it
    rivals: history.runs.filter((run) => run.id !== input.run && !run.ended && needsRoom(run, journeys)),
    successor: delivery.run === undefined ? successorOf(input.run, history.runs) : undefined,
    configured: channels.filter((channel) => senders[channel] !== undefined),
    traits: channelTraits,
  });
  return closed.length > 0 && isUnreachable(decision) ? optedOut(now, keptAt(doors, closed)) : decision;
}

/** The run that has taken the place of another: of the same journey and about the same subject, which their ids begin with. */
function successorOf(run: string, runs: readonly Run[]): Run | undefined {
  const place = run.replace(/-[0-9a-z]+$/, '-');
  return runs.find(({ id }) => id !== run && id.startsWith(place));
}

/**
 * Why a message goes nowhere whose other channels do not reach the customer either.
 * @param kept when the service refused to take the address off its list, if that is why
 */
function optedOut(now: number, kept: number | undefined): Decision {
  const word = { source: listSource, at: kept ?? now } as const;
  if (kept === undefined) return { do: 'skip', reason: 'stopped', detail: onOwnList, basis: { word } };
  return { do: 'skip', reason: 'suppressed', detail: keptOnOwnList, basis: { word, since: unlistableFrom(kept) } };
}

/** When the service refused to take one of the closed addresses off its list, though the owner had texted START. */
function keptAt(doors: Delivery['doors'], closed: readonly Channel[]): number | undefined {
  return closed.map((channel) => keptOnListAt(doors[channel]?.known ?? {})).find((at) => at !== undefined);
}

const unreachable: readonly SkipReason[] = [
  'channel-not-configured',
  'no-address',
  'suppressed',
  'stopped',
  'no-consent',
  'unconfirmed',
  'topic-off',
];

function isUnreachable(decision: Decision): boolean {
  return decision.do === 'skip' && unreachable.includes(decision.reason);
}

/** True if what a run sends next counts against the caps and heeds them. */
function needsRoom(run: Run, journeys: DeliverPorts['journeys']): boolean {
  return purposeOf(run, journeys) === 'marketing' && !journeys[run.journey]?.ignoresCaps;
}

/** The purpose of what a run sends next. */
function purposeOf({ next, journey }: Run, journeys: DeliverPorts['journeys']): Purpose | undefined {
  return next?.purpose ?? journeys[journey]?.purpose;
}
