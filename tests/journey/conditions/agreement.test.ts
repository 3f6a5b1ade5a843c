import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMap, type Node, stringify } from 'yaml';
import type { Asked, AskedField, AskedTogether, Test } from '../../../src/journey/conditions/asked.ts';
import { compileCondition } from '../../../src/journey/conditions/compile.ts';
import { printCondition, printField } from '../../../src/journey/conditions/print.ts';
import { readPlainCondition } from '../../../src/journey/conditions/read-condition.ts';
import { stepScope } from '../../../src/journey/conditions/scope.ts';
import { Source } from '../../../src/journey/reading/source.ts';
import { readCondition } from '../../../src/journey/values/condition.ts';
import { conditionInWords } from '../../../src/journey/words/words.ts';
import { matchesPattern } from '../../../src/pattern/match.ts';
import { validatePattern } from '../../../src/pattern/validate.ts';

const scope = stepScope({ segments: ['loyal', 'vip'] });

/** A value that a field may have, and what may be asked of it. */
interface Askable {
  readonly path: readonly string[];
  readonly tests: fc.Arbitrary<Test>;
  /** Undefined: the value is not known. */
  readonly values: fc.Arbitrary<unknown>;
}

const sign = fc.constantFrom('>' as const, '>=' as const, '<' as const, '<=' as const);
const currency = fc.constantFrom('JPY', 'KRW');
const amount = fc.integer({ min: 1, max: 4 });
const text = fc.oneof(
  fc.constantFrom('tea', 'coffee', 'known', 'not x', 'a, b', '[a]', '"', 'ＡＢＣ', 'over 3', 'a or b', '#1', 'x: y'),
  fc.string({ minLength: 1, maxLength: 5, unit: 'grapheme-ascii' }),
);
const known = fc.constantFrom<Test>({ asks: 'known' }, { asks: 'known', not: true });

function compare(bound: fc.Arbitrary<number>, of?: fc.Arbitrary<string>): fc.Arbitrary<Test> {
  return fc.record({
    asks: fc.constant('compare' as const),
    sign,
    bound: fc.record({ number: bound, ...(of && { currency: of }) }),
  });
}

function values<T extends string | number | boolean>(value: fc.Arbitrary<T>): fc.Arbitrary<Test> {
  const list = fc.uniqueArray(value, { minLength: 1, maxLength: 3 });
  return fc.record(
    { asks: fc.constant('values' as const), values: list, not: fc.constant(true as const) },
    { requiredKeys: ['asks', 'values'] },
  );
}

const money = fc.record({ amount, currency });
const yesOrNo = fc.boolean().map((yes): Test => ({ asks: 'values', values: [yes] }));
const maybe = (value: fc.Arbitrary<unknown>) => fc.oneof(value, fc.constant(undefined));
const country = fc.constantFrom('JP', 'KR', 'US');

const askables: readonly Askable[] = [
  { path: ['order', 'total'], tests: compare(amount, currency), values: maybe(money) },
  { path: ['orders', 'spent'], tests: compare(amount, currency), values: maybe(money) },
  {
    path: ['survey', 'score'],
    tests: fc.oneof(compare(fc.integer({ min: 1, max: 9 })), values(fc.integer({ min: 0, max: 10 })), known),
    values: maybe(fc.integer({ min: 0, max: 10 })),
  },
  {
    path: ['orders', 'count'],
    tests: fc.oneof(
      compare(amount),
      amount.map((one): Test => ({ asks: 'values', values: [one] })),
    ),
    values: fc.integer({ min: 0, max: 5 }),
  },
  { path: ['orders', 'days since last'], tests: compare(amount), values: maybe(amount) },
  { path: ['customer', 'country'], tests: fc.oneof(values(country), known), values: maybe(country) },
  { path: ['order', 'number'], tests: values(text), values: maybe(text) },
  { path: ['order', 'dispatchBy'], tests: known, values: maybe(fc.constant('2026-03-06T12:00:00+09:00')) },
  {
    path: ['customer', 'tags'],
    tests: text.map((value): Test => ({ asks: 'element', value })),
    values: fc.array(text, { maxLength: 3 }),
  },
  {
    path: ['order', 'lines'],
    tests: fc.uniqueArray(text, { minLength: 1, maxLength: 2 }).map((ids): Test => ({ asks: 'product', values: ids })),
    values: fc.array(fc.record({ productId: text, quantity: amount }), { maxLength: 3 }),
  },
  { path: ['segments', 'loyal'], tests: yesOrNo, values: fc.boolean() },
  { path: ['customer', 'consent', 'email'], tests: yesOrNo, values: fc.boolean() },
  { path: ['messages', 'coupon'], tests: yesOrNo, values: fc.boolean() },
];

const field: fc.Arbitrary<AskedField> = fc
  .constantFrom(...askables)
  .chain(({ path, tests }) => tests.map((one) => ({ path, test: one })));

