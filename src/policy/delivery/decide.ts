import type { Channel } from '../../commerce/customer/channel.ts';
import type { Basis } from '../../model/basis.ts';
import type { ChannelReason, PassedChannel } from '../../model/channel-traits.ts';
import type { Fact } from '../../model/fact.ts';
import { confirmationJourney, type JourneyRules } from '../../model/journey.ts';
import type { Message } from '../../model/message.ts';
import type { HoldReason, SkipReason } from '../../model/outcome.ts';
import type { Profile } from '../../model/profile.ts';
import type { Run, RunEnd } from '../../model/run.ts';
import type { Segments } from '../../model/segment.ts';
import type { CompiledSendStep } from '../../model/step.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import type { SwitchState } from '../../model/switches.ts';
import { matchesPattern } from '../../pattern/match.ts';
import { stillMatches } from '../condition/filter.ts';
import { viewOf } from '../condition/view.ts';
import { mayAsk } from '../customer/double-opt-in.ts';
import { namesOf } from '../customer/names.ts';
import { pauseEnd, wantsLess } from '../customer/preferences.ts';
import { topicOf } from '../customer/topic.ts';
import { isFor } from '../entry/audience.ts';
import { reviewObstacle } from '../past/reviews.ts';
import { orderOf, subjectFact } from '../past/subject.ts';
import { hasArrived } from '../run/arrival.ts';
import { endOf, entryOfYear } from '../run/runs.ts';
import type { CustomerZone } from '../time/zone.ts';
import { customerPauseBasis, endBasis, pauseBasis, staleBasis, startBasis, unreachedBasis } from './basis.ts';
import type { TraitsOf } from './channel-order.ts';
import { chooseOpenChannel } from './choose-channel.ts';
import { lastCouponAt } from './coupon.ts';
import type { AskedTopic, Doors } from './eligibility.ts';
import { holdOf, hourBasis, hoursOf } from './hold.ts';
import { type InForce, pausedUntil } from './pause.ts';
import { putOff } from './put-off.ts';
import { staleAt, usefulEnd } from './useful.ts';

/** All that a decision about one message depends on. */
export interface DeliveryQuestion {
  readonly now: number;
  /** When the message was due by its journey. */
  readonly due: number;
  /** From when on it counts as late, if a hold put it off. */
  readonly since?: number;
  /** How often it has lost its day to others so far. */
  readonly passedOver?: number;
  /** True if it comes back after it was held: its run has gone on. */
  readonly isParked?: boolean;
  readonly step: CompiledSendStep;
  /** The message's request, from its front matter. */
  readonly asks?: 'review';
  readonly run: Run | undefined;
  readonly rules: JourneyRules;
  readonly profile: Profile;
  /** The doors that the message may go through. */
  readonly doors: Doors;
  /** What the shop has paused; nothing, if left out. */
  readonly switches?: SwitchState;
  /** The message's key in the ledger. */
  readonly key: string;
  readonly facts: readonly Fact[];
  /** The run's other lines of the ledger; they may be left out unless the step's condition asks for them. */
  readonly messages?: readonly Message[];
  /** The customer's other live runs whose next message is marketing. */
  readonly rivals: readonly Run[];
  /** The run that took this one's place, if it lost it. */
  readonly successor?: Run | undefined;
  readonly settings: StoreSettings;
  readonly segments: Segments;
  readonly zone: string;
  /** Where the zone comes from, and the customer's country. */
  readonly where: CustomerZone;
  readonly configured: readonly Channel[];
  /** Speed and price of each channel. */
  readonly traits?: TraitsOf;
}

/** Send it now, hold it until later, or never send it: with the one reason. */
export type Decision =
  | {
      readonly do: 'send';
      readonly channel: Channel;
      readonly address: string;
      /** Why by this channel, if it is not the first of the step. */
      readonly chosen?: ChannelReason;
      readonly passed?: PassedChannel;
      /** What began its run, and on which clock, within which hours, it goes. */
      readonly basis?: Basis;
    }
  | {
      readonly do: 'hold';
      readonly reason: HoldReason;
      readonly until: number;
      readonly basis?: Basis;
      /** How often it has lost its day to others, if it loses this one. */
      readonly passedOver?: number;
      /** True if the message is put off, so that it is not late until then. */
      readonly putsOff?: boolean;
      /** The turn that it has by then among all that the account sends. */
      readonly place?: { readonly channel: Channel; readonly at: number };
    }
  | {
      readonly do: 'skip';
      readonly reason: SkipReason;
      readonly detail?: string;
      readonly basis?: Basis;
      readonly ended?: RunEnd;
    };

