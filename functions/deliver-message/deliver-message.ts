import type { Sender } from '../../src/channels/channel.ts';
import type { MessageTemplates } from '../../src/contracts/catalogue.ts';
import type { Channel, Purpose } from '../../src/contracts/channel.ts';
import type { JourneyRules } from '../../src/contracts/journey.ts';
import { messageKey } from '../../src/contracts/message.ts';
import type { SkipReason } from '../../src/contracts/outcome.ts';
import type { Publish } from '../../src/contracts/own-event.ts';
import type { Claim } from '../../src/contracts/profile.ts';
import type { Run } from '../../src/contracts/run.ts';
import type { Segments } from '../../src/contracts/segment.ts';
import type { DeliverInput, StepResult } from '../../src/contracts/step.ts';
import type { StoreSettings } from '../../src/contracts/store-settings.ts';
import type { Clock } from '../../src/platform/clock.ts';
import { isPassing, RetryableError, stoppedBy } from '../../src/platform/errors.ts';
import { nameOfFailure } from '../../src/platform/failures.ts';
import type { Keys } from '../../src/platform/keys.ts';
import { type Decision, decide } from '../../src/policy/decide.ts';
import { asReached } from '../../src/policy/reach.ts';
import { messageOf } from '../../src/policy/split.ts';
import { fromIso, toIso } from '../../src/policy/timing.ts';
import { zoneOf } from '../../src/policy/zone.ts';
import { linesAskedFor } from '../../src/stores/asked-lines.ts';
import type { History } from '../../src/stores/customers.ts';
import { doorsOf, type ReadDoor } from '../../src/stores/doors.ts';
import { loadRun } from '../../src/stores/load-run.ts';
import type { Stores } from '../../src/stores/stores.ts';
import type { Renderer } from '../../src/templates/render.ts';
import { conclude, keepsWaiting } from './conclude.ts';
import type { Gate } from './gate.ts';
import { rest } from './hold-back.ts';
import { holdOut } from './hold-out.ts';
import { type Attempt, sendOnce } from './send-once.ts';
import { settleClaim } from './settle-claim.ts';
import { turnAhead, waitForTurn } from './turn.ts';

/** What the use case works with. */
export interface DeliverDependencies {
  readonly stores: Stores;
  readonly keys: Keys;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly messages: Readonly<Record<string, Readonly<Record<string, MessageTemplates>>>>;
  readonly settings: StoreSettings;
  readonly segments: Segments;
  readonly render: Renderer;
  readonly senders: Partial<Record<Channel, Sender>>;
  /** Tells the store, over the bus, of the coupons that it has to honour. */
  readonly publish: Publish;
  readonly clock: Clock;
  /** Base URL of the links in messages, without a slash at the end. */
  readonly linksUrl: string;
  /** Hands the message back at a later time; parking it twice for the same time is parking it once. */
  readonly park: (input: DeliverInput, until: number) => Promise<void>;
  /** Where marketing waits for its turn. */
  readonly gate: Gate;
  /** Waits for some milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** Counts an outcome for the metrics. */
  readonly count: (metric: string, dimensions: Readonly<Record<string, string>>) => void;
}

/** One message at one moment: everything that the steps of delivering it share. */
export interface Delivery {
  readonly input: DeliverInput;
  readonly key: string;
  readonly history: History;
  readonly rules: JourneyRules;
  readonly now: number;
  readonly due: number;
  /** When a hold that put the message off was to end. */
  readonly since?: number;
  readonly zone: string;
  /** The message that goes: of the step's variants, the one that this run gets. */
  readonly message: string;
  readonly templates: MessageTemplates;
  /** Where it may go, by each of its step's channels. */
  readonly doors: Partial<Record<Channel, ReadDoor>>;
  /** What an earlier attempt left behind. */
  readonly claimed?: Claim | undefined;
  /** Channels that turned out in this very call to be closed by the address's owner, for whatever purpose. */
  readonly closed: readonly Channel[];
  /** The channels by which it is its turn to go: decided again in this very call, it does not stand in line again. */
  readonly turns: Set<Channel>;
}

/** How often a decision is made anew because the profile changed meanwhile, before the state machine has to retry. */
const attempts = 4;

/**
 * Delivers one message of one run: loads, decides, claims, renders, sends, records, and says when the next
 * step is due. A state machine has patience with what it calls; a parked message has nobody, and so parks again.
 * @throws RetryableError when the state machine should call again
 * @throws RangeError when the journey, the message or the customer is not there
 */
export async function deliverMessage(input: DeliverInput, dependencies: DeliverDependencies): Promise<StepResult> {
  const ahead = turnAhead(input, dependencies.clock());
  if (ahead !== undefined) {
    await dependencies.park(input, ahead);
    return { until: toIso(ahead), outcome: 'held' };
  }
  try {
    return await deliverNow(input, dependencies);
  } catch (error) {
    return restAfter(error, input, dependencies);
  }
}

/**
 * Parks a message again that came back while a service was too busy for it.
 * @throws the error itself when it does not pass, and to a state machine, which calls again
 */
