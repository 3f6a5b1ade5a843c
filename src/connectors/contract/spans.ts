import { second } from '../../commerce/values/time-units.ts';
import { RetryableError } from '../../model/errors.ts';

/** A span of time; epoch milliseconds. Its end is left out where it is now. */
export interface TimeSpan {
  readonly from: number;
  readonly to?: number;
}

/** A change, and when it was made by the platform's clock; epoch milliseconds. */
export interface Change<Thing> {
  readonly thing: Thing;
  readonly at: number;
}

/** Pages of one span, if it cannot be cut any shorter. */
const mostPages = 500;

/** Platforms tell times to the second, and their bounds differ: neighbours share one second. */
const shared = second;
const shortest = 2 * second;

/** Pages are of a hundred: with fewer changes than that in one, the next span may be longer. */
const few = 50;

/**
 * What changed since a time, oldest first, from a platform that lists changes in an order of its own: it is asked for spans of
 * time so short that each fits a page. So what was told so far can be kept when a later request fails, and a change in the
 * meantime moves nothing from one page to another.
 * @param changesIn all changes of a span; undefined when they take more pages than that
 * @throws RetryableError when two seconds have more changes than can be asked for
 */
export async function* bySpans<Thing>(
  { since, now }: { readonly since: number; readonly now: number },
  changesIn: (span: TimeSpan, pages: number) => Promise<readonly Change<Thing>[] | undefined>,
): AsyncIterable<Change<Thing>> {
  let from = since;
  let length = now - since;
  while (true) {
    const isLast = from + length >= now;
    if (isLast) length = now - from;
    const span = isLast ? { from } : { from, to: from + length };
    const changes = await changesIn(span, length > shortest ? 1 : mostPages);
    if (changes) {
      yield* changes.toSorted((one, other) => one.at - other.at);
      if (isLast || goesBeyond(span, changes)) return;
      from += length - shared;
      if (changes.length < few) length *= 2;
    } else if (length <= shortest) {
      throw new RetryableError(`Two seconds have more than ${mostPages} pages of changes.`);
    } else {
      length = Math.max(shortest, Math.floor(length / 2 / second) * second);
    }
  }
}

/** True if the platform takes no notice of a span's end: then these are all changes. */
function goesBeyond({ to }: TimeSpan, changes: readonly Change<unknown>[]): boolean {
  return to !== undefined && changes.some(({ at }) => at > to + shared);
}
