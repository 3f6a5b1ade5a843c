import type { Clock } from '../model/clock.ts';

/** The key of an item: its partition and its place in it. */
export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** A stored value with the revision that a change must name. Revisions count from 1. */
export interface Stored<Value> extends Key {
  readonly value: Value;
  readonly rev: number;
}

/** Which items a scan looks for: those in one place of their partition, and those whose place begins in one of these ways. */
export interface Places {
  readonly sk: string;
  readonly prefixes: readonly string[];
}

/** One of several parts of the table of about the same size, which are scanned side by side. Counts from 0. */
export interface TableSegment {
  readonly index: number;
  readonly of: number;
}

/** The part of the table that a page of a scan is read from. */
export interface Slice {
  /** The whole table when it is left out. */
  readonly segment?: TableSegment | undefined;
  /** The `next` of the page before, of the same segment. */
  readonly from?: Key | undefined;
  /** At most so many items are read, whatever their place; a megabyte of them is the most in any case. */
  readonly limit?: number | undefined;
}

/** A page of a scan, and behind which item the next one begins; nothing on the last. */
export interface ScanPage {
  readonly items: readonly Stored<unknown>[];
  readonly next?: Key;
}

/** The retention of items that expire (see `expires` in item-keys.ts): so many days from the last write. */
export interface Retention {
  readonly days: number;
  readonly clock: Clock;
}

/** A request for a place in a lane. Times in milliseconds. */
export interface PlaceRequest {
  /** The first place of an empty lane. */
  readonly from: number;
  /** From one place to the next. */
  readonly length: number;
  /** A place from then on is too late, and is not taken. */
  readonly before: number;
  /** No lane is as long as that: one that ends then or later is wrong, and is begun afresh. */
  readonly far: number;
  /** True if the lane is thought to be taken beyond `from`. A wrong guess costs one more write. */
  readonly isBusy: boolean;
}

/**
 * The few operations that Aftercart needs of its one table. Every change is one conditional write of one item, and a
 * failed condition is an answer, not an error: somebody else was first. A lane alone is a number that moves without a
 * revision: many ask for a place at the same moment, and a lost one harms nobody. An expired item is not there, whether
 * or not the service has removed it yet.
 */
export interface Table {
  get(key: Key): Promise<Stored<unknown> | undefined>;
  /** Those of the keys that exist, in no order: one request for each hundred of them. */
  getMany(keys: readonly Key[]): Promise<Stored<unknown>[]>;
  /**
   * The items of a partition whose place is between the bounds, both included, in order. Strongly consistent.
   * @param limit the most items, from the first on; all of them by default
   */
  range(pk: string, from: string, to: string, limit?: number): Promise<Stored<unknown>[]>;
  /**
   * One page of all items with one of these places in any partition. A page may be empty and still be followed by
   * others. Items of a partition are together, in one segment; items written meanwhile may be missed.
   */
  scan(places: Places, slice?: Slice): Promise<ScanPage>;
  /** About how many bytes all items take; up to six hours old. */
  size(): Promise<number>;
  /**
   * Writes a value if the item is still as it was read.
   * @param rev the revision that was read; 0 when there must be none
   * @param next the new revision, if not the following one: one that no item of this key had before it was deleted
   * @returns the new revision, or undefined when somebody else was first
   */
  put(key: Key, value: unknown, rev: number, next?: number): Promise<number | undefined>;
  /**
   * Deletes an item if it is still as it was read. Revisions of its key count from 1 again afterwards, unless the next
   * put gives another.
   * @param rev the revision that was read
   * @returns false when somebody else changed it first
   */
  delete(key: Key, rev: number): Promise<boolean>;
  /**
   * Takes the next place of the lane under the key: its end, or `from` if that is later.
   * @returns the place; the lane ends one `length` behind it. Undefined when that would be too late.
   * @throws RetryableError when the lane keeps running dry and filling up
   */
  takePlace(key: Key, request: PlaceRequest): Promise<number | undefined>;
  /** Lets a lane end at the place again that was taken last. One behind which others have a place is lost. */
  giveBackPlace(key: Key, place: number, length: number): Promise<void>;
}
