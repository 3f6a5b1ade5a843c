import * as z from 'zod/mini';
import { displayName, displayText, maxLength, singleLine, truncate } from './text.ts';

/*
 * Outside texts that messages may show. They are parsed into one line without links, so that a name, a title or a
 * number cannot pass for the shop's own words.
 */

const empty = 'must contain words that can be shown';

/** A required text, truncated to `most` characters. Refused if nothing of it can be shown. */
export function displayTextSchema(most: number, description: string) {
  return z.pipe(truncated(most, description), z.string(empty).check(z.minLength(1, empty)));
}

/** An optional text, truncated to `most` characters. Absent if nothing of it can be shown. */
export function optionalDisplayText(most: number, description: string) {
  return z.optional(truncated(most, description));
}

/** A required text that no message shows, such as evidence: on one line, its links as they are. */
export function recordTextSchema(most: number, description: string) {
  const line = z.transform((text: string) => truncate(singleLine(text), most));
  return z.pipe(z.pipe(z.string().check(z.describe(description)), line), z.string().check(z.minLength(1)));
}

/** An optional number or code. One that is too long is refused, because part of a number is another number. */
export function optionalReferenceNumber(description: string) {
  return z.optional(
    z.pipe(
      z.string().check(z.trim(), z.maxLength(maxLength.number), z.describe(description)),
      z.transform((text) => displayText(text, maxLength.number)),
    ),
  );
}

/** The name of another person. Absent if it contains a link. */
export function optionalDisplayName(description: string) {
  return z.optional(z.pipe(z.string().check(z.describe(description)), z.transform(displayName)));
}

function truncated(most: number, description: string) {
  const limit = `${description.endsWith('…') ? '' : '.'} Cut at ${most} characters`;
  return z.pipe(
    z.string().check(z.describe(`${description}${limit}`)),
    z.transform((text) => displayText(text, most)),
  );
}