/** Decides about one message. The first rule that speaks settles it. */
export function decide(question: DeliveryQuestion): Decision {
  const { run, step } = question;
  if (run === undefined) return { do: 'skip', reason: 'superseded', ...successorOf(question) };
  const stop = stopReason(question, run);
  if (stop !== undefined) return { do: 'skip', ...stop };
  const asked = { purpose: step.purpose, topic: topicAsked(question) };
  const choice = chooseOpenChannel(question, asked);
  if ('pause' in choice) return paused(choice.pause, question);
  if ('obstacle' in choice) {
    const { obstacle: reason, basis = unreachedBasis(choice, question, asked) } = choice;
    return { do: 'skip', reason, basis };
  }
  const isConfirmation = question.rules.journey === confirmationJourney;
  if (isConfirmation && !mayAsk(choice.door.known, namesOf(question.profile), run.startedAt))
    return { do: 'skip', reason: 'nothing-to-confirm' };
  const wait = putOff(question, run);
  if (wait !== undefined) return whileUseful({ do: 'hold', ...wait, putsOff: true }, question);
  const { channel, door, chosen, passed } = choice;
  const { address, known: mailbox } = door;
  const isMarketing = step.purpose === 'marketing';
  const restsUntil = isMarketing ? pauseEnd(mailbox, question.now) : undefined;
  if (restsUntil !== undefined) return { do: 'skip', reason: 'customer-paused', basis: customerPauseBasis(restsUntil) };
  const topic = topicOf(step, question.rules);
  const less = isMarketing && wantsLess(mailbox);
  const asking = { ...question, run, channel, address, mailbox, topic, less };
  const hours = hoursOf(asking);
  const hold = holdOf(asking, hours);
  if (hold !== undefined) return whileUseful({ do: 'hold', ...hold }, question);
  const basis = { ...startBasis(run, question.rules), ...hourBasis(asking, hours) };
  return { do: 'send', channel, address, ...(chosen && { chosen }), ...(passed && { passed }), basis };
}

/** The hold, or a skip of a message that would be of no use at its end: nobody gets "today only" the next day. */
function whileUseful(hold: Extract<Decision, { do: 'hold' }>, question: DeliveryQuestion): Decision {
  const end = usefulEnd(question);
  if (end === undefined || hold.until < end) return hold;
  const { reason: detail, basis } = hold;
  return { do: 'skip', reason: 'no-longer-useful', detail, basis: { ...basis, since: end } };
}

function successorOf({ successor }: DeliveryQuestion): { readonly basis?: Basis } {
  return successor ? { basis: { rivals: [{ run: successor.id, at: successor.startedAt }] } } : {};
}

/** A paused message waits, and is not late for it. */
function paused(pause: InForce, { run, key, due, now }: DeliveryQuestion): Decision {
  const until = pausedUntil({ run: run?.id ?? key, due }, pause, now);
  return { do: 'hold', reason: 'paused', until, putsOff: true, basis: pauseBasis(pause) };
}

/** The message's topic, as the shop has it today. */
function topicAsked({ step, rules, settings }: DeliveryQuestion): AskedTopic {
  const name = topicOf(step, rules);
  const ask = Object.hasOwn(settings.topics, name) ? settings.topics[name]?.ask : undefined;
  return { name, ...(ask && { ask }) };
}

type Stop = Omit<Extract<Decision, { do: 'skip' }>, 'do'>;

function stopReason(question: DeliveryQuestion, run: Run): Stop | undefined {
  const { step, rules, facts, settings, segments, profile, now, due, since = due, isParked } = question;
  const ended = (hasGoneThrough(run, isParked) ? undefined : run.ended) ?? endOf(run, rules, facts);
  if (ended !== undefined) return { reason: 'run-ended', detail: ended.reason, basis: endBasis(ended), ended };
  if (run.test) return { reason: 'test-event' };
  const earlier = entryOfYear(run, rules);
  if (earlier !== undefined) return { reason: 'superseded', basis: { since: earlier.startedAt } };
  if (now >= staleAt({ due, since, settings })) return { reason: 'stale', basis: staleBasis(since, settings) };
  const useless = usefulEnd(question);
  if (useless !== undefined && now >= useless) return { reason: 'no-longer-useful', basis: { since: useless } };
  const subject = subjectFact(run, facts);
  const { where } = rules.starts;
  if (where !== undefined && !stillMatches(where, run.filter ?? {}, profile, subject)) {
    return { reason: 'no-longer-matches', basis: { setting: { name: 'starts.where' } } };
  }
  if (!isFor(rules, { now, run, profile, facts, segments })) {
    return { reason: 'no-longer-matches', basis: { setting: { name: 'starts.if' } } };
  }
  if (step.if !== undefined && !matchesPattern(step.if, viewOf({ ...question, run }))) return { reason: 'condition' };
  const had = step.coupon && lastCouponAt(run, rules, profile, now);
  if (had !== undefined) return { reason: 'recent-coupon', basis: { setting: { name: 'again after' }, since: had } };
  return orderObstacle(question, run);
}

/** True if the run has come to its end by its own steps, or to a wait that is too long for it: its held messages still go. */
function hasGoneThrough({ ended }: Run, isParked = false): boolean {
  const isCutShort = ended?.why === 'stopped' && ended.reason === 'too-far-ahead';
  return ended?.why === 'completed' || ended?.why === 'left' || (isParked && isCutShort);
}

/**
 * The reason why the run's order is not ready for the message: all parcels have to be there, and for a review more. A
 * run that a delivery began is over when another parcel is still under way: the next delivery begins another run, and
 * so the wait counts from the last.
 */
function orderObstacle({ step, asks, rules, facts, now }: DeliveryQuestion, run: Run): Stop | undefined {
  const order = orderOf(run, facts);
  if ((step.needs === 'delivery' || asks === 'review') && !hasArrived(order, facts)) {
    const reason = 'not-delivered';
    const ended: RunEnd = { at: now, why: 'stopped', reason };
    return { reason, ...(rules.starts.awaitsParcels && { ended }) };
  }
  const refusal = asks === 'review' ? reviewObstacle(order, facts) : undefined;
  return refusal && { reason: refusal };
}
