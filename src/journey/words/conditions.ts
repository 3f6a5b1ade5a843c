import type { EventType } from '../../commerce/events.ts';
import type { Words } from '../../commerce/words.ts';
import { isOr } from '../../pattern/alternatives.ts';
import { isObject } from '../../pattern/operators/operator.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import type { Condition } from '../model/steps.ts';
import { type ConditionPhrases, entryOf } from './condition-phrases.ts';
import { askedAbout, commonConditions, containing, fieldWords, nounNames } from './event-words.ts';
import { type AskedPath, acceptedIn, valueIn } from './filters.ts';

/** The language, and the event whose pattern it is, if it is one. */
interface Saying {
  readonly phrases: ConditionPhrases;
  readonly event?: EventType;
}

/** A condition as a person reads it: `the customer has not ordered since and the customer's country is Japan`. */
export function conditionIn(phrases: ConditionPhrases, condition: Condition): string {
  return wholeIn({ phrases }, condition);
}

/** An event pattern as a condition: "its total is more than 0", 「合計金額が0を超える」. @param pattern on the event's detail */
export function patternIn(phrases: ConditionPhrases, pattern: Pattern, event: EventType): string {
  return wholeIn({ phrases, event }, pattern);
}

function wholeIn(saying: Saying, pattern: Pattern): string {
  const { $or: ways, ...others } = pattern;
  if (isOr('$or', ways) && Object.keys(others).length === 0) return anyOf(saying, ways, []);
  return saying.phrases.and(partsOf(saying, pattern, []));
}

function partsOf(saying: Saying, pattern: Pattern, path: readonly string[]): string[] {
  const { amount, currency, ...others } = pattern;
  if (Array.isArray(amount) && isCodes(currency)) {
    return [moneyIn(saying, path, { amount, currency }), ...partsOf(saying, others, path)];
  }
  return Object.entries(pattern).flatMap(([key, below]): string[] => {
    if (isOr(key, below)) return [saying.phrases.inBrackets(anyOf(saying, below, path))];
    const here = [...path, ...(saying.event ? key.split('.') : [key])];
    if (Array.isArray(below)) return [leafIn(saying, here, below)];
    return isObject(below) ? partsOf(saying, below, here) : [];
  });
}

function isCodes(currency: unknown): currency is string[] {
  return Array.isArray(currency) && currency.every((code) => typeof code === 'string');
}

/** An amount together with its currency: "the order's total is more than 10,000 JPY". */
function moneyIn(
  { phrases, event }: Saying,
  path: readonly string[],
  { amount, currency }: { readonly amount: readonly unknown[]; readonly currency: readonly string[] },
): string {
  const predicate = acceptedIn(phrases, amount, { path, currencies: currency });
  return phrases.says(subjectIn(phrases, path, event), predicate);
}

/** Alternatives. One of several conditions is put in brackets, so that `and` and `or` cannot be confused. */
function anyOf(saying: Saying, ways: readonly Pattern[], path: readonly string[]): string {
  const { phrases } = saying;
  const all = ways.map((way) => partsOf(saying, way, path));
  const long = all.some((parts) => parts.length > 1);
  return phrases.or(
    all.map((parts) => (parts.length > 1 ? phrases.inBrackets(phrases.and(parts)) : phrases.and(parts))),
    long,
  );
}

function leafIn({ phrases, event }: Saying, path: readonly string[], accepted: readonly unknown[]): string {
  const common = wordIn(phrases, commonConditions, JSON.stringify([...path, accepted]));
  if (common !== undefined) return common;
  const [noun, part = ''] = path;
  if (noun === 'segments' && accepted.length === 1) return phrases.segment(part, accepted[0] === true);
  const asking: AskedPath = { path };
  const contains = wordIn(phrases, containing, path.filter((key) => key !== 'event').join(' '));
  if (contains !== undefined && !accepted.some(isObject)) {
    return contains.replace('{}', () => phrases.listed(accepted.map((value) => valueIn(phrases, value, asking))));
  }
  return phrases.says(subjectIn(phrases, path, event), acceptedIn(phrases, accepted, asking));
}

/** "its total", "the customer's country", "the number of orders". */
function subjectIn(phrases: ConditionPhrases, path: readonly string[], event: EventType | undefined): string {
  const [first = '', ...rest] = path;
  if (first === 'event' && rest.length > 0) return phrases.atStart(subjectIn(phrases, rest, undefined));
  const asked = wordIn(phrases, askedAbout, path.join(' '));
  const noun = wordIn(phrases, nounNames, first);
  const field = wordIn(phrases, fieldWords, rest.join('.'));
  if (field && event?.startsWith(`${first}.`) && first !== 'customer') return phrases.itsField(field);
  if (asked !== undefined) return asked;
  return noun && field ? phrases.fieldOf(noun, field) : phrases.unnamed(path.join('.'));
}

function wordIn({ language }: ConditionPhrases, words: Readonly<Record<string, Words>>, name: string) {
  return entryOf(words, name)?.[language];
}
