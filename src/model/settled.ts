import type { Occurrence } from '../commerce/occurrence.ts';
import type { Sums } from '../commerce/order/sums.ts';
import type { Money } from '../commerce/values/money.ts';
import type { AwaitedEvent } from './awaited.ts';

/** A run that is no longer read, but may still reach its goal or end by an event that does not name its subject. */
export interface PastRun {
  readonly id: string;
  /** With whom it was moved away. */
  readonly customer: string;
  /** The events that may mean something to it, and until when; epoch milliseconds. */
  readonly on: readonly AwaitedEvent[];
  readonly until: number;
}

/** An order, as far as it is remembered when it is not read any more. */
export interface PastOrder {
  readonly id: string;
  readonly placedAt: number;
  readonly cancelledAt?: number;
  readonly total?: Money;
  /** Set if only an import told that it was placed. */
  readonly history?: true;
}

/** Something that happened to a fact that is not read any more. */
export interface PastOccurrence extends Occurrence {
  /** The fact that remembers it: its kind and id. */
  readonly of: string;
  /** Set if only an import told of it. */
  readonly history?: true;
}

/** A review that names no order, of a product. */
export interface PastReview {
  readonly id: string;
  readonly at: number;
  readonly product: string;
}

/** The counted part of one order: everything counted so far, and the part that is not in the sums yet. */
export interface OrderCount {
  readonly all: Sums;
  readonly added: Sums;
}

/**
 * A digest of the facts of a customer that decisions no longer read: a fold over them, as if they were read. Its size
 * is the same for ten facts and for ten thousand.
 */
export interface SettledFact {
  readonly kind: 'settled';
  /** The customer whose facts they were; of two who were joined each keeps their own. */
  readonly id: string;
  /** Grows with every change, and from a digest that has expired to the next one of the same customer. */
  readonly version: number;
  /** The version that it began with: what an earlier digest counted is in sums that have expired. 0 when it is left out. */
  readonly since?: number;
  readonly sums: Sums;
  /** Orders of the last batch, by id: those of them that are still read do not say yet what is counted of them. */
  readonly batch: Readonly<Record<string, OrderCount>>;
  /** The last orders, the last first, and the last that were not cancelled. */
  readonly orders: readonly PastOrder[];
  /** When each of the products bought last was bought, the last first. */
  readonly bought: Readonly<Record<string, readonly number[]>>;
  /** The last occurrences of each kind, in no order. */
  readonly happenings: readonly PastOccurrence[];
  readonly reviews: readonly PastReview[];
  /** The last runs that were moved away before they had reached their goal or their end. */
  readonly open?: readonly PastRun[];
  /** Set when the customer was joined to another whose digest has taken over these lists. The sums stay here. */
  readonly absorbed?: true;
}

/** The number of each that the digest keeps: the latest ones. */
export const keptPast = {
  orders: 8,
  standing: 2,
  products: 24,
  purchases: 8,
  occurrences: 4,
  reviews: 24,
  runs: 4,
} as const;

/** Each of its lists takes at most so many characters of JSON, however long the shop's ids are. */
export const pastCharacters = 2000;
