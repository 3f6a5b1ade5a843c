import { alternatives, isOr } from './alternatives.ts';
import { isObject } from './operators/operator.ts';
import { operators } from './operators/registry.ts';
import type { Pattern } from './pattern.ts';

/** Something EventBridge would refuse, and where. */
export interface PatternProblem {
  /** Keys and indexes from the pattern's root to the fault. */
  path: (string | number)[];
  /** The fault and its remedy. */
  message: string;
}

type Path = (string | number)[];

/** EventBridge multiplies `$or` out and refuses a pattern that becomes more than this many. */
const MOST_ALTERNATIVES = 1000;

/** Everything about an event pattern that EventBridge would refuse; an empty list when it is valid. */
export function validatePattern(pattern: unknown): PatternProblem[] {
  if (!isObject(pattern)) return [{ path: [], message: 'A pattern is an object, such as {"status": ["paid"]}.' }];
  const problems = objectProblems(pattern, []);
  if (problems.length > 0 || alternatives(pattern).length <= MOST_ALTERNATIVES) return problems;
  return [{ path: [], message: `"$or" makes more than ${MOST_ALTERNATIVES} combinations; split the pattern.` }];
}

function objectProblems(pattern: Pattern, path: Path): PatternProblem[] {
  const entries = Object.entries(pattern);
  if (entries.length === 0) return [{ path, message: 'An empty object matches nothing; name a field or drop it.' }];
  return entries.flatMap(([key, value]) => entryProblems(key, value, [...path, key]));
}

function entryProblems(key: string, value: unknown, path: Path): PatternProblem[] {
  if (isOr(key, value)) return value.flatMap((branch, index) => objectProblems(branch, [...path, index]));
  if (isObject(value)) return objectProblems(value, path);
  if (!Array.isArray(value)) {
    return [{ path, message: `"${key}" needs a list of what to accept: write [${JSON.stringify(value)}].` }];
  }
  if (value.length === 0) return [{ path, message: `"${key}" accepts nothing; put at least one value into its list.` }];
  if (key === '$or' && value.every(isObject)) {
    return [{ path, message: '"$or" needs two or more patterns, each with at least one field.' }];
  }
  return value.flatMap((accepted, index) => acceptedProblems(accepted, [...path, index]));
}

function acceptedProblems(accepted: unknown, path: Path): PatternProblem[] {
  if (Array.isArray(accepted)) return [{ path, message: 'A list may not hold a list; write its values one by one.' }];
  if (typeof accepted === 'number' && !Number.isFinite(accepted)) return [{ path, message: 'Not a finite number.' }];
  if (!isObject(accepted)) return [];
  const entries = Object.entries(accepted);
  const [first] = entries;
  if (!first || entries.length > 1) {
    return [{ path, message: 'A filter names exactly one operator; write several as several elements of the list.' }];
  }
  const [name, operand] = first;
  const operator = operators.get(name);
  if (!operator) return [{ path: [...path, name], message: unknownOperator(name) }];
  const message = operator.problem(operand);
  return message === undefined ? [] : [{ path: [...path, name], message }];
}

function unknownOperator(name: string): string {
  const known = [...operators.keys()];
  const meant = known.find((candidate) => candidate === name.toLowerCase().replaceAll('_', '-'));
  return `"${name}" is no operator; ${meant ? `write "${meant}"` : `the operators are ${known.join(', ')}`}.`;
}
