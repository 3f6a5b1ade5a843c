import type { Channel } from '../contracts/channel.ts';
import type { Fact, OrderFact } from '../contracts/fact.ts';
import type { JourneyRules } from '../contracts/journey.ts';
import type { Message } from '../contracts/message.ts';
import type { HoldReason, SkipReason } from '../contracts/outcome.ts';
import type { Profile } from '../contracts/profile.ts';
import type { Run, RunEnd } from '../contracts/run.ts';
import type { Segments } from '../contracts/segment.ts';
import type { SendStep } from '../contracts/step.ts';
import type { StoreSettings } from '../contracts/store-settings.ts';
import { matchesPattern } from '../pattern/match.ts';
import { isFor } from './audience.ts';
import { marketingHold } from './caps.ts';
import { stillMatches } from './filter.ts';
import { chooseChannel, type Doors } from './reach.ts';
import { endOf } from './runs.ts';
import { orderOf, subjectFact } from './subject.ts';
import { viewOf } from './view.ts';

const minute = 60_000;

/** All that a decision about one message depends on. */
export interface Question {
  readonly now: number;
  /** When the message was due by its journey. */
  readonly due: number;
  readonly step: SendStep;
  /** What the message asks for, from its front matter. */
  readonly asks?: 'review';
  readonly run: Run | undefined;
  readonly rules: JourneyRules;
  readonly profile: Profile;
  /** Where the message may go. */
  readonly doors: Doors;
  /** The message's key in the ledger. */
  readonly key: string;
  readonly facts: readonly Fact[];
  /** The run's other lines of the ledger; they may be left out unless the step's condition asks for them. */
  readonly messages?: readonly Message[];
  /** The customer's other live runs whose next message is marketing. */
  readonly rivals: readonly Run[];
  readonly settings: StoreSettings;
  readonly segments: Segments;
  readonly zone: string;
  readonly configured: readonly Channel[];
}

/** Send it now, hold it until later, or never send it: with the one reason. */
export type Decision =
  | { readonly do: 'send'; readonly channel: Channel; readonly address: string }
  | { readonly do: 'hold'; readonly reason: HoldReason; readonly until: number }
  | { readonly do: 'skip'; readonly reason: SkipReason; readonly detail?: string; readonly ended?: RunEnd };

/** Decides about one message. The first rule that speaks settles it. */
export function decide(question: Question): Decision {
  const { run, step, profile, doors } = question;
  if (run === undefined) return { do: 'skip', reason: 'superseded' };
  const stop = stopReason(question, run);
  if (stop !== undefined) return { do: 'skip', ...stop };
  const choice = chooseChannel(profile, doors, step.channels, step.purpose, question.configured);
  if ('obstacle' in choice) return { do: 'skip', reason: choice.obstacle };
  const { channel, door } = choice;
  const mailbox = door.known.claims;
  const hold = step.purpose === 'marketing' ? marketingHold({ ...question, run, mailbox }) : undefined;
  if (hold !== undefined) return { do: 'hold', ...hold };
  return { do: 'send', channel, address: door.address };
}

function stopReason(question: Question, run: Run): { reason: SkipReason; detail?: string; ended?: RunEnd } | undefined {
  const { step, rules, facts, settings, segments, profile, now, due, asks } = question;
  const ended = (hasGoneThrough(run) ? undefined : run.ended) ?? endOf(run, rules, facts);
  if (ended !== undefined) return { reason: 'run-ended', detail: ended.reason, ended };
  if (run.test) return { reason: 'test-event' };
  if (now - due > settings.staleAfterMinutes * minute) return { reason: 'stale' };
  const subject = subjectFact(run, facts);
  const { where } = rules.starts;
  if (where !== undefined && !stillMatches(where, run.filter ?? {}, profile, subject)) {
    return { reason: 'no-longer-matches' };
  }
  if (!isFor(rules, { now, run, profile, facts, segments })) return { reason: 'no-longer-matches' };
  if (step.if !== undefined && !matchesPattern(step.if, viewOf({ ...question, run }))) return { reason: 'condition' };
  const refusal = asks === 'review' ? reviewObstacle(run, facts) : undefined;
  return refusal && { reason: refusal };
}

/** Whether the run has come to its end by its own steps: what they sent, and was held, still goes. */
function hasGoneThrough({ ended }: Run): boolean {
  return ended?.why === 'completed' || ended?.why === 'left';
}

/** Never ask for a review before the order is delivered, nor while a refund is open or after all was refunded. */
function reviewObstacle(run: Run, facts: readonly Fact[]): SkipReason | undefined {
  const order = orderOf(run, facts);
  const delivered = facts.some(
    (fact) => fact.kind === 'shipment' && fact.order === order && fact.deliveredAt !== undefined,
  );
  if (!delivered) return 'not-delivered';
  return facts.some((fact) => fact.kind === 'order' && fact.id === order && refundBlocks(fact)) ? 'refund' : undefined;
}

function refundBlocks(order: OrderFact): boolean {
  const refunds = Object.values(order.refunds);
  if (order.cancelledAt !== undefined || refunds.some(({ status }) => status === 'open')) return true;
  const paidBack = refunds.filter(({ status }) => status === 'completed');
  const unstated = paidBack.some(({ total }) => total === undefined);
  const sum = paidBack.reduce((all, { total }) => all + (total?.minor ?? 0), 0);
  return unstated || (paidBack.length > 0 && order.total !== undefined && sum >= order.total.minor);
}
