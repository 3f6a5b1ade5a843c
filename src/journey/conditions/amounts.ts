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
  const plain = fromEurope(text) ?? text.replaceAll(/[,\s_]/g, '');
  const isMeant = /^\d+(?:\.\d+)?$/.test(plain);
  const meant = isMeant ? say`write "${grouped(Number(plain))}"` : say`write one such as 6 or 10,000`;
  return { message: say`"${text}" is no number`, suggestion: meant, offset };
}

/** The number of a text with points between thousands, or with a comma before the decimals: 10.000,50 and 12,5. */
function fromEurope(text: string): string | undefined {
  const isEuropean = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$|^\d+,\d{1,2}$/.test(text);
  return isEuropean ? text.replaceAll('.', '').replace(',', '.') : undefined;
}

/** Letters behind a number that stand for thousands, and how many of one they are. */
const multiples: Readonly<Record<string, number>> = { k: 1000, K: 1000, 千: 1000, 万: 10_000 };

/** `10k JPY`, `1万円`. */
function multipleIn(number: number, rest: string, { text, offset }: Part): Misread | undefined {
  const [, letter = '', behind = ''] = /^([kK千万])\s*(.*)$/.exec(rest) ?? [];
  const times = multiples[letter];
  if (times === undefined) return undefined;
  const currency = spellings[behind.toLowerCase()] ?? currencyOf(behind.toUpperCase()) ?? 'JPY';
  const suggestion = say`write "${grouped(number * times)} ${currency}"`;
  return { message: say`"${text}" is no amount`, suggestion, offset };
}

/** Reads an amount with its currency: 10,000 JPY. Only 0 needs none. */
export function amountIn(part: Part): Amount | Misread {
  const { text, offset } = part;
  const negative = /^[-−－]\s*([\d.,]*\d)\s*(\S*)$/.exec(text);
  if (negative) {
    const [, amount = '', unit = ''] = negative;
    const suggestion = say`write an amount from 0 on, such as "${amount} ${spellings[unit.toLowerCase()] ?? currencyOf(unit) ?? 'JPY'}"`;
    return { message: say`"${text}" is below 0, and no amount is`, suggestion, offset };
  }
  const [, sign = '', digits = '', rest = ''] = /^(\D*?)\s*(\d[\d.,]*|$)\s*(.*)$/.exec(text) ?? [];
  const number = readNumber({ text: digits, offset: offset + text.indexOf(digits) });
  if (digits === '' || typeof number !== 'number') {
    const known = digits === '' ? readNumber(part) : number;
    return typeof known === 'number' ? { number: known } : known;
  }
  if (sign === '' && rest === '' && number === 0) return { number };
  if (sign === '' && isCurrency(rest)) return withDigits(number, rest, part);
  const multiple = multipleIn(number, rest, part);
  if (multiple) return multiple;
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
  const written = /\.(\d+)/.exec(text)?.[1]?.length ?? 0; // as written: 10.000 JPY may be ten thousand
  if (written <= digits) return { number, currency };
  const message =
    digits === 0
      ? say`"${text}" is no amount, for ${currency} has no decimals`
      : say`"${text}" is no amount, for ${currency} has ${digits} decimals at most`;
  const thousands = fromEurope(/^[\d.,]+/.exec(text)?.[0] ?? '');
  const suggestion = thousands === undefined ? say`round it` : say`write "${grouped(Number(thousands))} ${currency}"`;
  return { message, suggestion, offset };
}

/** 10,000 rather than 10000. */
export function grouped(number: number): string {
  return number.toLocaleString('en', { maximumFractionDigits: 20 });
}
