/** An amount of money inside Aftercart: whole minor units (cents, yen) of an ISO 4217 currency. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

const digitsByCurrency = new Map<string, number>();

/** Decimals of a currency per ISO 4217 as Node's ICU data has them: USD 2, JPY 0, KWD 3. */
export function currencyDigits(currency: string): number {
  const known = digitsByCurrency.get(currency);
  if (known !== undefined) return known;
  const options = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const digits = options.maximumFractionDigits ?? 2;
  digitsByCurrency.set(currency, digits);
  return digits;
}

/** The amount in major units, as events carry it: 12.5 for { minor: 1250, currency: 'USD' }. */
export function majorUnits(money: Money): number {
  return money.minor / 10 ** currencyDigits(money.currency);
}

const formats = new Map<string, Intl.NumberFormat>();

/** The amount as a reader of the locale expects it: $12.50, ￥1,250. */
export function formatMoney(money: Money, locale: string): string {
  const { currency } = money;
  const key = `${locale} ${currency}`;
  const format = formats.get(key) ?? new Intl.NumberFormat(locale, { style: 'currency', currency });
  formats.set(key, format); // making one takes ten times as long as using it
  return format.format(majorUnits(money));
}
