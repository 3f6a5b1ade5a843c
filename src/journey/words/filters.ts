import { isObject, onlyEntry } from '../../pattern/operators/operator.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import { type ConditionPhrases, entryOf, type Sign, signs, type TextOperator } from './condition-phrases.ts';
import { unitWords, valueWords } from './event-words.ts';

/** The field that is asked about, as far as its values need it. */
export interface AskedPath {
  /** The path in the pattern. */
  readonly path: readonly string[];
  /** The currencies of an amount of money. */
  readonly currencies?: readonly string[];
}

/** The predicate for the list of a field: "is 1 or 2". */
export function acceptedIn(phrases: ConditionPhrases, accepted: readonly unknown[], asking: AskedPath): string {
  const values = accepted.filter((value) => !isObject(value));
  const filters = accepted.filter(isObject).map((filter) => filterIn(phrases, filter, asking));
  const plain = values.length > 0 ? [phrases.is(values.map((value) => valueIn(phrases, value, asking)))] : [];
  return phrases.orPredicates([...plain, ...filters]);
}

/** A value in words: a name of a country, a number with its unit, a text in quotes. */
export function valueIn(phrases: ConditionPhrases, value: unknown, { path, currencies }: AskedPath): string {
  const key = path.at(-1) ?? '';
  if (typeof value === 'boolean') return value ? phrases.yes : phrases.no;
  if (typeof value === 'number') return numberIn(phrases, value, { path, currencies });
  if (typeof value !== 'string') return String(value);
  if (key === 'country' && /^[A-Z]{2}$/.test(value)) return phrases.country(value);
  if (key === 'currency' && /^[A-Z]{3}$/.test(value)) return phrases.currency(value);
  const known = entryOf(entryOf(valueWords, key) ?? {}, value);
  return known?.[phrases.language] ?? phrases.quoted(value);
}

/** 100,000 rather than 100000, with its unit or its currency. */
function numberIn(phrases: ConditionPhrases, number: unknown, { path, currencies }: AskedPath): string {
  if (typeof number !== 'number') return String(number);
  const digits = number.toLocaleString('en', { maximumFractionDigits: 20 });
  if (currencies && currencies.length > 0) return phrases.money(number, digits, currencies);
  const unit = entryOf(unitWords, path.filter((part) => part !== 'event').join(' '));
  return digits + (unit?.[phrases.language] ?? '');
}

function filterIn(phrases: ConditionPhrases, filter: Pattern, asking: AskedPath): string {
  const [name = '', operand] = onlyEntry(filter) ?? [];
  if (name === 'exists') return operand ? phrases.known : phrases.unknown;
  if (name === 'numeric' && Array.isArray(operand)) return numericIn(phrases, operand, asking);
  if (name === 'anything-but') return anythingButIn(phrases, operand, asking);
  return textIn(phrases, name, operand, phrases.texts);
}

function anythingButIn(phrases: ConditionPhrases, operand: unknown, asking: AskedPath): string {
  if (!isObject(operand)) return phrases.isNot([operand].flat().map((value) => valueIn(phrases, value, asking)));
  const [name = '', texts] = onlyEntry(operand) ?? [];
  return textIn(phrases, name, texts, phrases.notTexts);
}

/** "begins with “a”", also in any case. */
function textIn(
  phrases: ConditionPhrases,
  name: string,
  operand: unknown,
  table: Readonly<Record<TextOperator, (quoted: readonly string[]) => string>>,
): string {
  const say = entryOf(table, name);
  const folded = isObject(operand) ? operand['equals-ignore-case'] : undefined;
  const texts = [folded ?? operand].flat().map((text) => phrases.quoted(String(text)));
  const said = say?.(texts) ?? phrases.is(texts);
  return folded === undefined ? said : phrases.inAnyCase(said);
}

/** `[">", 0]` or a range: `[">", 0, "<=", 5]`. */
function numericIn(phrases: ConditionPhrases, terms: readonly unknown[], asking: AskedPath): string {
  const [first, second] = [boundIn(phrases, terms, asking), boundIn(phrases, terms.slice(2), asking)];
  return second ? phrases.between(first ?? second, second) : first ? phrases.compared(first.sign, first.value) : '';
}

function boundIn(phrases: ConditionPhrases, [key, bound]: readonly unknown[], asking: AskedPath) {
  const sign: Sign | undefined = signs.find((one) => one === key);
  return sign && { sign, value: numberIn(phrases, bound, asking) };
}
