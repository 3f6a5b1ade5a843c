import * as z from 'zod/mini';
import { longest, shownName, shownText } from './text.ts';

/*
 * Texts from outside that messages may show. They come out as one line without links, so that nobody speaks in the
 * shop's voice through a name, a title or a number.
 */

/** A text that has to say something; it is cut at so many characters. */
export function shownLine(most: number, description: string) {
  return z.pipe(
    shownIn(most, description),
    z.string('must hold words that can be shown').check(z.minLength(1, 'must hold words that can be shown')),
  );
}

/** A text that may be missing, and is when it holds nothing that can be shown; it is cut at so many characters. */
export function optionalLine(most: number, description: string) {
  return z.optional(shownIn(most, description));
}

/** A number or code, of which a part would be another one: one that is too long is an error. */
export function optionalNumber(description: string) {
  return z.optional(
    z.pipe(
      z.string().check(z.trim(), z.maxLength(longest.number), z.describe(description)),
      z.transform((text) => shownText(text, longest.number)),
    ),
  );
}

/** The name of a person who is not this event's customer: without it if it holds a link. */
export function optionalName(description: string) {
  return z.optional(z.pipe(z.string().check(z.describe(description)), z.transform(shownName)));
}

function shownIn(most: number, description: string) {
  const told = `${description}${description.endsWith('…') ? '' : '.'} Cut at ${most} characters`;
  return z.pipe(
    z.string().check(z.describe(told)),
    z.transform((text) => shownText(text, most)),
  );
}
