import { idSchema } from '../../commerce/values/id.ts';

/**
 * An id that a visitor's browser gives: a cookie, a cart's attribute. Undefined for one that cannot be used, such as `null` or
 * three hundred characters: anybody can put that there, and it costs nothing but itself.
 */
export function usableId(given: unknown): string | undefined {
  const text = typeof given === 'number' ? String(given) : given;
  return idSchema.safeParse(text).data;
}
