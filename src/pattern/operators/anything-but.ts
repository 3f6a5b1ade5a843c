import { type Operator, onlyEntry } from './operator.ts';
import { equalsIgnoreCase, prefix, suffix } from './text.ts';
import { wildcard } from './wildcard.ts';

/** The operators that `anything-but` may negate; `mayBeEmpty` allows an empty text. */
const inner = new Map<string, { operator: Operator; mayBeEmpty: boolean }>([
  ['prefix', { operator: prefix, mayBeEmpty: false }],
  ['suffix', { operator: suffix, mayBeEmpty: false }],
  ['equals-ignore-case', { operator: equalsIgnoreCase, mayBeEmpty: true }],
  ['wildcard', { operator: wildcard, mayBeEmpty: true }],
]);

const USAGE =
  '"anything-but" takes a text, a number, a list of texts or of numbers, or one of ' +
  `${[...inner.keys()].map((name) => `{"${name}": …}`).join(', ')}.`;

/** `{"anything-but": "gold"}`, a list, or `{"anything-but": {"prefix": "a"}}`: any leaf that exists and is none of these. */
export const anythingBut: Operator = {
  problem(operand) {
    const [name, texts] = onlyEntry(operand) ?? [];
    const nested = inner.get(name ?? '');
    if (nested) return nestedProblem(nested, texts);
    const values = asList(operand);
    if (values.length === 0) return '"anything-but" needs at least one value in its list.';
    const alike = (kind: string) => values.every((value) => typeof value === kind);
    return alike('string') || alike('number') ? undefined : USAGE;
  },
  matches(operand, value) {
    const [name, texts] = onlyEntry(operand) ?? [];
    const nested = inner.get(name ?? '');
    if (nested) return !asList(texts).some((text) => nested.operator.matches(text, value));
    return !asList(operand).includes(value);
  },
};

function nestedProblem({ operator, mayBeEmpty }: { operator: Operator; mayBeEmpty: boolean }, texts: unknown) {
  const list = asList(texts);
  if (list.length === 0) return 'The list inside "anything-but" is empty; name at least one text.';
  if (list.some((text) => typeof text !== 'string')) return 'Inside "anything-but" only texts are allowed here.';
  if (!mayBeEmpty && list.includes(''))
    return 'An empty text inside "anything-but" would exclude everything; name one.';
  return list.map((text) => operator.problem(text)).find((problem) => problem !== undefined);
}

function asList(operand: unknown): unknown[] {
  return Array.isArray(operand) ? operand : [operand];
}
