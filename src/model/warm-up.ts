/** How a sender that mailbox providers do not know yet begins: few messages a day, and more of them every day. */
export interface WarmUp {
  /** The first day, by the store's clock: `2026-12-01`. */
  readonly since: string;
  /** Messages on the first day. */
  readonly from: number;
  /** Days until it is twice as many. */
  readonly doublesEvery: number;
  /** Messages a day after which nothing limits them any more. */
  readonly upTo: number;
}

/** What a warm-up plan leaves unsaid: from 50 a day to 50,000, twice as many every three days, which takes a month. */
export const usualWarmUp: Omit<WarmUp, 'since'> = { from: 50, doublesEvery: 3, upTo: 50_000 };

/** True for a date of the calendar, such as `2026-12-01`. */
export function isCalendarDate(text: string): boolean {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(text);
}
