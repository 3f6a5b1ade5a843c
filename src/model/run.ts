import type { Contact } from '../commerce/contact.ts';
import type { EventType } from '../commerce/events.ts';
import type { ActionResult } from './action.ts';
import type { AwaitedEvent } from './awaited.ts';
import type { Delay, NextMessage } from './delay.ts';
import type { Fact } from './fact.ts';
import type { RunInput } from './run-input.ts';
import type { Arm } from './step.ts';
import type { Subject } from './subject.ts';

/** One customer's passage through one journey, about one subject. */
export interface Run {
  /** Also the execution's name: journey, hash of the subject, entry. At most 80 of [0-9A-Za-z-]. */
  readonly id: string;
  readonly customer: string;
  readonly journey: string;
  readonly subject: Subject;
  /** The fact of the starting event, so that a run once per customer can speak of the order that began it. */
  readonly about?: Pick<Fact, 'kind' | 'id'>;
  /** The contact of the starting event's sender, if it gave one. */
  readonly contact?: Contact;
  /** When the starting event occurred, and its id. */
  readonly startedAt: number;
  readonly startedBy: string;
  readonly test: boolean;
  /** The execution's input, kept so that starting it again is starting the same. */
  readonly input: RunInput;
  /** The part of the starting event that the journey's `where` looks at, which is checked again before each send, and its conditions. */
  readonly filter?: Readonly<Record<string, unknown>>;
  /** Set once the run is over before its last step, or has passed it. */
  readonly ended?: RunEnd;
  /** When the journey's goal was reached; also after the run was over. */
  readonly goal?: RunGoal;
  /** The last entries of the same subject before this one, the earliest first: their goals may still be reached. */
  readonly earlier?: readonly RunEntry[];
  /** When its next step is due, so that other runs of the customer can make way for it. Without a purpose: its journey's. */
  readonly next?: { readonly at: number; readonly priority: number } & Partial<NextMessage>;
  /** Its held messages that a later one has to wait for, in the order in which they were due. */
  readonly held?: readonly HeldStep[];
  /** The results of its `do` steps, by step. */
  readonly done?: Readonly<Record<string, ActionResult & { readonly at: number }>>;
  /** Set while the run waits for an event. */
  readonly awaiting?: Awaiting;
  /** The arms that it has taken, by the step that chose or awaited; of a split the run's id says it. */
  readonly arms?: Readonly<Record<string, number>>;
  /** The customer to whom the run has moved, because they turned out to be one: it goes on there. */
  readonly movedTo?: string;
  /** The revision that it had when it was moved to where it is not read any more. */
  readonly closedAs?: number;
}

/** A message of a run that is held, when it was due, and until when it is held; epoch milliseconds. */
export interface HeldStep {
  readonly step: string;
  readonly due: number;
  readonly until: number;
}

/**
 * Why a run is over: an event ended it, a step left, it was refused at the door, all steps are done, or the policy
 * stopped it, so that nothing more of it is sent.
 */
export interface RunEnd {
  readonly at: number;
  readonly why: 'event' | 'left' | 'refused' | 'completed' | 'stopped';
  /** The event's type, the leave step's words, the refusal, or why it was stopped. */
  readonly reason: string;
  /** Of a completed run: when the step was due that nothing follows. A step that is due later shows that the execution took another way. */
  readonly due?: number;
}

/**
 * The longest duration of a run, in days: an execution of Step Functions lives for 365, and the last message needs some
 * room in them.
 */
export const longestRunDays = 364;

/** The first event that was the journey's goal, within its window from the run's start. */
export interface RunGoal {
  readonly on: EventType;
  readonly at: number;
}

/** The record of a run that gave its place to another; with the customer under whose name its lines are, if known. */
export type RunEntry = Pick<Run, 'id' | 'startedAt' | 'goal'> & {
  readonly customer?: string;
  /** Set when it was over before its first step: nothing was sent. */
  readonly idle?: true;
};

/** At most this many earlier entries are kept with a run. */
export const keptEntries = 10;

/** A run that waits for an event with a Step Functions task token. */
export interface Awaiting {
  readonly step: string;
  /** When the await was due, in epoch milliseconds: a step that was due before it is over, though a call of it may not be. */
  readonly from?: number;
  readonly on: readonly AwaitedEvent[];
  readonly token: string;
  /** Tokens of earlier calls of the same task: one call may overtake another, and only Step Functions knows which it waits with. */
  readonly others?: readonly string[];
  /** The arm of each event, in the order of `on`; its delay counts from the event. */
  readonly arms?: readonly Arm[];
  /** The same when all of them lead on alike: the delay that follows, and whether nothing does. */
  readonly then?: Delay;
  readonly last?: true;
}
