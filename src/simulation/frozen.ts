/**
 * A deep copy of what JSON would keep, frozen. What JSON cannot keep as it is (a function, a date, NaN) is refused.
 */
export function frozenCopy<T>(value: T): T;
export function frozenCopy(value: unknown): unknown {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'object' && copies.has(value)) return value;
  if (Array.isArray(value)) return kept(value.map(frozenCopy));
  if (typeof value === 'object' && isPlain(value)) {
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(value)) {
      const inner: unknown = (value as Readonly<Record<string, unknown>>)[key]; // its own key
      if (inner !== undefined) copy[key] = frozenCopy(inner);
    }
    return kept(copy);
  }
  throw new TypeError(`Events and payloads are JSON: there is no ${typeof value} ${String(value)}.`);
}

/** What was copied before, and frozen all through: it is kept as it is when it is written again. */
const copies = new WeakSet<object>();

function kept(copy: object): object {
  copies.add(copy);
  return Object.freeze(copy);
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