const condition = fc.letrec<{ one: Asked; group: AskedTogether }>((tie) => ({
  one: fc.oneof({ depthSize: 'small', withCrossShrink: true }, field, tie('group')),
  group: fc.record({
    holds: fc.constantFrom('all of' as const, 'any of' as const, 'none of' as const),
    of: fc.array(tie('one'), { minLength: 1, maxLength: 3 }),
  }),
})).one;

/** What is known, with each value or without it. */
const view = fc.tuple(...askables.map(({ values: of }) => of)).map((all) => {
  const known: Record<string, unknown> = {};
  for (const [at, value] of all.entries()) put(known, askables[at]?.path ?? [], value);
  return known;
});

function put(into: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (value === undefined) return;
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  into[key] ??= {};
  put(into[key] as Record<string, unknown>, rest, value); // made so by the line above
}

function valueAt(of: unknown, path: readonly string[]): unknown {
  return path.reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], of); // objects, as put makes them
}

/** What a condition says, read by itself: the compiled pattern has to say the same. */
function holds(asked: Asked, of: unknown): boolean {
  if ('pattern' in asked) return matchesPattern(asked.pattern, of);
  if ('test' in asked) return passes(asked.test, valueAt(of, asked.path));
  const held = asked.of.map((one) => holds(one, of));
  if (asked.holds === 'any of') return held.includes(true);
  return asked.holds === 'all of' ? !held.includes(false) : !held.includes(true);
}

function passes(one: Test, value: unknown): boolean {
  if (one.asks === 'known') return (value !== undefined) !== (one.not === true);
  if (one.asks === 'element') return (value as string[] | undefined)?.includes(one.value) ?? false;
  if (one.asks === 'product')
    return (
      (value as { productId: string }[] | undefined)?.some(({ productId }) => one.values.includes(productId)) ?? false
    );
  if (one.asks === 'values') return one.values.some((accepted) => accepted === value) !== (one.not === true);
  const { currency: wanted, number } = one.bound;
  const sum =
    typeof value === 'object'
      ? (value as { amount: number; currency: string })
      : { amount: value, currency: undefined };
  if (typeof sum.amount !== 'number' || sum.currency !== wanted) return false;
  if (one.sign === '>') return sum.amount > number;
  if (one.sign === '>=') return sum.amount >= number;
  return one.sign === '<' ? sum.amount < number : sum.amount <= number;
}

/** The condition as YAML has it, read again. */
function readAgain(asked: Asked): { readonly pattern: unknown; readonly problems: readonly unknown[] } {
  const source = new Source('a.yaml', stringify({ if: printCondition(asked) }));
  const root = source.root();
  if (!isMap(root)) throw new Error('no mapping');
  const value = root.get('if', true) as Node; // keepScalar: a node
  return { pattern: readCondition(source, value, scope), problems: source.problems };
}

describe('any plain condition', () => {
  test('is printed as a text that is read as the same', () => {
    fc.assert(
      fc.property(field, (asked) => {
        expect(readPlainCondition(printField(asked), scope)).toEqual(asked);
      }),
      { numRuns: 500 },
    );
  });

  test('is printed as YAML that becomes the same pattern', () => {
    fc.assert(
      fc.property(condition, (asked) => {
        const pattern = compileCondition(asked, scope.fields);
        const again = readAgain(asked);
        if (typeof pattern === 'string') expect(again.problems).toHaveLength(1);
        else expect(again).toEqual({ pattern, problems: [] });
      }),
      { numRuns: 200 },
    );
  });

  test('holds of what its pattern matches, and of nothing else', () => {
    const outcomes = { true: 0, false: 0, never: 0, always: 0, list: 0, unsayable: 0, 'too many': 0 };
    fc.assert(
      fc.property(condition, fc.array(view, { minLength: 5, maxLength: 5 }), (asked, views) => {
        const pattern = compileCondition(asked, scope.fields);
        for (const known of views) {
          const held = holds(asked, known);
          if (typeof pattern === 'string') outcomes[pattern]++;
          else outcomes[`${held}`]++;
          if (pattern === 'never') expect(held).toBe(false);
          else if (pattern === 'always') expect(held).toBe(true);
          else if (typeof pattern !== 'string') expect(matchesPattern(pattern, known)).toBe(held);
        }
      }),
      { numRuns: 1000 },
    );
    expect(outcomes.true).toBeGreaterThan(500);
    expect(outcomes.false).toBeGreaterThan(500);
    expect(outcomes.unsayable).toBe(0);
  });

  test('becomes a pattern that EventBridge takes, and that is said in both languages without code', () => {
    fc.assert(
      fc.property(condition, (asked) => {
        const pattern = compileCondition(asked, scope.fields);
        if (typeof pattern === 'string') return;
        expect(validatePattern(pattern)).toEqual([]);
        const { en, ja } = conditionInWords(pattern);
        const quoted = /「[^」]*」/g;
        expect(ja.replace(quoted, '')).not.toMatch(/undefined|[`{}]|\b(true|false|is|or|and)\b/);
        expect(en).not.toMatch(/undefined/);
      }),
      { numRuns: 500 },
    );
  });
});
