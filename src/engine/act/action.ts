import type { SurveyFact } from '../../commerce/fact.ts';
import type { Action, ActionResult, StaffWay } from '../../model/action.ts';
import type { Clock } from '../../model/clock.ts';
import type { JourneyRules } from '../../model/journey.ts';
import type { Occasion, Publish } from '../../model/own-event.ts';
import type { Run } from '../../model/run.ts';
import type { DoInput } from '../../model/step.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import type { History } from '../../stores/history.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Stored } from '../../stores/table.ts';

/** What the staff is told: a text, the ids of what it is about, and what the customer answered when asked how it was. */
export type StaffNote = Occasion & {
  readonly text: string;
  readonly survey?: Pick<SurveyFact, 'score' | 'comment'>;
};

/** Tells the staff in one way. @throws RetryableError when it did not work and may later */
export type TellStaff = (note: StaffNote) => Promise<ActionResult>;

/** What the use case works with. */
export interface DoDependencies {
  readonly stores: Stores;
  readonly journeys: Readonly<Record<string, JourneyRules>>;
  readonly settings: StoreSettings;
  readonly clock: Clock;
  readonly publish: Publish;
  /** The ways to tell the staff that are configured. */
  readonly staff: Partial<Record<StaffWay, TellStaff>>;
  /** Counts an outcome for the metrics. */
  readonly count: (metric: string, dimensions: Readonly<Record<string, string>>) => void;
}

/** One step at one moment: what everything that can be done shares. */
export interface Doing {
  readonly input: DoInput;
  readonly history: History;
  readonly rules: JourneyRules;
  readonly run: Stored<Run> | undefined;
  readonly now: number;
  readonly occasion: Occasion;
}

/** Does one thing. It may have been done already, by a call of which nobody heard. */
export type Perform<A extends Action> = (
  action: A,
  doing: Doing,
  dependencies: DoDependencies,
) => Promise<ActionResult>;
