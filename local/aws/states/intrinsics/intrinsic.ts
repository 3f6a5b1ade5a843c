import { isObject } from '../fields.ts';
import type { Env } from '../path-expression.ts';

/** One intrinsic function. Throws TypeError or RangeError for arguments it cannot take. */
export interface Intrinsic {
  /** The least and most arguments. */
  arity: [number, number];
  apply(args: unknown[], env: Env): unknown;
}

export function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`expected a text, found ${JSON.stringify(value)}`);
}

export function asNumber(value: unknown): number {
  if (typeof value === 'number') return value;
  throw new TypeError(`expected a number, found ${JSON.stringify(value)}`);
}

/** A whole number, rounded as Java does: halves towards positive infinity. */
export function asInteger(value: unknown): number {
  return Math.round(asNumber(value)) + 0;
}

export function asArray(value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  throw new TypeError(`expected an array, found ${JSON.stringify(value)}`);
}

export function asObject(value: unknown): Record<string, unknown> {
  if (isObject(value)) return value;
  throw new TypeError(`expected an object, found ${JSON.stringify(value)}`);
}
