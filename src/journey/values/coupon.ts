import type { Node } from 'yaml';
import { currencyDigits, isCurrency } from '../../commerce/values/currency.ts';
import type { CouponOffer, CouponWorth } from '../../model/coupon.ts';
import { type Fields, readFields, readText, readWhole, readWord, requiredNode } from '../reading/fields.ts';
import { halfWidth } from '../reading/full-width.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { readDuration } from './duration.ts';

const minutesPerDay = 24 * 60;
const mostDays = 365;
const example = '{ percent: 10, for: 3 days }';

/** The key `coupon` of a send step, as JSON Schema. */
export const couponKey = {
  description: `A coupon of the customer's own that goes with the message: ${example}, or { amount: 500, currency: JPY, for: 30 days }. It ends with the last of those days. A journey about carts or checkouts gives a customer one within its \`again after\`, however many carts they make.`,
  type: 'object',
  properties: {
    percent: { type: 'integer', minimum: 1, maximum: 100 },
    amount: { type: 'number', exclusiveMinimum: 0 },
    currency: { type: 'string', pattern: '^[A-Z]{3}$' },
    for: { type: 'string', pattern: '^[0-9]+ (day|week)s?$' },
  },
  required: ['for'],
  oneOf: [{ required: ['percent'] }, { required: ['amount', 'currency'] }],
  additionalProperties: false,
};

/** Reads `coupon: { percent: 10, for: 3 days }`, or one with an amount and its currency. */
export function readCoupon(source: Source, node: Node): CouponOffer | undefined {
  const before = source.problems.length;
  const fields = readFields(source, node, 'coupon', Object.keys(couponKey.properties));
  if (!fields || source.problems.length > before) return undefined; // a misspelt key is not also a missing one
  const worth = readWorth(source, fields);
  const days = readDays(source, fields);
  return worth && days !== undefined ? { ...worth, days } : undefined;
}

function readWorth(source: Source, fields: Fields): CouponWorth | undefined {
  const [percent, amount, currency] = ['percent', 'amount', 'currency'].map((key) => fields.values.get(key));
  if (percent && (amount || currency)) {
    source.report(amount ?? currency ?? percent, say`a coupon has either a percentage or an amount`, say`keep one`);
    return undefined;
  }
  if (percent) {
    const share = readWhole(source, percent, 'percent', [1, 100]);
    if (share === 100)
      source.doubt(percent, say`this coupon makes a whole order free`, say`write a smaller number, such as 10`);
    return share === undefined ? undefined : { percent: share };
  }
  if (amount && currency) return readAmount(source, amount, currency);
  const noAmount = currency ? say`the coupon has no amount` : say`the coupon is worth nothing`;
  const fault = amount ? say`the coupon has no currency` : noAmount;
  source.report(fields.node, fault, say`write "percent: 10", or "amount: 500, currency: JPY"`);
  return undefined;
}

function readAmount(source: Source, amountNode: Node, currencyNode: Node): CouponWorth | undefined {
  const currency = readCurrency(source, currencyNode);
  const text = readText(source, amountNode, 'amount', say`write a sum such as "500"`);
  if (text === undefined || currency === undefined) return undefined;
  const digits = currencyDigits(currency);
  const minor = Math.round(Number(text) * 10 ** digits);
  const decimals = /\.(\d+)$/.exec(text)?.[1]?.length ?? 0; // as written: 5.000 JPY may be five thousand
  if (/^\d+(\.\d+)?$/.test(text) && decimals <= digits && minor > 0) return { amount: { minor, currency } };
  const bare = halfWidth(text).replace(/[\s¥$€£円]|JPY|USD|EUR/g, '');
  const isEuropean = /^\d{1,3}(\.\d{3})+$/.test(bare) && decimals > digits;
  const plain = bare.replace(isEuropean ? /\./g : /,/g, '');
  const meant = /^\d+(\.\d+)?$/.test(plain) && plain !== text && Number(plain) > 0 ? plain : undefined;
  if (meant !== undefined && source.reportFullWidth(amountNode, text, meant)) return undefined;
  const places = digits === 0 ? say`whole numbers` : say`at most ${digits} decimals`;
  const advice = say`write a sum above 0, in ${places}, without a sign`;
  source.report(amountNode, say`"${text}" is no amount of ${currency}`, meant ? say`write ${meant}` : advice);
  return undefined;
}

/** What people write for a currency. */
const signs = new Map([
  ['円', 'JPY'],
  ['¥', 'JPY'],
  ['yen', 'JPY'],
  ['$', 'USD'],
  ['ドル', 'USD'],
  ['€', 'EUR'],
  ['ユーロ', 'EUR'],
  ['£', 'GBP'],
]);

function readCurrency(source: Source, node: Node): string | undefined {
  const text = readWord(source, node, 'currency', say`write an ISO 4217 code such as "JPY"`);
  if (text === undefined) return undefined;
  if (isCurrency(text)) return text;
  const meant = signs.get(text.toLowerCase()) ?? text.toUpperCase();
  const common = ['JPY', 'USD', 'EUR', 'GBP', 'CNY', 'KRW', 'TWD', 'AUD', 'CAD', 'CHF'];
  const known = common.includes(meant) ? say`write "${meant}"` : say`write an ISO 4217 code such as "JPY"`;
  source.report(node, say`"${text}" is no currency`, known);
  return undefined;
}

function readDays(source: Source, fields: Fields): number | undefined {
  const node = requiredNode(source, fields, 'for', 'coupon', say`say how long it is valid, such as "for: 3 days"`);
  const duration = node && readDuration(source, node, 'for');
  if (!node || !duration) return undefined;
  const days = duration.minutes / minutesPerDay;
  if (Number.isInteger(days) && days <= mostDays) return days;
  source.report(node, say`a coupon cannot be valid for ${duration.words}`, say`write 1 to ${mostDays} whole days`);
  return undefined;
}
