import * as z from 'zod/mini';
import { containsInvisible, maxLength } from './text.ts';

/** DynamoDB allows 1,024 bytes for a sort key, and the id is the longest part of ours. */
const mostBytes = 512;

const encoder = new TextEncoder();

/** Texts that programs write for a missing id. As identities they would join all strangers into one customer. */
export const placeholders: ReadonlySet<string> = new Set(
  'null,(null),undefined,nan,none,nil,n/a,false,true,[object object],guest,anonymous,unknown'.split(','),
);

/** True for a trimmed id that means a missing one: empty, zeros, `null` … */
export function isPlaceholder(id: string): boolean {
  return /^[0-]*$/.test(id) || placeholders.has(id.toLowerCase());
}

/** True if DynamoDB can store the text as part of a key. */
function fitsKey(id: string): boolean {
  return !containsInvisible(id) && encoder.encode(id).length <= mostBytes;
}

/** An id that may be any text: of a customer, of a product in a line. */
export const looseIdSchema = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(maxLength.id),
    z.refine(fitsKey, `must be text of at most ${mostBytes} bytes without invisible characters`),
  );

/** The id of a cart, an order … It may become a key of an object, so it cannot be one that every object has. */
export const idSchema = looseIdSchema.check(
  z.refine((id) => !isPlaceholder(id), 'must not be a placeholder'),
  z.refine((id) => !(id in Object.prototype), 'must not be a word of JavaScript'),
);
