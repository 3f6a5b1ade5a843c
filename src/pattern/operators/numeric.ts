import type { Operator } from './operator.ts';

type Compare = (value: number, bound: number) => boolean;

const comparisons = new Map<unknown, Compare>([
  ['=', (value, bound) => value === bound],
  ['<', (value, bound) => value < bound],
  ['<=', (value, bound) => value <= bound],
  ['>', (value, bound) => value > bound],
  ['>=', (value, bound) => value >= bound],
]);

const USAGE = '"numeric" takes a comparison such as [">", 0], or a range such as [">", 0, "<=", 5], lower bound first.';

/** `{"numeric": [">", 0, "<=", 5]}`: compares JSON numbers only, never digits in a text. */
export const numeric: Operator = {
  problem(operand) {
    const terms = parse(operand);
    if (!terms) return USAGE;
    const [lower, upper] = terms;
    if (!upper) return undefined;
    if (!lower.sign.startsWith('>') || !upper.sign.startsWith('<')) return USAGE;
    return lower.bound < upper.bound
      ? undefined
      : '"numeric" has a range whose lower bound is not below its upper one.';
  },
  matches(operand, value) {
    const terms = parse(operand);
    if (!terms || typeof value !== 'number') return false;
    return terms.every((term) => term?.compare(value, term.bound));
  },
};

interface Term {
  sign: string;
  bound: number;
  compare: Compare;
}

function parse(operand: unknown): [Term, Term?] | undefined {
  if (!Array.isArray(operand) || (operand.length !== 2 && operand.length !== 4)) return undefined;
  const first = term(operand[0], operand[1]);
  if (operand.length === 2) return first && [first];
  const second = term(operand[2], operand[3]);
  return first && second && [first, second];
}

function term(sign: unknown, bound: unknown): Term | undefined {
  const compare = comparisons.get(sign);
  if (typeof sign !== 'string' || !compare || typeof bound !== 'number' || !Number.isFinite(bound)) return undefined;
  return { sign, bound, compare };
}
