import { createHash } from 'node:crypto';
import { minute } from '../../commerce/values/time-units.ts';
import type { Delay } from '../../model/delay.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { quietEnd, secondsUntilQuiet } from './timing.ts';

/** A wait of a certain length grows by at most this part of it: four hours by a quarter of an hour. */
const shareOfWait = 1 / 16;

/** The settings that a spread depends on. */
type Settings = Pick<StoreSettings, 'quietHours' | 'sending'>;

/**
 * The place of a customer or message among all others: from 0 to below 1, evenly spread, always the same.
 * @param key a key of the table, which holds no personal data
 */
export function placeAmongAll(key: string): number {
  return createHash('sha256').update(`place\0${key}`).digest().readUIntBE(0, 6) / 2 ** 48;
}

/**
 * The time at which a marketing message goes that is due at a time, so that messages due for many customers do not all
 * go at once: up to a window later, by the customer's place, and before the quiet hours begin. Whole seconds.
 * @param time epoch milliseconds, outside the quiet hours
 * @param customer the key that the run's execution knows, so that every attempt has the same place
 * @param window milliseconds; without it the whole of the store's spread
 */
export function spread(
  time: number,
  customer: string,
  settings: Settings,
  zone: string,
  window = settings.sending.spreadMinutes * minute,
): number {
  if (window < 1000) return time;
  const seconds = Math.min(window / 1000, secondsUntilQuiet(time, settings, zone));
  return time + Math.floor(placeAmongAll(customer) * seconds) * 1000;
}

/**
 * The time at which a marketing message goes after a delay that is over at `end`. A clock time, a date and the end of
 * the quiet hours are the same for many, and have the whole window; a length of time counts from each customer's own
 * act.
 * @param from when the delay began; all times in epoch milliseconds
 */
export function spreadAfter(
  delay: Delay,
  { from, end }: { readonly from: number; readonly end: number },
  customer: string,
  settings: Settings,
  zone: string,
): number {
  const awake = quietEnd(end, settings, zone);
  if (awake > end) return spread(awake, customer, settings, zone);
  const whole = settings.sending.spreadMinutes * minute;
  const window = 'minutes' in delay ? Math.min(whole, (end - from) * shareOfWait) : whole;
  return end > from ? spread(end, customer, settings, zone, window) : end;
}
