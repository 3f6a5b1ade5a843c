import type { EventType, SubjectKind } from '../../commerce/events.ts';
import type { Words } from '../../commerce/words.ts';
import type { Recurrence } from '../../model/journey.ts';
import type { Purpose } from '../../model/purpose.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import type { Position } from './position.ts';
import type { Condition, Step } from './steps.ts';
import type { Duration } from './values.ts';

/** A journey.yaml after parsing. Every part says where in the file it is. */
export interface Journey {
  readonly at: Position;
  readonly name: string;
  /** Its purpose for the customer, in a sentence. */
  readonly about: Words;
  readonly purpose: Purpose;
  /** As written; without it the purpose decides. */
  readonly topic?: string;
  readonly priority: number;
  /** Its marketing goes whatever the caps and gaps say. */
  readonly ignoresCaps?: true;
  readonly starts: Starts;
  readonly ends: Ends;
  readonly steps: readonly Step[];
}

/** The ways into a journey. */
export interface Starts {
  readonly at: Position;
  /** The one trigger: an event, the calendar, or coming into a segment. None: by hand only. */
  readonly on?: EventType;
  readonly every?: Recurrence;
  readonly entering?: string;
  readonly byHand?: true;
  /** Of an event: an EventBridge pattern on its detail. */
  readonly where?: Pattern;
  /** The audience: what has to hold of the customer on entry, and still before every send. */
  readonly if?: Condition;
  readonly oncePer: SubjectKind;
  readonly againAfter: Duration | 'the end' | 'never' | 'always';
  /** An event about the subject after which it may enter again before that. */
  readonly againUpon?: EventType;
}

/** The events that make the rest of the journey pointless, and its goal. */
export interface Ends {
  readonly at: Position;
  readonly when: readonly EventType[];
  readonly goal?: { readonly on: EventType; readonly within: Duration };
}
