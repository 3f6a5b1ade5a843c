import type { Pattern } from '../../pattern/pattern.ts';

/** A condition in plain words: what is asked of one field, or several conditions together. */
export type Asked = AskedField | AskedTogether | AskedPattern;

/** Conditions of which all, any or none have to hold. */
export interface AskedTogether {
  readonly holds: Together;
  readonly of: readonly Asked[];
}

export type Together = 'all of' | 'any of' | 'none of';

/** What is asked of one field. */
export interface AskedField {
  /** The path in a pattern. */
  readonly path: readonly string[];
  readonly test: Test;
}

/** An EventBridge pattern among plain conditions. */
export interface AskedPattern {
  readonly pattern: Pattern;
}

/** The question that a field has to pass. */
export type Test =
  | { readonly asks: 'compare'; readonly sign: CompareSign; readonly bound: Amount }
  | { readonly asks: 'values'; readonly values: readonly AskedValue[]; readonly not?: true }
  | { readonly asks: 'known'; readonly not?: true }
  | { readonly asks: 'element'; readonly value: string }
  | { readonly asks: 'product'; readonly values: readonly string[] };

export type CompareSign = '>' | '>=' | '<' | '<=';

export type AskedValue = string | number | boolean;

/** A number, or an amount of money in major units. */
export interface Amount {
  readonly number: number;
  readonly currency?: string;
}
