/**
 * Currencies by the number of decimals that ISO 4217 gives them: list one of SIX as of 1 January 2026, and the codes that
 * it has dropped since 2018, for past orders. The table is our own, because the data of Node differ: they know neither
 * CLF nor UYW, and change with its version.
 */
const byDecimals: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2:
    'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW ' +
    'CNY COP COU CRC CUC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HRK HTG HUF ' +
    'IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV ' +
    'MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD ' +
    'SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ZWL',
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
};

/** Currencies without coins below one unit: their amounts are kept, as they are shown, in whole units. */
const whole = new Set('AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SLL SOS SYP YER'.split(' '));

const decimals: ReadonlyMap<string, number> = new Map(
  Object.entries(byDecimals).flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, Number(digits)])),
);

/** The ISO 4217 codes of the currencies that an amount may be in, in alphabetical order. */
export const currencyCodes: readonly string[] = [...decimals.keys()].sort();

export function isCurrency(code: string): boolean {
  return decimals.has(code);
}

/** The most decimals that an amount of the currency may have, by ISO 4217: USD 2, JPY 0, HUF 2. */
export function decimalsOf(currency: string): number {
  return decimals.get(currency) ?? 2;
}

/** The decimals with which amounts of the currency are kept: those of ISO 4217, or none where no such coins are left. */
export function currencyDigits(currency: string): number {
  return whole.has(currency) ? 0 : decimalsOf(currency);
}
