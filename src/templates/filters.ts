import type { Liquid } from 'liquidjs';
import { formatMoney, type Money } from '../commerce/values/money.ts';

/** A filter's view of the message around it. */
interface FilterScope {
  readonly context: { getSync(path: string[]): unknown };
}

/** Teaches the engine the filters that messages use beside Liquid's own: `money` and `date`. */
export function registerFilters(engine: Liquid): void {
  engine.registerFilter('money', money);
  engine.registerFilter('date', date);
}

/** `{{ cart.total | money }}`: the amount in the message's locale; nothing when there is no amount. */
function money(this: FilterScope, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (!isMoney(value)) throw new TypeError('the filter money takes amounts only: give it one such as cart.total');
  return formatMoney(value, String(this.context.getSync(['locale'])));
}

/**
 * `{{ shipment.expectedAt | date }}`: the day and its weekday in the customer's zone, as the message's locale writes them out.
 * `date: 'short'` leaves out the year: for narrow places, and days that are near.
 */
function date(this: FilterScope, value: unknown, style?: unknown): string {
  if (style !== undefined && style !== 'short')
    throw new TypeError("the filter date has one form beside its own: write date, or date: 'short'");
  if (value === undefined || value === null) return '';
  const instant = typeof value === 'number' ? value : Date.parse(String(value));
  if (Number.isNaN(instant))
    throw new TypeError('the filter date takes instants only: give it one such as shipment.expectedAt');
  const timeZone = String(this.context.getSync(['zone']));
  const locale = String(this.context.getSync(['locale']));
  const length = style === 'short' ? 'short' : 'long';
  const weekday = locale.startsWith('ja') ? 'short' : length; // 5月3日(月)
  const year = style === 'short' ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, { ...year, month: length, day: 'numeric', weekday, timeZone }).format(instant);
}

/** True for an amount of money in the context. */
export function isMoney(value: unknown): value is Money {
  return typeof value === 'object' && value !== null && 'minor' in value && 'currency' in value;
}
