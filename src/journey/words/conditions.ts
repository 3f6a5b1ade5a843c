import type { EventType } from '../../commerce/events.ts';
import type { Language, Words } from '../../commerce/words.ts';
import { isOr } from '../../pattern/alternatives.ts';
import { isObject, onlyEntry } from '../../pattern/operators/operator.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import type { Condition } from '../model/steps.ts';
import { askedAbout, commonConditions, fieldWords, nounNames } from './event-words.ts';

/** A language's phrases for patterns and conditions. */
export interface ConditionPhrases {
  readonly language: Language;
  /** The field of what the event is about, or of something else. */
  itsField(field: string): string;
  fieldOf(noun: string, field: string): string;
  /** A field of an event without words, by its path. */
  path(path: string): string;
  /** The name of a field that has no words. */
  unnamed(path: string): string;
  segment(name: string, inside: boolean): string;
  /** A field or subject, with its predicate. */
  says(subject: string, predicate: string): string;
  and(parts: readonly string[]): string;
  /** The alternatives of an event's pattern. */
  either(ways: readonly string[]): string;
  /** The alternatives of a condition. @param long whether some of them have brackets */
  or(ways: readonly string[], long: boolean): string;
  /** The alternatives of one field. */
  orPredicates(predicates: readonly string[]): string;
  inBrackets(text: string): string;
  quoted(text: string): string;
  is(values: readonly string[]): string;
  isNot(values: readonly string[]): string;
  readonly known: string;
  readonly unknown: string;
  /** @param quoted the text that a field begins with, and so on */
  readonly texts: Readonly<Record<TextOperator, (quoted: string) => string>>;
  compared(sign: Sign, bound: string): string;
  between(lower: Bound, upper: Bound): string;
  matches(json: string): string;
  eventMatches(json: string): string;
}

export type TextOperator = 'prefix' | 'suffix' | 'wildcard' | 'equals-ignore-case';

const signs = ['>', '>=', '<', '<=', '='] as const;
export type Sign = (typeof signs)[number];

/** One end of a range of numbers. */
export interface Bound {
  readonly sign: Sign;
  readonly value: string;
}

/** A condition as a person reads it: `the customer has not ordered since and customer country is JP or KR`. */
export function conditionIn(phrases: ConditionPhrases, condition: Condition): string {
  const { $or: ways, ...others } = condition;
  if (Array.isArray(ways) && Object.keys(others).length === 0) return anyOf(phrases, ways, []);
  return phrases.and(partsOf(phrases, condition, []));
}

/** The same for a picture, which knows no Markdown. */
export function withoutCode(text: string): string {
  return text.replaceAll('`', '');
}

function partsOf(phrases: ConditionPhrases, pattern: Condition, path: readonly string[]): string[] {
  return Object.entries(pattern).map(([key, below]) => {
    if (key === '$or' && Array.isArray(below)) return phrases.inBrackets(anyOf(phrases, below, path));
    const here = [...path, key];
    if (Array.isArray(below)) return leafIn(phrases, here, below);
    return phrases.and(partsOf(phrases, below as Condition, here)); // validated: a list or an object
  });
}

/** Alternatives. One of several conditions is put in brackets, so that `and` and `or` cannot be confused. */
function anyOf(phrases: ConditionPhrases, ways: readonly Condition[], path: readonly string[]): string {
  const long = ways.some((way) => leavesOf(way) > 1);
  const phrasesOfWays = ways.map((way) => {
    const text = phrases.and(partsOf(phrases, way, path));
    return leavesOf(way) > 1 ? phrases.inBrackets(text) : text;
  });
  return phrases.or(phrasesOfWays, long);
}

function leavesOf(condition: Condition): number {
  const below = Object.values(condition).map((one) => (Array.isArray(one) ? 1 : leavesOf(one as Condition))); // as above
  return below.reduce((sum, count) => sum + count, 0);
}

function leafIn(phrases: ConditionPhrases, path: readonly string[], accepted: readonly unknown[]): string {
  const common = wordIn(phrases, commonConditions, JSON.stringify([...path, accepted]));
  if (common !== undefined) return common;
  const [noun, part = ''] = path;
  if (noun === 'segments' && accepted.length === 1) return phrases.segment(part, accepted[0] === true);
  const name = path.join(' ');
  const subject = wordIn(phrases, askedAbout, name) ?? phrases.unnamed(name);
  return phrases.says(subject, acceptedIn(phrases, accepted) ?? phrases.matches(JSON.stringify(accepted)));
}