export async function restAfter(
  error: unknown,
  input: DeliverInput,
  dependencies: Pick<DeliverDependencies, 'clock' | 'park' | 'count'>,
): Promise<StepResult> {
  const passing = error instanceof RetryableError || isPassing(error);
  if (input.parked === undefined || !passing) throw error;
  const reason = stoppedBy(error) === undefined ? 'busy' : 'sending-stopped';
  const held = { outcome: 'held', reason, detail: nameOfFailure(error) } as const;
  const isLong = keepsWaiting(held, input, dependencies.clock());
  dependencies.count('MessageOutcome', {
    journey: input.journey,
    outcome: 'held',
    reason,
    ...(isLong && { waited: 'long' }),
  });
  return { until: toIso(await rest(input, reason, dependencies)), outcome: 'held' };
}

async function deliverNow(input: DeliverInput, dependencies: DeliverDependencies): Promise<StepResult> {
  let closed: readonly Channel[] = [];
  const turns = new Set<Channel>();
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const result = await attemptDelivery({ ...(await prepare(input, dependencies)), closed, turns }, dependencies);
    if (result === undefined) continue;
    if (!('closed' in result)) return result;
    closed = [...closed, result.closed];
  }
  throw new RetryableError(`The customer changed ${attempts} times while a message was decided.`);
}

async function attemptDelivery(delivery: Delivery, dependencies: DeliverDependencies): Promise<Attempt> {
  const settled = await settleClaim(delivery, dependencies);
  if (settled === undefined || !('again' in settled)) return settled;
  const again: Delivery = { ...delivery, claimed: settled.again };
  const decision = await decideOn(again, dependencies);
  if (decision.do !== 'send') return conclude(again, explained(decision, delivery.input), dependencies);
  if (delivery.input.step.holdOut) return holdOut(again, decision, dependencies);
  const held = await waitForTurn(again, decision, dependencies);
  return held ? conclude(again, held, dependencies) : sendOnce(again, decision, dependencies);
}

/** Says of a message that is too late why it was held so long. */
function explained<Other extends Decision>(decision: Other, { parked }: DeliverInput): Other {
  const isLate = decision.do === 'skip' && decision.reason === 'stale';
  return isLate && parked?.notTaken ? { ...decision, detail: parked.notTaken.reason } : decision;
}

async function prepare(
  input: DeliverInput,
  { stores, clock, ...rest }: DeliverDependencies,
): Promise<Omit<Delivery, 'closed' | 'turns'>> {
  const history = await loadRun(input, stores);
  const rules = rest.journeys[input.journey];
  const message = messageOf(input.run, input.step);
  const templates = rest.messages[input.journey]?.[message];
  if (history === undefined) throw new RangeError(`Run ${input.run} names a customer who is not in the table.`);
  if (rules === undefined || templates === undefined) {
    throw new RangeError(`The deployed catalogue has no message "${message}" of journey "${input.journey}".`);
  }
  const due = fromIso(input.parked?.due ?? input.next.until);
  const zone = zoneOf(history.profile.value, rest.settings.timeZone);
  const key = messageKey(input.run, input.step.id);
  const run = history.runs.find(({ value }) => value.id === input.run)?.value;
  const doors = await doorsOf(run, history, input.step.channels, stores);
  const since = input.parked?.since;
  const put = since !== undefined && { since: fromIso(since) };
  return { input, key, history, rules, message, templates, doors, now: clock(), due, ...put, zone };
}

/** Puts the question to the policy, with what the history says. */
async function decideOn(delivery: Delivery, dependencies: DeliverDependencies): Promise<Decision> {
  const { settings, segments, senders, journeys, stores } = dependencies;
  const { input, key, history, rules, templates, doors, now, due, since, zone, closed } = delivery;
  const runs = history.runs.map(({ value }) => value);
  const lines = await linesAskedFor(input.step.if, { id: input.run, input }, stores.messages);
  const decision = decide({
    now,
    due,
    ...(since !== undefined && { since }),
    zone,
    rules,
    settings,
    segments,
    step: { ...input.step, channels: input.step.channels.filter((channel) => !closed.includes(channel)) },
    asks: templates.asks,
    run: runs.find(({ id }) => id === input.run),
    profile: asReached(history.profile.value, doors),
    doors,
    key,
    facts: history.facts.map(({ value }) => value),
    messages: lines?.filter((line) => line.key !== key), // that it was parked itself is no message before it
    rivals: runs.filter((run) => run.id !== input.run && !run.ended && purposeOf(run, journeys) === 'marketing'),
    configured: (['email', 'sms'] as const).filter((channel) => senders[channel] !== undefined),
  });
  return closed.length > 0 && isUnreachable(decision) ? optedOut : decision;
}

/** Why a message goes nowhere whose other channels do not reach the customer either. */
const optedOut: Decision = { do: 'skip', reason: 'suppressed', detail: 'on the opt-out list of the carrier' };

const unreachable: readonly SkipReason[] = ['channel-not-configured', 'no-address', 'suppressed', 'no-consent'];

function isUnreachable(decision: Decision): boolean {
  return decision.do === 'skip' && unreachable.includes(decision.reason);
}

/** The purpose of what a run sends next. */
function purposeOf({ next, journey }: Run, journeys: DeliverDependencies['journeys']): Purpose | undefined {
  return next?.purpose ?? journeys[journey]?.purpose;
}
