import { isDeepStrictEqual } from 'node:util';
import { RetryableError } from '../model/errors.ts';
import type { Key, Stored, Table } from './table.ts';

/** So often a change is tried before the caller has to try again later. */
const mostTries = 8;

/**
 * Repeats an operation that others may interrupt.
 * @param once gives undefined when somebody else was first: read again, and try again
 * @throws RetryableError when somebody else was first each time
 */
export async function untilFirst<Result>(
  tries: number,
  message: string,
  once: (isRepeated: boolean) => Promise<Result | undefined>,
): Promise<Result> {
  for (let attempt = 0; attempt < tries; attempt += 1) {
    const result = await once(attempt > 0);
    if (result !== undefined) return result;
  }
  throw new RetryableError(message);
}

/** The changed value; undefined when the change gives the very same one. */
export function unlessSame<Value>(before: Value, apply: (before: Value) => Value): Value | undefined {
  const after = apply(before);
  return after === before ? undefined : after;
}

/** The changed value; undefined when it says the same. */
export function unlessEqual<Value>(before: Value | undefined, after: Value): Value | undefined {
  return isDeepStrictEqual(after, before) ? undefined : after;
}

/** Options of a change. */
export interface ChangeOptions<Value> {
  /** The item in words, for the error: `A run`. */
  readonly noun: string;
  /** The name of the operation, for the error; `changed` by default. */
  readonly doing?: string;
  /** Reads the item again when somebody else was first; where it was read, when it is left out. */
  readonly again?: (before: Stored<Value> | undefined) => Promise<Stored<Value> | undefined>;
  /** True if an item that was read elsewhere is written under the key all the same. */
  readonly comesHere?: boolean;
  /** The revision to be replaced and the next one; the item's own and the one that follows, when it is left out. */
  readonly revisions?: (before: Stored<Value> | undefined, after: Value) => readonly [rev: number, next: number];
}

/** The result of a change. */
export interface Changed<Value> {
  /** The item as it is now; undefined when there is none. */
  readonly item: Stored<Value> | undefined;
  /** True if it differs from what was read: by this change, or because somebody else was first. */
  readonly isNews: boolean;
}

/**
 * Changes an item by one conditional write, and again from the start when somebody else was first.
 * @param key where the item is, or will be
 * @param read the item as it was read last
 * @param apply gives the changed value; undefined when the item stays as it is
 * @throws RetryableError when somebody else is first eight times
 */
export function change<Value>(
  table: Table,
  key: Key,
  read: Stored<Value> | undefined,
  apply: (before: Stored<Value> | undefined) => Value | undefined,
  { noun, doing = 'changed', again, comesHere = false, revisions }: ChangeOptions<Value>,
): Promise<Changed<Value>> {
  const readAgain = again ?? (() => table.get(key) as Promise<Stored<Value> | undefined>); // the key holds the noun
  let item = read;
  const message = `${noun} changed eight times while it was being ${doing}.`;
  return untilFirst(mostTries, message, async (isRepeated) => {
    if (isRepeated) item = await readAgain(item);
    const value = apply(item);
    if (value === undefined) return { item, isNews: isRepeated };
    const [rev, next] = revisions?.(item, value) ?? [item?.rev ?? 0];
    const { pk, sk } = comesHere ? key : (item ?? key);
    const newRevision = await table.put({ pk, sk }, value, rev, next);
    return newRevision === undefined ? undefined : { item: { pk, sk, value, rev: newRevision }, isNews: true };
  });
}
