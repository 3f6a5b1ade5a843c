import * as z from 'zod/mini';
import { currencyDigits, type Money } from './money.ts';

/** In minor units: the sum of 9,000 such amounts is still a safe integer. */
const mostMinor = 1e12;

const notAnAmount = 'must be a number such as 12.5, or digits in quotation marks such as "12.50"';

const currencies = new Set(Intl.supportedValuesOf('currency'));

/**
 * Money as a store sends it: an amount in major units (a JSON number, because EventBridge compares
 * numbers only; a decimal string, as Shopify sends it, is accepted too) and an ISO 4217 currency.
 * Comes out as {@link Money}. More decimals than the currency has are an error, and so are negative amounts.
 */
export const moneySchema = z.pipe(
  z.object({
    amount: z
      .union([z.number(), z.string().check(z.maxLength(40), z.regex(/^\d+(\.\d+)?$/, notAnAmount))], {
        error: ({ input }) => (input === undefined ? 'is missing' : notAnAmount),
      })
      .check(z.describe('Amount in major units, as a JSON number (12.5) or a decimal string ("12.50"); 0 or more')),
    currency: z.string().check(
      z.refine((code) => currencies.has(code), 'must be a currency of ISO 4217, such as USD'),
      z.describe('ISO 4217 code, upper case'),
    ),
  }),
  z.transform(({ amount, currency }, context): Money => {
    const exact = Number(amount) * 10 ** currencyDigits(currency);
    const minor = Math.round(exact) + 0; // no -0
    const problem = problemOf(exact, minor, currency);
    if (problem !== undefined)
      context.issues.push({ code: 'custom', input: undefined, path: ['amount'], message: problem });
    return { minor, currency };
  }),
);

function problemOf(exact: number, minor: number, currency: string): string | undefined {
  if (exact < 0) return 'must be 0 or more';
  if (minor > mostMinor) return `must be at most ${mostMinor / 10 ** currencyDigits(currency)} ${currency}`;
  if (Math.abs(exact - minor) <= 1e-6 * Math.max(1, minor)) return undefined;
  return `has more than the ${currencyDigits(currency)} decimals of ${currency}`;
}
