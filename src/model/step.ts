import type { Channel } from '../commerce/customer/channel.ts';
import type { Action, ActionResult } from './action.ts';
import type { AwaitedEvent } from './awaited.ts';
import type { CouponOffer } from './coupon.ts';
import type { Delay, Span } from './delay.ts';
import { messageKey, secondKeyOf } from './message.ts';
import type { HoldReason, Outcome } from './outcome.ts';
import type { Purpose } from './purpose.ts';
import type { RunInput } from './run-input.ts';

/** A `send` step as the state machine carries it. Grows only: month-old executions still pass the old form. */
export interface CompiledSendStep {
  /** Unique within the journey; the message's name unless that is sent twice. */
  readonly id: string;
  /** The message's name: the file messages/<message>.<locale>.md; with variants, what they are called together. */
  readonly message: string;
  /** In order of preference; the first that can reach the customer is used. */
  readonly channels: readonly Channel[];
  readonly purpose: Purpose;
  /** The message's own topic. Absent: that of its journey, else the default of its purpose. */
  readonly topic?: string;
  /** Higher goes first when the daily cap leaves room for one. */
  readonly priority: number;
  /** The coupon that goes with the message. */
  readonly coupon?: CouponOffer;
  /** The survey that the message asks, by its name in store.yaml. */
  readonly survey?: string;
  /** Messages of which one goes instead, by weight: which one, the run and the step decide. */
  readonly variants?: readonly { readonly message: string; readonly weight: number }[];
  /** The condition when it is due; the message is skipped when it does not hold. */
  readonly if?: Readonly<Record<string, unknown>>;
  /** Set where it cannot wait: the fastest channel goes first. */
  readonly urgent?: true;
  /** What happens when it does not arrive. */
  readonly fallBack?: FallBack;
  /** When the message is of no use any more, counted from when it is due. */
  readonly usefulUntil?: Span;
  /** Set where the message speaks of an order that has arrived, with all of its parcels. */
  readonly needs?: 'delivery';
  /** Set in a hold-out: the message is decided and rendered, then kept back. */
  readonly holdOut?: true;
}

/** The channels by which a message that did not arrive is sent again. */
export interface FallBack {
  /** In order of preference; the one that failed is left out. */
  readonly to: readonly Channel[];
  /** Minutes after the send without a report of delivery; without it only a failure that is reported counts. */
  readonly afterMinutes?: number;
}

/** The input of deliver-message. `then` is the wait that follows, if one does. */
export interface DeliverInput extends RunInput {
  readonly step: CompiledSendStep;
  readonly then?: Delay;
  /** Set on the step that nothing follows: the run is complete after it. */
  readonly last?: true;
  /** The id of the await that the same task begins. */
  readonly awaits?: string;
  /** Set when a parked message is handed back: the run has gone on, only the message is decided. */
  readonly parked?: {
    readonly due: string;
    /** When a hold that put off the message itself was to end: it counts as late from then on. */
    readonly since?: string;
    /** Until then no hold makes it late: the shop had paused it, and what has piled up goes out day by day. */
    readonly backlog?: string;
    /** On how many days it found no room for it, because others went first. */
    readonly passedOver?: number;
    /**
     * The service's latest reason for not accepting it, if there was one, and the number in a row: turns and nights
     * between do not count. Never in a row, if only no turn came in time. `first`: the first time in this row since the
     * last night, unless that is still to come.
     */
    readonly notTaken?: {
      readonly reason: Extract<HoldReason, 'busy' | 'sending-stopped'>;
      readonly times: number;
      readonly first?: string;
    };
    /** When a claim was made under which the service surely took nothing, and which could not be given back. */
    readonly untaken?: string;
    /** Set when the run could not be led on behind the step: whatever settles the message does that first. */
    readonly behind?: true;
    /** Its turn among all that the account sends, when it was held for that. */
    readonly place?: { readonly channel: Channel; readonly at: string };
    /** The day of the warm-up on which it was counted, by its beginning: it is not counted there again. */
    readonly counted?: { readonly channel: Channel; readonly day: string };
    /** Set on the second attempt, by another channel. `since`: when it was due, because the first did not arrive. */
    readonly fallBack?: { readonly since: string };
  };
}

/** The ledger key of the message that deliver-message is called for. */
export function deliveryKey({ run, step, parked }: Pick<DeliverInput, 'run' | 'step' | 'parked'>): string {
  const key = messageKey(run, step.id);
  return parked?.fallBack ? secondKeyOf(key) : key;
}

/**
 * The input of deliver-message where the step after the message is an `await`: one task does both, and its token ends
 * the wait.
 */
export type SendAndAwaitInput = DeliverInput & {
  readonly await: Omit<AwaitInput, keyof RunInput | 'token'>;
  readonly token: string;
};

/** The result of every task: the next Wait waits until then. */
export interface StepResult {
  readonly until: string;
  readonly outcome?: Outcome;
  /** The outcome of a `do` step. */
  readonly action?: ActionResult['outcome'];
}

/** The input of await-event: resume the run with this token when one of the events occurs. */
export interface AwaitInput extends RunInput {
  readonly step: {
    readonly id: string;
    readonly on: readonly AwaitedEvent[];
    /** The longest that is waited for, in minutes: when an execution would not live through it, the run is over. */
    readonly within?: number;
    /** The arm of each event, in the order of `on`; left out when all lead on alike. */
    readonly arms?: readonly Arm[];
  };
  readonly then?: Delay;
  /** Set on the step that nothing follows, when all events lead on alike: the run is complete after it. */
  readonly last?: true;
  readonly token: string;
}

/** The input of leave-journey. */
export interface LeaveInput extends RunInput {
  readonly step: { readonly id: string; readonly reason: string };
}

/** The input of do-action. */
export interface DoInput extends RunInput {
  readonly step: { readonly id: string; readonly action: Action };
  readonly then?: Delay;
  /** Set on the step that nothing follows: the run is complete after it. */
  readonly last?: true;
}

/** The input of choose-arm: an `if` with its pattern, or a `split` with the weights of its arms. */
export interface ChooseInput extends RunInput {
  readonly step: { readonly id: string } & (
    | { readonly if: Readonly<Record<string, unknown>> }
    | { readonly split: readonly number[] }
  );
  /** Of an `if`: what happens then, and else. */
  readonly arms: readonly Arm[];
}

/**
 * The beginning of an arm: its wait, if it begins with one. `last`: nothing follows in it or after it, and the run is
 * complete.
 */
export interface Arm {
  readonly then?: Delay;
  readonly last?: true;
}

/** The result of choosing an arm: its index from 0, and the end of the wait at its beginning. */
export interface ChooseResult extends StepResult {
  readonly arm: number;
}
