import { currencyDigits } from './currency.ts';

/** An amount of money inside Aftercart: whole minor units (cents, yen) of an ISO 4217 currency, as `currencyDigits` counts them. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** The amount in major units, as events carry it: 12.5 for { minor: 1250, currency: 'USD' }. */
export function majorUnits(money: Money): number {
  return money.minor / 10 ** currencyDigits(money.currency);
}

const formats = new Map<string, Intl.NumberFormat>();

/** The amount as a reader of the locale expects it: $12.50; 1,250円 in Japanese, for a full-width ￥ stands apart from its number. */
export function formatMoney(money: Money, locale: string): string {
  const { currency } = money;
  if (currency === 'JPY' && locale.startsWith('ja')) return `${majorUnits(money).toLocaleString('ja')}円`;
  const key = `${locale} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
  formats.set(key, format); // making one takes ten times as long as using it
  return format.format(majorUnits(money));
}
