/**
 * How long a journey waits, as compiled from `wait: 4 hours` or `wait: 1 day, at 10:00`.
 * `minutes` are elapsed time (a day is 24 hours); `days` and `at` are calendar days and a clock time
 * (HH:MM) in the customer's zone.
 */
export type Delay = { readonly minutes: number } | { readonly days: number; readonly at: string };
