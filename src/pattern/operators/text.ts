import { type Operator, onlyEntry } from './operator.ts';

type Compare = (value: string, operand: string) => boolean;

const fold = (text: string) => text.toUpperCase().toLowerCase();

/** `{"equals-ignore-case": "Anna"}`: the same text, whatever the case. */
export const equalsIgnoreCase = textOperator('equals-ignore-case', (value, operand) => fold(value) === fold(operand));

/** `{"prefix": "ev_"}` or `{"prefix": {"equals-ignore-case": "EV_"}}`. */
export const prefix = affixOperator('prefix', (value, operand) => value.startsWith(operand));

/** `{"suffix": ".png"}` or `{"suffix": {"equals-ignore-case": ".PNG"}}`. */
export const suffix = affixOperator('suffix', (value, operand) => value.endsWith(operand));

function textOperator(name: string, compare: Compare): Operator {
  return {
    problem: (operand) => (typeof operand === 'string' ? undefined : `"${name}" takes one text, for example "abc".`),
    matches: (operand, value) => typeof operand === 'string' && typeof value === 'string' && compare(value, operand),
  };
}

function affixOperator(name: string, compare: Compare): Operator {
  const plain = textOperator(name, compare);
  const folded = textOperator(`${name}" with "equals-ignore-case`, (value, operand) =>
    compare(fold(value), fold(operand)),
  );
  const inner = (operand: unknown) => {
    const [key, text] = onlyEntry(operand) ?? [];
    return key === 'equals-ignore-case' ? { text } : undefined;
  };
  return {
    problem(operand) {
      const ignoringCase = inner(operand);
      if (ignoringCase) return folded.problem(ignoringCase.text);
      if (typeof operand === 'string') return undefined;
      return `"${name}" takes one text, or {"equals-ignore-case": "abc"} alone.`;
    },
    matches(operand, value) {
      const ignoringCase = inner(operand);
      return ignoringCase ? folded.matches(ignoringCase.text, value) : plain.matches(operand, value);
    },
  };
}
