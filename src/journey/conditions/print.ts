import { grouped } from './amounts.ts';
import type { Amount, Asked, AskedField, AskedValue, Test } from './asked.ts';
import { type CountForm, comparisons, countForms, fixedForms, moneyForms, words } from './forms.ts';
import { namedFormOf, nameOf } from './names.ts';

/** A condition as YAML has it: a text, a list of which all hold, or a mapping. */
export type WrittenCondition = string | readonly WrittenCondition[] | { readonly [key: string]: unknown };

/** The condition as it is written: the one way to say it. */
export function printCondition(asked: Asked): WrittenCondition {
  if ('pattern' in asked) return asked.pattern;
  if ('test' in asked) return printField(asked);
  return { [asked.holds]: asked.of.map(printCondition) };
}

/** What is asked of one field, as it is written. */
export function printField({ path, test }: AskedField): string {
  const key = JSON.stringify(path);
  const same = JSON.stringify(test);
  const fixed = fixedForms.find((form) => JSON.stringify(form.path) === key && JSON.stringify(form.test) === same);
  if (fixed) return fixed.text;
  const counted = countForms.find((form) => JSON.stringify(form.path) === key);
  if (counted) return printCount(counted, test);
  const money = moneyForms.find((form) => JSON.stringify(form.path) === key);
  if (money) return `${money.lead} ${printTest(test)}`;
  const named = namedFormOf(path);
  if (named) return `${isHeld(test) ? named.form.lead : named.form.not} ${named.name}`;
  return `${nameOf(path)} ${printTest(test)}`;
}

/** True for a test that a yes or no passes when it is yes. */
function isHeld(test: Test): boolean {
  return test.asks === 'values' && test.values[0] === true && test.not === undefined;
}

function printCount({ lead, unit, tail, one }: CountForm, test: Test): string {
  const bounds = test.asks === 'compare' ? [test.bound.number] : test.asks === 'values' ? test.values : [];
  const [number] = bounds;
  const noun = number === 1 ? unit[0] : unit[1];
  const amount = number === 1 && one !== undefined ? one : `${grouped(Number(number))} ${noun}`;
  const compared = test.asks === 'compare' ? comparisons.find(({ sign }) => sign === test.sign) : undefined;
  return [lead, compared?.before, amount, tail, compared?.after].filter((part) => part).join(' ');
}

function printTest(test: Test): string {
  if (test.asks === 'known') return test.not ? words.unknown : words.known;
  if (test.asks === 'element') return `${words.has} ${printScalar(test.value)}`;
  if (test.asks === 'product') {
    return test.values.length === 1
      ? `${words.hasProduct} ${printScalar(test.values[0] ?? '')}`
      : `${words.hasProductIn} ${printList(test.values)}`;
  }
  if (test.asks === 'values') return printValues(test.values, test.not === true);
  const { before, after } = comparisons.find(({ sign }) => sign === test.sign) ?? { before: '', after: '' };
  return [before, printAmount(test.bound), after].filter((part) => part !== '').join(' ');
}

function printValues(values: readonly AskedValue[], not: boolean): string {
  const [only] = values;
  if (values.length === 1 && only !== undefined) return `${not ? words.isNot : words.is} ${printScalar(only)}`;
  return `${not ? words.notIn : words.in} ${printList(values)}`;
}

function printList(values: readonly AskedValue[]): string {
  return `[${values.map(printScalar).join(', ')}]`;
}

/** An amount as it is written: 10,000 JPY. */
export function printAmount({ number, currency }: Amount): string {
  return currency === undefined ? grouped(number) : `${grouped(number)} ${currency}`;
}

/** A text is put in quotes where it could be read as something else. */
function printScalar(value: AskedValue): string {
  if (typeof value !== 'string') return typeof value === 'number' ? grouped(value) : String(value);
  const plain = /^[^\s",[\]#:][^",[\]#:\n]*$/.test(value) && value === value.trim().replace(/\s+/g, ' ');
  const reserved = /^(not|known|in|is)\b/.test(value) || /[\uff01-\uff5e\u3000]/.test(value);
  return plain && !reserved ? value : `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
