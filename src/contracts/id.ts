import * as z from 'zod/mini';
import { holdsUnseen, longest } from './text.ts';

/** A sort key of DynamoDB holds 1,024 bytes, and an id is the longest part of ours. */
const mostBytes = 512;

const encoder = new TextEncoder();

/** What a program writes when it has no id. Taken for one, it would make one customer of all strangers. */
const nobody = new Set(
  'null,(null),undefined,nan,none,nil,n/a,false,true,[object object],guest,anonymous,unknown'.split(','),
);

/** Whether the text, trimmed, names nothing: it is empty, zeros, or a word for nothing. */
export function namesNothing(id: string): boolean {
  return /^[0-]*$/.test(id) || nobody.has(id.toLowerCase());
}

/** Whether DynamoDB, and a log, can hold the text as a key. */
function fitsKey(id: string): boolean {
  return !holdsUnseen(id) && encoder.encode(id).length <= mostBytes;
}

/** The store's id of something that is only mentioned, or of a customer: any name that can be a key of the table. */
export const mentionSchema = z
  .string()
  .check(
    z.trim(),
    z.minLength(1),
    z.maxLength(longest.id),
    z.refine(fitsKey, `must be text of at most ${mostBytes} bytes, and hold no characters that nobody sees`),
  );

/** The store's id of something. It may become a field of an object: no object has such a one already. */
export const idSchema = mentionSchema.check(
  z.refine((id) => !namesNothing(id), 'must name something'),
  z.refine((id) => !(id in Object.prototype), 'must not be a word of JavaScript'),
);
