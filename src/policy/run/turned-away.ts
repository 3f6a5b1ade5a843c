import { hour } from '../../commerce/values/time-units.ts';
import type { Basis } from '../../model/basis.ts';
import type { JourneyRules } from '../../model/journey.ts';
import { type DoorReason, refusals } from '../../model/outcome.ts';
import type { Run } from '../../model/run.ts';
import { keptTimes, type TurnedAway } from '../../model/turned-away.ts';

/** Why an entry began no run, if that should be kept. */
export interface DoorAnswer {
  readonly reason: DoorReason;
  readonly basis?: Basis;
}

/** The answer to an event of customers whom the journey is not for. */
export const notInAudience: DoorAnswer = { reason: 'not-in-audience', basis: { setting: { name: 'starts.if' } } };

/**
 * The answer to an entry, by the run that has the place of its subject now.
 * @returns undefined when the entry began a run, or another run is still under way
 */
export function answerAtDoor(entry: Run, there: Run, { starts }: JourneyRules): DoorAnswer | undefined {
  const isSame = there.startedBy === entry.startedBy;
  const own = isSame ? there.ended : entry.ended; // an event that comes again may be refused by now, and its run has begun
  const refused = refusals.find((reason) => reason === own?.reason);
  if (own?.why === 'refused' && refused !== undefined) return { reason: refused };
  const hasBegun = isSame || there.earlier?.some(({ startedAt }) => startedAt === entry.startedAt);
  if (hasBegun || there.ended === undefined) return undefined;
  const value = starts.againAfter ?? 'never';
  return { reason: 'already-in', basis: { setting: { name: 'again after', value }, since: there.startedAt } };
}

/** An event that comes so soon after another says nothing new. */
const soon = hour;

/** The record after one more event; the same object when it says nothing new. */
export function withTime(known: TurnedAway | undefined, news: TurnedAway): TurnedAway {
  if (known === undefined) return news;
  const added = news.times.filter((time) => known.times.every((one) => Math.abs(one - time) >= soon));
  if (added.length === 0) return known;
  const times = [...known.times, ...added].sort((one, other) => one - other).slice(-keptTimes);
  return times.every((time, place) => time === known.times[place]) ? known : { ...known, ...news, times };
}
