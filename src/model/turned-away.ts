import type { SubjectKind } from '../commerce/events.ts';
import type { Basis } from './basis.ts';
import type { DoorReason } from './outcome.ts';

/**
 * Events of one subject that a journey's `starts` matched and that started nothing, for one reason. One that comes while
 * a run is under way leaves no record: the run shows it.
 */
export interface TurnedAway {
  readonly customer: string;
  readonly journey: string;
  readonly subject: SubjectKind;
  readonly reason: DoorReason;
  /** When the events occurred, the last few, in order; epoch milliseconds. */
  readonly times: readonly number[];
  readonly basis?: Basis;
}

/** At most so many times are kept. */
export const keptTimes = 8;
