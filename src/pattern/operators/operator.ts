/** A leaf of an event: everything that is neither an object nor an array. */
export type Scalar = string | number | boolean | null;

/** One content filter, such as `prefix` in `{"prefix": "ev_"}`. */
export interface Operator {
  /** The fault of the operand and its remedy; undefined when there is none. */
  problem(operand: unknown): string | undefined;
  /** True if a leaf of the event passes. A malformed operand passes nothing. */
  matches(operand: unknown, value: Scalar): boolean;
}

/** True for a JSON object, as opposed to an array, null or a scalar. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The only entry of an object, or undefined when it has none or several. */
export function onlyEntry(value: unknown): [string, unknown] | undefined {
  const entries = isObject(value) ? Object.entries(value) : [];
  return entries.length === 1 ? entries[0] : undefined;
}
