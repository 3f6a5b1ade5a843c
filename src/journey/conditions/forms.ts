import { channels } from '../../commerce/customer/channel.ts';
import { type Saying, say } from '../reading/saying.ts';
import type { CompareSign, Test } from './asked.ts';

/** The comparisons: the words before the number, and those after it. */
export const comparisons: readonly Comparison[] = [
  { sign: '>', before: 'over', after: '' },
  { sign: '>=', before: 'at least', after: '' },
  { sign: '<', before: 'under', after: '' },
  { sign: '<=', before: '', after: 'or less' },
];

export interface Comparison {
  readonly sign: CompareSign;
  readonly before: string;
  readonly after: string;
}

/** The words for single values. */
export const words = {
  is: 'is',
  isNot: 'is not',
  in: 'in',
  notIn: 'not in',
  known: 'is known',
  unknown: 'is not known',
  has: 'has',
  hasProduct: 'has product',
  hasProductIn: 'has product in',
} as const;

/** A sentence that counts: "ordered at least 3 times", "last ordered at least 60 days ago". */
export interface CountForm {
  readonly lead: string;
  readonly path: readonly string[];
  /** The unit of one, and of several. */
  readonly unit: readonly [one: string, several: string];
  readonly tail: string;
  /** The word for exactly one, instead of "1 time". */
  readonly one?: string;
}

export const countForms: readonly CountForm[] = [
  { lead: 'ordered', path: ['orders', 'count'], unit: ['time', 'times'], tail: '', one: 'once' },
  { lead: 'last ordered', path: ['orders', 'days since last'], unit: ['day', 'days'], tail: 'ago' },
];

/** A sentence about an amount of money: "spent over 50,000 JPY". */
export interface MoneyForm {
  readonly lead: string;
  readonly path: readonly string[];
}

export const moneyForms: readonly MoneyForm[] = [
  { lead: 'spent', path: ['orders', 'spent'] },
  { lead: 'last order', path: ['orders', 'total'] },
];

/** A sentence that is always the same. */
export interface FixedForm {
  readonly text: string;
  readonly path: readonly string[];
  readonly test: Test;
}

const none: Test = { asks: 'values', values: [0] };
const some: Test = { asks: 'compare', sign: '>', bound: { number: 0 } };

export const fixedForms: readonly FixedForm[] = [
  { text: 'never ordered', path: ['orders', 'count'], test: none },
  { text: 'ordered since the start', path: ['orders', 'since start'], test: some },
  { text: 'not ordered since the start', path: ['orders', 'since start'], test: none },
  { text: 'a refund is open', path: ['orders', 'open refunds'], test: some },
  { text: 'no refund is open', path: ['orders', 'open refunds'], test: none },
  { text: 'has a coupon', path: ['messages', 'coupon'], test: { asks: 'values', values: [true] } },
  { text: 'has no coupon', path: ['messages', 'coupon'], test: { asks: 'values', values: [false] } },
];

/** A sentence that ends with a name: "in segment loyal". Its paths are tried one after the other. */
export interface NamedForm {
  readonly lead: string;
  readonly not: string;
  readonly what: Saying;
  /** The fault of a sentence without its name. */
  readonly which: Saying;
  paths(name: string): readonly (readonly string[])[];
  /** The names, if the language knows them. */
  readonly names?: readonly string[];
}

export const namedForms: readonly NamedForm[] = [
  {
    lead: 'in segment',
    not: 'not in segment',
    what: say`segment`,
    which: say`in segment which segment?`,
    paths: (name) => [['segments', name]],
  },
  {
    lead: 'agreed to',
    not: 'not agreed to',
    what: say`channel`,
    which: say`agreed to which channel?`,
    paths: (name) => [
      ['customer', 'consent', name],
      ['customer', 'consent', name, 'granted'],
    ],
    names: channels,
  },
  {
    lead: 'last message was',
    not: 'last message was not',
    what: say`report`,
    which: say`last message was which report?`,
    paths: (name) => [['messages', 'last', name]],
    names: ['delivered', 'opened', 'clicked'],
  },
];

/** Words that people write for a comparison, and the one that this language has for it. */
export const otherWords: Readonly<Record<string, string>> = {
  'more than': 'over',
  'greater than': 'over',
  'higher than': 'over',
  above: 'over',
  exceeds: 'over',
  '>': 'over',
  '>=': 'at least',
  '≥': 'at least',
  'less than': 'under',
  'lower than': 'under',
  'fewer than': 'under',
  below: 'under',
  '<': 'under',
  'at most': 'or less',
  'up to': 'or less',
  '<=': 'or less',
  '≤': 'or less',
  '=': 'is',
  '==': 'is',
  equals: 'is',
  'is equal to': 'is',
  '!=': 'is not',
  contains: 'has',
  includes: 'has',
  exists: 'is known',
  'one of': 'in',
  'is one of': 'in',
  'is in': 'in',
  'is not in': 'not in',
};

/** The same behind a number: "6 or more". */
export const otherEnds: Readonly<Record<string, string>> = {
  'or more': 'at least',
  'or higher': 'at least',
  'or fewer': 'or less',
  'or lower': 'or less',
};
