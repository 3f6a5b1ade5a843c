import * as z from 'zod/mini';

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

/** The amount as a reader of the locale expects it: $12.50, ￥1,250. */
export function formatMoney(money: Money, locale: string): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency }).format(majorUnits(money));
}

/**
 * Money as a store sends it: an amount in major units (a JSON number, because EventBridge compares
 * numbers only; a decimal string, as Shopify sends it, is accepted too) and an ISO 4217 currency.
 * Comes out as {@link Money}. More decimals than the currency has are an error.
 */
export const moneySchema = z.pipe(
  z.looseObject({
    amount: z
      .union([z.number(), z.string().check(z.regex(/^-?\d+(\.\d+)?$/))])
      .check(z.describe('Amount in major units, as a JSON number (12.5) or a decimal string ("12.50")')),
    currency: z.string().check(z.regex(/^[A-Z]{3}$/), z.describe('ISO 4217 code, upper case')),
  }),
  z.transform(({ amount, currency }, context): Money => {
    const exact = Number(amount) * 10 ** currencyDigits(currency);
    const minor = Math.round(exact);
    if (Math.abs(exact - minor) > 1e-6 * Math.max(1, Math.abs(minor))) {
      context.issues.push({
        code: 'custom',
        input: undefined,
        path: ['amount'],
        message: `has more than the ${currencyDigits(currency)} decimals of ${currency}`,
      });
    }
    return { minor, currency };
  }),
);
