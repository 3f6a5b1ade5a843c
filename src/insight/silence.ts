import { type Channel, channels } from '../commerce/customer/channel.ts';
import type { Message } from '../model/message.ts';
import type { HoldReason, SkipReason, UnknownReason } from '../model/outcome.ts';
import type { Records } from './records.ts';
import { tally } from './tally.ts';

/** A reason, and how often it was the reason. */
export type ReasonCount = readonly [reason: string, count: number];

/** Why messages were not sent, and why runs ended before their last step; the most frequent reason first. */
export function silenceReasons({ runs, messages }: Pick<Records, 'runs' | 'messages'>): {
  readonly messages: readonly ReasonCount[];
  readonly runs: readonly ReasonCount[];
} {
  const unsent = messages.filter(({ outcome }) => outcome !== 'sent');
  const early = runs.flatMap(({ ended }) =>
    ended && ended.why !== 'completed' ? [`${ended.why}: ${ended.reason}`] : [],
  );
  return { messages: tally(unsent.map(silenceReason)), runs: tally(early) };
}

/** The outcome of a message that was not sent, with its reason and the detail: `skipped: run-ended (order.placed)`. */
export function silenceReason({ outcome, reason, detail }: Message): string {
  return `${outcome}: ${reason ?? 'no reason'}${detail ? ` (${detail})` : ''}`;
}

/**
 * Why a message was not sent, in a word: it was not needed any more, or meant for others; it was kept back out of
 * consideration for the customer; the customer may not or cannot be written to; it could not be delivered; the rest.
 */
export type SilenceKind = 'needless' | 'considerate' | 'closed' | 'failed' | 'other';

const kinds: Readonly<Record<HoldReason | SkipReason | UnknownReason, SilenceKind>> = {
  'run-ended': 'needless',
  superseded: 'needless',
  'no-longer-matches': 'needless',
  condition: 'needless',
  'already-reviewed': 'needless',
  'recent-coupon': 'considerate',
  'quiet-hours': 'considerate',
  'no-sending-day': 'considerate',
  'daily-cap': 'considerate',
  'weekly-cap': 'considerate',
  'monthly-cap': 'considerate',
  'too-soon': 'considerate',
  'higher-priority': 'considerate',
  'earlier-first': 'considerate',
  'still-active': 'considerate',
  'open-complaint': 'considerate',
  'less-often': 'considerate',
  'customer-paused': 'considerate',
  'not-delivered': 'considerate',
  refund: 'considerate',
  'no-address': 'closed',
  'no-consent': 'closed',
  unconfirmed: 'closed',
  'nothing-to-confirm': 'needless',
  'topic-off': 'closed',
  suppressed: 'closed',
  stopped: 'closed',
  rejected: 'failed',
  failed: 'failed',
  'no-answer': 'failed',
  'warming-up': 'other',
  'no-reports': 'other',
  busy: 'other',
  'sending-stopped': 'other',
  paused: 'other',
  'test-event': 'other',
  stale: 'other',
  'no-longer-useful': 'needless',
  removed: 'other',
  'too-many-replies': 'other',
  'already-delivered': 'needless',
  'too-expensive': 'other',
  'channel-not-configured': 'other',
  'hold-out': 'other',
};

/** The kind of silence that a message ended in. */
export function silenceKindOf({ reason }: Pick<Message, 'reason'>): SilenceKind {
  return reason === undefined ? 'other' : kinds[reason];
}

/** By what a message would have gone: a channel, any of several, or none that was chosen before it was over. */
export type SilentWay = Channel | 'several' | 'none';

/** The ways in the order in which they are counted. */
export const silentWays: readonly SilentWay[] = [...channels, 'several', 'none'];

/** The way of a message that was not sent: the channel that was chosen, or those that did not reach the customer. */
export function silentWayOf({ channel, basis }: Pick<Message, 'channel' | 'basis'>): SilentWay {
  if (channel !== undefined) return channel;
  const tried = channels.filter((one) => basis?.channels?.[one] !== undefined);
  return tried.length > 1 ? 'several' : (tried[0] ?? 'none');
}

/** The messages of one kind of silence, and how many of them would have gone each way. */
export interface SilenceRow {
  readonly kind: SilenceKind;
  readonly messages: readonly Message[];
  readonly byWay: Readonly<Record<SilentWay, number>>;
}

/** Messages that were not sent, by the kind of their silence, the most frequent first. */
export function silenceRows(messages: readonly Message[]): SilenceRow[] {
  const unsent = messages.filter(({ outcome }) => outcome !== 'sent');
  const groups = [...Map.groupBy(unsent, silenceKindOf)].sort(([, one], [, other]) => other.length - one.length);
  return groups.map(([kind, list]) => ({ kind, messages: list, byWay: countWays(list) }));
}

/** How many of the messages would have gone each way. */
export function countWays(messages: readonly Message[]): Readonly<Record<SilentWay, number>> {
  const ways = messages.map(silentWayOf);
  const counts = silentWays.map((way) => [way, ways.filter((one) => one === way).length]);
  return Object.fromEntries(counts) as Record<SilentWay, number>; // one for each way
}
