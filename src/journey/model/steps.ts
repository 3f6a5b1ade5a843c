import type { Channel } from '../../commerce/customer/channel.ts';
import type { EventType } from '../../commerce/events.ts';
import type { Words } from '../../commerce/words.ts';
import type { Action } from '../../model/action.ts';
import type { AwaitedEvent } from '../../model/awaited.ts';
import type { CouponOffer } from '../../model/coupon.ts';
import type { Purpose } from '../../model/purpose.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import type { Position } from './position.ts';
import type { Duration, UsefulUntil, WrittenDelay } from './values.ts';

/** One step of a journey. */
export type Step = WaitStep | SendStep | AwaitStep | DoStep | IfStep | SplitStep | LeaveStep;

/** The step of one kind. */
export type StepOf<Kind extends Step['kind']> = Extract<Step, { kind: Kind }>;

/** A pattern on the view of what is known. */
export type Condition = Pattern;

/** `wait: 4 hours`, `wait: 1 day, at 10:00`, `wait: until Friday, at 10:00` or `wait: until shipment.expectedAt`. */
export interface WaitStep extends WrittenDelay {
  readonly kind: 'wait';
  readonly at: Position;
  /** The events of the subject after which the wait begins again: only the first wait of a journey has them. */
  readonly restartsOn?: readonly EventType[];
}

/** `send: reminder`. */
export interface SendStep {
  readonly kind: 'send';
  readonly at: Position;
  readonly id: string;
  /** The message's name; with variants, their common name. */
  readonly message: string;
  /** Messages of which each run gets one. */
  readonly variants?: readonly Variant[];
  /** The condition when the message is due; it is skipped when the condition does not hold. */
  readonly condition?: Condition;
  /** `delivery`: the message assumes that all parcels of the order have arrived. */
  readonly needs?: 'delivery';
  /** When the message is of no use any more. */
  readonly usefulUntil?: UsefulUntil;
  /** As written; without them the journey decides. */
  readonly purpose?: Purpose;
  readonly topic?: string;
  readonly priority?: number;
  /** As written; without it the message decides. */
  readonly channels?: readonly Channel[];
  /** Set where the message cannot wait. */
  readonly urgent?: true;
  readonly fallBack?: WrittenFallBack;
  /** The coupon that goes with the message. */
  readonly coupon?: CouponOffer;
  /** The survey that the message asks. */
  readonly survey?: string;
}

/** The channels by which a message is sent again, and after what time without a report of delivery. */
export interface WrittenFallBack {
  readonly to: readonly Channel[];
  readonly after?: Duration;
}

/** A message that some of the runs get. */
export interface Variant {
  readonly message: string;
  /** Its share of runs, relative to the other variants. */
  readonly weight: number;
}

/** `await: shipment.delivered`, `within: 30 days`, and what happens `otherwise`; after that the line goes on. */
export interface AwaitStep {
  readonly kind: 'await';
  readonly at: Position;
  readonly id: string;
  readonly on: readonly AwaitedEvent[];
  /** The steps after each of the events, in the order of `on`; left out when the line just goes on. */
  readonly arms?: readonly (readonly Step[])[];
  readonly within: Duration;
  readonly otherwise: readonly Step[];
}

/** `do: { tag: loyal }`. */
export interface DoStep {
  readonly kind: 'do';
  readonly at: Position;
  readonly id: string;
  readonly action: Action;
}

/** `if: { orders: { since start: [0] } }`, what happens `then`, and what else; after that the line goes on. */
export interface IfStep {
  readonly kind: 'if';
  readonly at: Position;
  readonly id: string;
  readonly condition: Condition;
  readonly then: readonly Step[];
  /** Empty when the journey does not say. */
  readonly else: readonly Step[];
}

/** `split`: every run takes one of the arms, always the same one; after that the line goes on. */
export interface SplitStep {
  readonly kind: 'split';
  readonly at: Position;
  readonly id: string;
  readonly arms: readonly SplitArm[];
}

/** One arm. The messages of a hold-out are decided and recorded, but not sent, to compare the other arms with. */
export interface SplitArm {
  readonly weight: number;
  readonly holdOut: boolean;
  readonly steps: readonly Step[];
}

/** `leave: no delivery`: the run is over here, and the ledger says why. */
export interface LeaveStep {
  readonly kind: 'leave';
  readonly at: Position;
  readonly id: string;
  /** The ledger has it in English. */
  readonly reason: Words;
  /**
   * Set when the step is not written but follows from the one before it. The reason without what may change, for the
   * state's name.
   */
  readonly about?: string;
}