/**
 * An event pattern as a condition: "its total is more than 0", 「合計金額が0より大きい」.
 * What has no words is said as JSON.
 * @param pattern on the event's detail
 */
export function patternIn(phrases: ConditionPhrases, pattern: Pattern, event: EventType): string {
  return allOf(phrases, pattern, [], event) ?? phrases.eventMatches(`\`${JSON.stringify(pattern)}\``);
}

function allOf(phrases: ConditionPhrases, pattern: Pattern, path: readonly string[], event: EventType) {
  const parts = Object.entries(pattern).map(([key, value]) => partOf(phrases, key, value, path, event));
  return allKnown(parts, phrases.and);
}

function partOf(
  phrases: ConditionPhrases,
  key: string,
  value: unknown,
  path: readonly string[],
  event: EventType,
): string | undefined {
  if (isOr(key, value)) {
    const ways = value.map((branch) => allOf(phrases, branch, path, event));
    return allKnown(ways, phrases.either);
  }
  const here = [...path, ...key.split('.')];
  if (isObject(value)) return allOf(phrases, value, here, event);
  const predicate = Array.isArray(value) ? acceptedIn(phrases, value) : undefined;
  return predicate && phrases.says(fieldIn(phrases, here, event), predicate);
}

/** "its total", or "the customer's country" when the event is about something else. */
function fieldIn(phrases: ConditionPhrases, [first = '', ...rest]: readonly string[], event: EventType): string {
  const noun = wordIn(phrases, nounNames, first);
  const field = wordIn(phrases, fieldWords, rest.join('.'));
  if (!noun || !field) return phrases.path(`\`${[first, ...rest].join('.')}\``);
  const isAbout = event.startsWith(`${first}.`) && first !== 'customer';
  return isAbout ? phrases.itsField(field) : phrases.fieldOf(noun, field);
}

/** The predicate for the list of a field: "is 1 or 2". Undefined when a filter has no words. */
function acceptedIn(phrases: ConditionPhrases, accepted: readonly unknown[]): string | undefined {
  const values = accepted.filter((value) => !isObject(value));
  const filters = accepted.filter(isObject).map((filter) => filterIn(phrases, filter));
  const plain = values.length > 0 ? [phrases.is(values.map((value) => valueIn(phrases, value)))] : [];
  return allKnown([...plain, ...filters], phrases.orPredicates);
}

function valueIn(phrases: ConditionPhrases, value: unknown): string {
  return typeof value === 'string' ? phrases.quoted(value) : String(value);
}

function filterIn(phrases: ConditionPhrases, filter: Pattern): string | undefined {
  const [name = '', operand] = onlyEntry(filter) ?? [];
  if (name === 'exists') return operand ? phrases.known : phrases.unknown;
  if (name === 'numeric') return Array.isArray(operand) ? numericIn(phrases, operand) : undefined;
  if (name === 'anything-but') {
    const values = Array.isArray(operand) ? operand : [operand];
    return values.some(isObject) ? undefined : phrases.isNot(values.map((value) => valueIn(phrases, value)));
  }
  const say = entry(phrases.texts, name);
  return typeof operand === 'string' ? say?.(phrases.quoted(operand)) : undefined;
}

/** `[">", 0]` or a range: `[">", 0, "<=", 5]`. */
function numericIn(phrases: ConditionPhrases, [sign, bound, otherSign, otherBound]: readonly unknown[]) {
  const first = boundIn(sign, bound);
  if (otherSign === undefined) return first && phrases.compared(first.sign, first.value);
  const second = boundIn(otherSign, otherBound);
  const isLower = first?.sign === '>' || first?.sign === '>=';
  return isLower && second ? phrases.between(first, second) : undefined;
}

function boundIn(key: unknown, bound: unknown): Bound | undefined {
  const sign = signs.find((one) => one === key);
  return sign && { sign, value: grouped(bound) };
}

/** 100,000 rather than 100000. */
function grouped(bound: unknown): string {
  return typeof bound === 'number' ? bound.toLocaleString('en', { maximumFractionDigits: 20 }) : String(bound);
}

function allKnown(parts: readonly (string | undefined)[], join: (texts: readonly string[]) => string) {
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? undefined : join(known);
}

function wordIn({ language }: ConditionPhrases, words: Readonly<Record<string, Words>>, name: string) {
  return entry(words, name)?.[language];
}

/** The entry of a table under a name that may not be one of its keys. */
function entry<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
