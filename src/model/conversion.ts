import type { EventType } from '../commerce/events.ts';
import type { Money } from '../commerce/values/money.ts';
import type { Engagement } from './message.ts';

/**
 * An occurrence that was the goal of a journey, credited to one message: of all that worked towards it, the one that
 * the customer touched last. There is at most one for each occurrence.
 */
export interface Conversion {
  /** The event, the id of the thing that it tells of, such as the order's, and when it happened. */
  readonly on: EventType;
  readonly id: string;
  readonly at: number;
  readonly customer: string;
  readonly journey: string;
  readonly run: string;
  /** The message's key in the ledger. */
  readonly message: string;
  /** The last time that the message was touched before. */
  readonly touch: Engagement;
  /** The order's total, if the conversion is an order. */
  readonly total?: Money;
}
