/**
 * Currencies whose amounts Stripe gives without decimals, and with three. All others have two, also ISK and UGX, which have
 * no coins. Source: https://docs.stripe.com/currencies
 */
const without = new Set('BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF'.split(' '));
const withThree = new Set('BHD JOD KWD OMR TND'.split(' '));

/** An amount of Stripe's in major units: 1000 is ¥1,000 or $10.00. */
export function amountOf(minor: number, currency: string) {
  const code = currency.toUpperCase();
  const decimals = without.has(code) ? 0 : withThree.has(code) ? 3 : 2;
  return { amount: (minor / 10 ** decimals).toFixed(decimals), currency: code };
}
