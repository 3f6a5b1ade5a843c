import type { Language } from '../../commerce/words.ts';

/** A language's phrases for patterns and conditions. */
export interface ConditionPhrases {
  readonly language: Language;
  /** The field of what the event is about, or of something else. */
  itsField(field: string): string;
  fieldOf(noun: string, field: string): string;
  /** The name of a field that has no words: one of the shop's own. */
  unnamed(path: string): string;
  /** A field as the starting event told it. */
  atStart(field: string): string;
  segment(name: string, inside: boolean): string;
  /** A field or subject, with its predicate. */
  says(subject: string, predicate: string): string;
  and(parts: readonly string[]): string;
  /** Alternatives. @param long whether some of them have brackets */
  or(ways: readonly string[], long: boolean): string;
  /** The alternatives of one field. */
  orPredicates(predicates: readonly string[]): string;
  inBrackets(text: string): string;
  quoted(text: string): string;
  /** Values that a list contains: follows what the list is. */
  listed(values: readonly string[]): string;
  is(values: readonly string[]): string;
  isNot(values: readonly string[]): string;
  readonly known: string;
  readonly unknown: string;
  readonly yes: string;
  readonly no: string;
  country(code: string): string;
  currency(code: string): string;
  /** An amount. @param digits the number with separators @param currencies one, or several of which any will do */
  money(number: number, digits: string, currencies: readonly string[]): string;
  /** @param quoted the texts with which a field begins, and so on */
  readonly texts: Readonly<Record<TextOperator, (quoted: readonly string[]) => string>>;
  readonly notTexts: Readonly<Record<TextOperator, (quoted: readonly string[]) => string>>;
  inAnyCase(predicate: string): string;
  compared(sign: Sign, bound: string): string;
  between(lower: Bound, upper: Bound): string;
}

export type TextOperator = 'prefix' | 'suffix' | 'wildcard' | 'equals-ignore-case' | 'cidr';

export const signs = ['>', '>=', '<', '<=', '='] as const;
export type Sign = (typeof signs)[number];

/** One end of a range of numbers. */
export interface Bound {
  readonly sign: Sign;
  readonly value: string;
}

/** The entry of a table under a name that may not be one of its keys. */
export function entryOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
