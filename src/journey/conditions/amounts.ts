import { currencyDigits, isCurrency } from '../../commerce/values/currency.ts';
import { say } from '../reading/saying.ts';
import type { Amount } from './asked.ts';
import type { Misread, Part } from './misread.ts';

const numberForm = /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/;

/** Currencies by how people write them. */
const spellings: Readonly<Record<string, string>> = {
  円: 'JPY',
  '¥': 'JPY',
  '￥': 'JPY',
  yen: 'JPY',
  $: 'USD',
  dollar: 'USD',
  dollars: 'USD',
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  '£': 'GBP',
  pound: 'GBP',
  pounds: 'GBP',
};

/** Reads a number, such as 6, 10,000 or 12.5. */
export function readNumber({ text, offset }: Part): number | Misread {
  const [digits] = numberForm.exec(text) ?? [];
  if (digits === text && digits !== '') return Number(digits.replaceAll(',', ''));
  if (text === '') return { message: say`a number is missing`, suggestion: say`write one such as 6 or 10,000`, offset };
  const plain = text.replaceAll(/[,\s_]/g, '');
  const isMeant = /^\d+(?:\.\d+)?$/.test(plain);
  const meant = isMeant ? say`write "${grouped(Number(plain))}"` : say`write one such as 6 or 10,000`;
  return { message: say`"${text}" is no number`, suggestion: meant, offset };
}

/** Reads an amount with its currency: 10,000 JPY. Only 0 needs none. */
export function amountIn(part: Part): Amount | Misread {
  const { text, offset } = part;
  const [, sign = '', digits = '', rest = ''] = /^(\D*?)\s*(\d[\d.,]*|$)\s*(.*)$/.exec(text) ?? [];
  const number = readNumber({ text: digits, offset: offset + text.indexOf(digits) });
  if (digits === '' || typeof number !== 'number') {
    const known = digits === '' ? readNumber(part) : number;
    return typeof known === 'number' ? { number: known } : known;
  }
  if (sign === '' && rest === '' && number === 0) return { number };
  if (sign === '' && isCurrency(rest)) return withDigits(number, rest, part);
  const meant = spellings[rest.toLowerCase()] ?? spellings[sign] ?? currencyOf(rest.toUpperCase());
  if (sign + rest === '') {
    const suggestion = say`write it behind the amount, such as "${grouped(number)} JPY"`;
    return { message: say`"${text}" has no currency`, suggestion, offset };
  }
  const suggestion =
    meant === undefined ? say`write one such as "${grouped(number)} JPY"` : say`write "${grouped(number)} ${meant}"`;
  const at = sign === '' ? offset + text.length - rest.length : offset;
  return { message: say`"${sign || rest}" is no currency`, suggestion, offset: at };
}

function currencyOf(code: string): string | undefined {
  return isCurrency(code) ? code : undefined;
}

function withDigits(number: number, currency: string, { text, offset }: Part): Amount | Misread {
  const digits = currencyDigits(currency);
  const exact = number * 10 ** digits;
  if (Math.abs(exact - Math.round(exact)) <= 1e-6 * Math.max(1, exact)) return { number, currency };
  const message =
    digits === 0
      ? say`"${text}" is no amount, for ${currency} has no decimals`
      : say`"${text}" is no amount, for ${currency} has ${digits} decimals at most`;
  return { message, suggestion: say`round it`, offset };
}

/** 10,000 rather than 10000. */
export function grouped(number: number): string {
  return number.toLocaleString('en', { maximumFractionDigits: 20 });
}
