import type { Purpose } from './purpose.ts';

/**
 * The length of a wait, as compiled from `wait: 4 hours` or `wait: 1 day, at 10:00`. `minutes` are elapsed time (a day
 * is 24 hours); `days` and `at` are calendar days and a clock time (HH:MM) in the customer's zone.
 */
export type Span = { readonly minutes: number } | { readonly days: number; readonly at: string };

/** `wait: until Friday, at 10:00`: the next such time after the wait begins, in the customer's zone. */
export interface UntilWeekday {
  readonly weekday: Weekday;
  readonly at: string;
}

/** `wait: until 2 days before shipment.expectedAt, at 10:00`: the date, moved by a span that may be negative. */
export interface UntilDate {
  readonly date: DatePath;
  readonly offset: Span;
}

/** Any wait of a journey. Grows only: month-old executions still pass the old forms. */
export type Delay = (Span | UntilWeekday | UntilDate) & { readonly leadsTo?: NextMessage };

/** The message that a wait leads to, where it is not what its journey is: when it may go, and how important it is. */
export interface NextMessage {
  readonly purpose: Purpose;
  readonly priority: number;
  /** Set if it is of no use some time after it is due: it is then due when the wait ends, also in the quiet hours. */
  readonly timely?: true;
}

/** The days of the week, in the order of ISO 8601. */
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * The dates that a wait can go by: times in the facts about a run's subject. `order.reorderAt` is the usual time of the
 * customer's next order of the like, `customer.birthday` the next one, at its first moment on their clock.
 */
export const datePaths = [
  'cart.updatedAt',
  'checkout.startedAt',
  'order.placedAt',
  'order.dispatchBy',
  'order.reorderAt',
  'shipment.dispatchedAt',
  'shipment.expectedAt',
  'shipment.deliveredAt',
  'customer.birthday',
] as const;
export type DatePath = (typeof datePaths)[number];

/** Those of the dates that are known, in epoch milliseconds. */
export type KnownDates = Partial<Record<DatePath, number>>;
