import type { EventType, SubjectKind } from '../commerce/events.ts';
import type { Course } from './course.ts';
import { type Delay, weekdays } from './delay.ts';
import type { Purpose } from './purpose.ts';
import { changesByTime, type Segments } from './segment.ts';
import type { CompiledSendStep } from './step.ts';

/** When the calendar lets customers in, at a time HH:MM of their own clock. */
export type Recurrence =
  | { readonly yearly: YearlyDate; readonly daysBefore: number; readonly at: string }
  | { readonly each: Period; readonly at: string };

/** The dates of the profile that come every year. */
export const yearlyDates = ['customer.birthday'] as const;
export type YearlyDate = (typeof yearlyDates)[number];

/** The days on which the calendar may let everybody in; `month` is its first day. */
export const periods = ['day', ...weekdays, 'month'] as const;
export type Period = (typeof periods)[number];

/** True if the daily sweep has to look for entries: by the calendar, or into a segment as time passes. */
export function isSwept({ starts: { every, entering } }: Pick<JourneyRules, 'starts'>, segments: Segments): boolean {
  return every !== undefined || (entering !== undefined && changesByTime(segments[entering] ?? {}));
}

/**
 * A journey's rules for functions, beside its state machine: how runs begin and end. Compiled from journey.yaml and
 * bundled.
 */
export interface JourneyRules {
  readonly journey: string;
  readonly purpose: Purpose;
  /** The topic of its messages of that purpose, as far as a message names none. Absent: the default of the purpose. */
  readonly topic?: string;
  readonly priority: number;
  /** Its marketing goes whatever the caps and gaps say; it still counts against them. */
  readonly ignoresCaps?: true;
  readonly starts: {
    /** The one trigger: an event, the calendar, or coming into a segment. None: by hand only. */
    readonly on?: EventType;
    readonly every?: Recurrence;
    readonly entering?: string;
    /** Somebody of the shop may let a customer in. */
    readonly byHand?: true;
    /** Of an event: an EventBridge pattern on its detail. */
    readonly where?: Record<string, unknown>;
    /** The audience: what has to be known of the customer on entry, and still before every send. */
    readonly if?: Readonly<Record<string, unknown>>;
    readonly oncePer: SubjectKind;
    /** Minutes after the last entry of the same subject, 0 for always; `end`: once that run is over; null: never again. */
    readonly againAfter: number | 'end' | null;
    /** An event of the subject's that lets it in again before `againAfter` has passed. */
    readonly againUpon?: EventType;
    /** Set where a delivery begins what needs the whole order: as long as a parcel is under way, nobody is let in. */
    readonly awaitsParcels?: true;
  };
  readonly ends: readonly EventType[];
  readonly goal?: { readonly on: EventType; readonly withinMinutes: number };
  /** The wait before the first step, counted from the start. */
  readonly firstDelay: Delay;
  /** The events about the subject that restart that wait. */
  readonly restartsOn?: readonly EventType[];
  /**
   * The fields of the starting event that later conditions ask about, as patterns on its detail: the run keeps them.
   */
  readonly remembers?: readonly Readonly<Record<string, unknown>>[];
  /** The messages of a run that is over before its first step, in order; none when a journey sends nothing. */
  readonly whenOver?: readonly IntendedMessage[];
  /** The ways of its runs, where there is more than one. */
  readonly course?: Course;
  /** The steps whose message is sent again when it does not arrive, by id: a reported failure brings it back. */
  readonly fallBacks?: Readonly<Record<string, CompiledSendStep>>;
}

/** A message that a run would have come to: what its line of the ledger says of it. */
export type IntendedMessage = Pick<CompiledSendStep, 'id' | 'message' | 'purpose' | 'variants'>;

/** The rules of all journeys, by name. */
export type Journeys = Readonly<Record<string, JourneyRules>>;

/** The journey that asks to confirm an agreement to marketing, where store.yaml says `double opt-in`. */
export const confirmationJourney = 'confirm-consent';
