import type { Words } from '../../commerce/words.ts';
import type { FileField, FileResource } from './fields.ts';
import type { RowCells } from './row.ts';

/** What a status says of an order. `ignored` is no order (yet): a draft, a payment that failed. */
export type StatusMeaning = 'placed' | 'cancelled' | 'refunded' | 'ignored';

export const statusMeanings: readonly StatusMeaning[] = ['placed', 'cancelled', 'refunded', 'ignored'];

/** What holds for all rows of a file that do not say it themselves. */
export interface FileDefaults {
  /** IANA zone of times that are written without an offset. */
  readonly zone?: string;
  /** ISO 3166-1 alpha-2. */
  readonly country?: string;
  /** ISO 4217. */
  readonly currency?: string;
  /** BCP 47. */
  readonly locale?: string;
}

/** A kind of file: how it is recognised, and which column holds what. */
export interface FileFormat {
  /** Its name for `--format`. */
  readonly name: string;
  readonly title: Words;
  /** Begins the ids of its events, and the source of its consents. */
  readonly platform: string;
  readonly resource: FileResource;
  /** The columns that together only this format has, each with those that do instead. Empty: it is chosen when no other fits. */
  readonly marks: readonly (string | readonly string[])[];
  /** The names of each field's column, the likeliest first. Compared without regard to case, width, spaces and underscores. */
  readonly columns: Readonly<Partial<Record<FileField, readonly string[]>>>;
  /** The fields that a file must have, each with those that do instead. */
  readonly needs: readonly (readonly FileField[])[];
  readonly defaults?: FileDefaults;
  /** The meaning of its own words for a status, beside the usual ones. Written in lower case. */
  readonly statuses?: Readonly<Record<string, StatusMeaning>>;
  /** The kinds of line that are goods; all without it. */
  readonly goods?: readonly string[];
  /** Why a row is left out on purpose. */
  readonly leavesOut?: (cells: RowCells) => Words | undefined;
}
