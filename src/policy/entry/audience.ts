import type { JourneyRules } from '../../model/journey.ts';
import { matchesPattern } from '../../pattern/match.ts';
import { asksBeyond, type Knowledge, viewOf } from '../condition/view.ts';

/** True if the journey is for the customer as they are now. One without an audience is for everybody. */
export function isFor({ starts }: JourneyRules, known: Knowledge): boolean {
  return starts.if === undefined || matchesPattern(starts.if, viewOf(known));
}

/** True if the audience is a question about the event that starts the journey, so that nobody knows it before. */
export function dependsOnEvent({ starts }: JourneyRules): boolean {
  return starts.if !== undefined && asksBeyond(starts.if, ['customer', 'orders', 'segments']);
}
