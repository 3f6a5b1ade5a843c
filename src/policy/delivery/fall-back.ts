import { hour, minute } from '../../commerce/values/time-units.ts';
import type { FirstAttempt, Message } from '../../model/message.ts';
import type { FallBack } from '../../model/step.ts';

/** What a look at the first attempt of a message says about the second. */
export type FallBackVerdict =
  | { readonly do: 'nothing' }
  | { readonly do: 'wait'; readonly until: number }
  /** `since`: when it was due, because no report said by then that the first arrived. */
  | { readonly do: 'send'; readonly because: FirstAttempt['because']; readonly since?: number };

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
  return now < until ? { do: 'wait', until } : { do: 'send', because: 'not-delivered', since: until };
}

/** True if a service or carrier took the message, or refused it, and never delivered it. */
function hasFailed({ outcome, reason }: Message): boolean {
  return outcome === 'skipped' && (reason === 'failed' || reason === 'rejected' || reason === 'suppressed');
}

/** The rests of a second attempt for which no reports come in double, between these. One that is due soon rests shorter. */
const mostShortest = 15 * minute;
const shortestRest = minute;
const longestRest = 2 * hour;

/** When to look again for reports. @param since when the second attempt was due */
export function lookAgainAt(since: number, now: number, { afterMinutes = 0 }: Pick<FallBack, 'afterMinutes'>): number {
  const shortest = Math.min(Math.max((afterMinutes * minute) / 4, shortestRest), mostShortest);
  return now + Math.min(Math.max(now - since, shortest), longestRest);
}
