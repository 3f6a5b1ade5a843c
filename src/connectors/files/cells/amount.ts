import type { ReadCell } from '../problem.ts';

const noAmount = {
  en: 'is no amount; expected digits such as 1234.50, 1,234 or ¥1,234; write it so, and empty a cell that has none',
  ja: '金額として読めません。1234・1,234.50・¥1,234 のように数字で書き、金額がなければ空欄にしてください',
};

/**
 * Reads an amount in major units, with or without a sign of its currency: 1234.5, 1,234.50, ¥1,234, 1.234,50, 12,50.
 * A comma before three digits separates thousands. Below zero are -5, 5-, and as accountants write it (5), ▲5 and △5.
 */
export function readAmount(text: string): ReadCell<number> {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s'’]/g, '')
    .replace(/[−▲△]/u, '-')
    .replace(/^\((.+)\)$/, '-$1')
    .replace(/^([^-]+)-$/, '-$1');
  const value = numberIn(
    plain
      .replace(/^(-?)(?:[A-Z]{3}|[A-Z]{0,2}\p{Sc}|¥)(-?)/u, '$1$2')
      .replace(/(?:[A-Z]{3}|\p{Sc}|円)(?:\((?:税込|税抜)み?\))?$/u, ''),
  );
  return value === undefined ? { problem: noAmount } : { value };
}

function numberIn(text: string): number | undefined {
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text)) return Number(text.replaceAll(',', ''));
  if (/^-?\d{1,3}(\.\d{3}){2,}$/.test(text)) return Number(text.replaceAll('.', ''));
  if (/^-?(\d+|\d{1,3}(\.\d{3})+),\d{1,2}$/.test(text)) return Number(text.replaceAll('.', '').replace(',', '.'));
  return undefined;
}
