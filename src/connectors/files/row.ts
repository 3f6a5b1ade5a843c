import { asWritten } from './cells/formula.ts';
import type { FileField } from './fields.ts';

/** Where each field stands: its place in a row from 0, and the name of its column. */
export interface FileColumns {
  readonly places: ReadonlyMap<FileField, number>;
  readonly names: ReadonlyMap<FileField, string>;
}

/** A row of a file as it is. The header is row 1, as spreadsheets count. */
export interface FileRow {
  readonly row: number;
  readonly cells: readonly string[];
}

/** The cells of a row by what they mean. */
export class RowCells {
  readonly #columns: FileColumns;
  readonly source: FileRow;

  constructor(columns: FileColumns, source: FileRow) {
    this.#columns = columns;
    this.source = source;
  }

  /** The text of a field without the spaces around it; empty if the file has no such column. */
  text(field: FileField): string {
    const place = this.#columns.places.get(field);
    return place === undefined ? '' : asWritten(this.source.cells[place] ?? '').trim();
  }

  has(field: FileField): boolean {
    return this.#columns.places.has(field);
  }

  /** The name of the field's column, for people; the field's own name without one. */
  column(field: FileField): string {
    return this.#columns.names.get(field) ?? field;
  }
}

/** Spreadsheets are told by an apostrophe that digits are a text. */
export function unquoted(text: string | undefined): string | undefined {
  return text?.replace(/^'/, '').trim() || undefined;
}
