import { isObject } from './operators/operator.ts';
import { operators } from './operators/registry.ts';
import type { Pattern } from './pattern.ts';

/** One field of a pattern: where it is in the event, and the list of which one element must hold. */
export interface PatternField {
  path: string[];
  accepts: readonly unknown[];
}

/**
 * The pattern with every `$or` multiplied out: an event matches when it satisfies all fields of one alternative. A key
 * with dots names the same field as nested objects do, as in EventBridge. If a field is both outside and inside `$or`,
 * the later one counts.
 */
export function alternatives(pattern: Pattern, path: readonly string[] = []): PatternField[][] {
  let result: PatternField[][] = [[]];
  for (const [key, value] of Object.entries(pattern)) {
    const here = [...path, ...key.split('.')];
    if (isOr(key, value)) {
      result = product(
        result,
        value.flatMap((branch) => alternatives(branch, path)),
      );
    } else if (Array.isArray(value)) {
      result = product(result, [[{ path: here, accepts: value }]]);
    } else if (isObject(value)) {
      result = product(result, alternatives(value, here));
    } else {
      return [];
    }
  }
  return result;
}

/**
 * True for the `$or` operator. As in EventBridge it is one only with two or more sub-patterns; otherwise `$or` is the
 * name of a field like any other.
 */
export function isOr(key: string, value: unknown): value is Pattern[] {
  return key === '$or' && Array.isArray(value) && value.length >= 2 && value.every(isSubPattern);
}

function isSubPattern(value: unknown): boolean {
  if (!isObject(value)) return false;
  const keys = Object.keys(value);
  return keys.length > 0 && !keys.some((key) => operators.has(key));
}

function product(left: PatternField[][], right: PatternField[][]): PatternField[][] {
  return left.flatMap((first) => right.map((second) => [...without(first, second), ...second]));
}

/** A field that is named again, inside `$or` or after it, is what was said of it last, as in AWS's engine. */
function without(fields: readonly PatternField[], later: readonly PatternField[]): PatternField[] {
  const again = new Set(later.map(({ path }) => path.join('.')));
  return fields.filter(({ path }) => !again.has(path.join('.')));
}
