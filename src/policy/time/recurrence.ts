import type { Recurrence } from '../../model/journey.ts';
import { type ClockDay, clockDays, daysAfter } from './timing.ts';

/** A stretch of time, without its first moment and with its last, so that stretches can follow each other. */
export interface TimeWindow {
  /** Epoch milliseconds. */
  readonly after: number;
  readonly until: number;
}

/**
 * The calendar's entries of a customer during the window, by their own clock: the day there, and the moment. Windows
 * that follow each other hold each day once, whatever the clocks do.
 * @param birthday as the profile has it; without one, a yearly date never comes
 */
export function occurrencesIn(
  every: Recurrence,
  window: TimeWindow,
  customer: { readonly zone: string; readonly birthday?: string },
): Pick<ClockDay, 'date' | 'at'>[] {
  return clockDays(every.at, window, customer.zone).filter((day) => isDay(every, day, customer.birthday));
}

function isDay(every: Recurrence, { date, weekday }: ClockDay, birthday: string | undefined): boolean {
  if ('yearly' in every) return birthday !== undefined && isAnniversary(birthday, daysAfter(date, every.daysBefore));
  if (every.each === 'month') return date.endsWith('-01');
  return every.each === 'day' || every.each === weekday;
}

/** True if the anniversary of the day is on the date; that of 29 February is on the 28th in other years. */
function isAnniversary(day: string, date: string): boolean {
  const monthAndDay = day.slice(-5);
  if (date.slice(-5) === monthAndDay) return true;
  return monthAndDay === '02-29' && date.endsWith('-02-28') && daysAfter(date, 1).endsWith('-03-01');
}
