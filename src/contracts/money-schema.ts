import * as z from 'zod/mini';
import { currencyDigits, type Money } from './money.ts';

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
