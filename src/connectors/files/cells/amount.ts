import type { ReadCell } from '../problem.ts';

const noAmount = {
  en: 'is no amount; expected one such as 1234.50',
  ja: '金額として読めません。1234.50 のように書いてください',
};

/**
 * Reads an amount in major units, with or without a sign of its currency: 1234.5, 1,234.50, ¥1,234, 1.234,50, 12,50.
 * A comma before three digits separates thousands.
 */
export function readAmount(text: string): ReadCell<number> {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s'’]/g, '')
    .replaceAll('−', '-');
  const number = plain.replace(/^(-?)(?:[A-Z]{3}|[A-Z]{0,2}\p{Sc}|¥)/u, '$1').replace(/(?:[A-Z]{3}|\p{Sc}|円)$/u, '');
  const value = numberIn(number);
  return value === undefined ? { problem: noAmount } : { value };
}

function numberIn(text: string): number | undefined {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  if (/^-?(\d+|\d{1,3}(\.\d{3})+),\d{1,2}$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  return undefined;
}
