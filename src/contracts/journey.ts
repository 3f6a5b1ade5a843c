import type { Purpose } from './channel.ts';
import type { Delay } from './delay.ts';
import type { EventType } from './event.ts';
import type { SubjectKind } from './run.ts';

/**
 * What functions need of a journey beside its state machine: how runs begin and end.
 * Compiled from journey.yaml and bundled.
 */
export interface JourneyRules {
  readonly journey: string;
  readonly purpose: Purpose;
  readonly priority: number;
  readonly starts: {
    readonly on: EventType;
    /** An EventBridge pattern on the event's detail. */
    readonly where?: Record<string, unknown>;
    /** The audience: what has to be known of the customer on entry, and still before every send. */
    readonly if?: Readonly<Record<string, unknown>>;
    readonly oncePer: SubjectKind;
    /** Minutes after the last entry of the same subject; `end`: once that run is over; null: never again. */
    readonly againAfter: number | 'end' | null;
  };
  readonly ends: readonly EventType[];
  readonly goal?: { readonly on: EventType; readonly withinMinutes: number };
  /** The wait before the first step, counted from the starting event. */
  readonly firstDelay: Delay;
  /** What conditions on the way ask about the starting event, as patterns on its detail: the run keeps that of it. */
  readonly remembers?: readonly Readonly<Record<string, unknown>>[];
}
