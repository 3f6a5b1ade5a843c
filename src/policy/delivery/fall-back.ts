import { hour, minute } from '../../commerce/values/time-units.ts';
import type { HeardReports } from '../../model/heard-reports.ts';
import type { FirstAttempt, Message } from '../../model/message.ts';
import type { FallBack } from '../../model/step.ts';

/** What a look at the first attempt of a message says about the second. */
export type FallBackVerdict =
  | { readonly do: 'nothing' }
  | { readonly do: 'wait'; readonly until: number }
  | { readonly do: 'send'; readonly because: FirstAttempt['because'] };

const nothing: FallBackVerdict = { do: 'nothing' };

/**
 * Decides whether a message is sent again. It does when a report says that the first attempt failed, or when no report
 * says by the set time that it arrived. Nothing goes after a message that was opened, or that its reader complained
 * about, nor after one that was never handed to a service.
 */
export function fallBackVerdict(first: Message | undefined, { afterMinutes }: FallBack, now: number): FallBackVerdict {
  if (first === undefined || first.channel === undefined || first.outcome === 'held') return nothing;
  const { delivered, bounced, opened, clicked, complained } = first.feedback ?? {};
  if ([opened, clicked, complained].some((at) => at !== undefined)) return nothing;
  if (bounced !== undefined || hasFailed(first)) return { do: 'send', because: 'failed' };
  if (delivered !== undefined || first.outcome === 'skipped' || afterMinutes === undefined) return nothing;
  const until = first.fallBackAt ?? first.at + afterMinutes * minute;
  return now < until ? { do: 'wait', until } : { do: 'send', because: 'not-delivered' };
}

/** True if a service or carrier took the message, or refused it, and never delivered it. */
function hasFailed({ outcome, reason }: Message): boolean {
  return outcome === 'skipped' && (reason === 'failed' || reason === 'rejected' || reason === 'suppressed');
}

/** A service reports a delivery within so much time, as a rule, once it has happened. */
const reportedWithin = 5 * minute;

/** A report that comes later than this after what it tells of is late. */
const lateAfter = 15 * minute;

/** What a report adds to what was heard of its channel. @param at what it tells of; epoch milliseconds */
export function heardBy(at: number, now: number): HeardReports {
  return { until: Math.min(at, now), ...(now - at > lateAfter && { lateAt: now }) };
}

/**
 * True if a delivery of the message would have been heard of. Nobody knows as long as no report tells of anything well after it
 * was sent, or while late reports come in, which may tell of it yet.
 */
export function wouldBeHeard(
  { at }: Pick<Message, 'at'>,
  { afterMinutes = 0 }: Pick<FallBack, 'afterMinutes'>,
  { until, lateAt }: HeardReports,
  now: number,
): boolean {
  const isCaughtUp = lateAt === undefined || now - lateAt > lateAfter;
  return isCaughtUp && until !== undefined && until >= at + Math.min(reportedWithin, (afterMinutes * minute) / 2);
}

/** The rests of a second attempt for which no reports come in double, between these. */
const shortestRest = 15 * minute;
const longestRest = 2 * hour;

/** When to look again for reports. @param since when the second attempt was due */
export function lookAgainAt(since: number, now: number): number {
  return now + Math.min(Math.max(now - since, shortestRest), longestRest);
}
