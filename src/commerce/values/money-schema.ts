import * as z from 'zod/mini';
import { currencyDigits, decimalsOf, isCurrency } from './currency.ts';
import type { Money } from './money.ts';

/** In minor units: the sum of 9,000 such amounts is still a safe integer. */
const mostMinor = 1e12;

const notAnAmount = 'must be a number such as 12.5, or digits in quotation marks such as "12.50"';

const negative = 'must be 0 or more';

/** Digits as a decimal string has them. */
const decimal = /^\d{1,20}(\.\d{1,20})?$/;

function problemOfText({ input }: { readonly input?: unknown }): string {
  return typeof input === 'string' && /^[-\u2212]\d/.test(input) ? negative : notAnAmount;
}

/**
 * Money as a store sends it: an amount in major units (a JSON number, because EventBridge compares
 * numbers only; a decimal string, as Shopify sends it, is accepted too) and an ISO 4217 currency.
 * Comes out as {@link Money}. More decimals than ISO 4217 gives the currency are an error, and so are negative amounts.
 */
export const moneySchema = z.pipe(
  z.object({
    amount: z
      .union([z.number().check(z.minimum(0, negative)), z.string().check(z.regex(decimal, { error: problemOfText }))], {
        error: ({ input }) => (input === undefined ? 'is missing' : notAnAmount),
      })
      .check(z.describe('Amount in major units, as a JSON number (12.5) or a decimal string ("12.50"); 0 or more')),
    currency: z
      .string()
      .check(
        z.refine(isCurrency, 'must be a currency of ISO 4217, such as USD'),
        z.describe('ISO 4217 code, upper case'),
      ),
  }),
  z.transform(({ amount, currency }, context): Money => {
    const minor = Math.round(Number(amount) * 10 ** currencyDigits(currency)) + 0; // no -0
    const problem = problemOf(Number(amount), minor, currency);
    if (problem !== undefined)
      context.issues.push({ code: 'custom', input: undefined, path: ['amount'], message: problem });
    return { minor, currency };
  }),
);

function problemOf(amount: number, minor: number, currency: string): string | undefined {
  if (minor > mostMinor) return `must be at most ${mostMinor / 10 ** currencyDigits(currency)} ${currency}`;
  const decimals = decimalsOf(currency);
  const exact = amount * 10 ** decimals;
  if (Math.abs(exact - Math.round(exact)) <= 1e-6 * Math.max(1, exact)) return undefined;
  return `has more than the ${decimals} decimals of ${currency}`;
}
