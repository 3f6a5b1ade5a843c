/** A JSON object whose members are not known yet. */
export type Json = { readonly [name: string]: unknown };

/** True for a JSON object (not an array, not null). */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one when it is anything else. */
export function asJson(value: unknown): Json {
  return isJson(value) ? value : {};
}

/** The value as an array; an empty one when it is anything else. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text, or undefined when it is anything else. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The member at the end of a path of names, or undefined. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((found, name) => asJson(found)[name], value);
}

/** The value as a number (also when written as text, as templates do), or the fallback. */
export function asNumber(value: unknown, fallback: number): number {
  const number = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : fallback;
}
