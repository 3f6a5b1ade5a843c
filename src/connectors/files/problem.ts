import type { Words } from '../../commerce/words.ts';
import type { FileField } from './fields.ts';
import type { RowCells } from './row.ts';

/** What is wrong with a cell: what it is, and what was expected. Never what it holds. */
export interface CellProblem {
  readonly row: number;
  readonly column: string;
  readonly said: Words;
}

export function cellProblem(cells: RowCells, field: FileField, said: Words): CellProblem {
  return { row: cells.source.row, column: cells.column(field), said };
}

/** A file that cannot be read as a whole, in each language: what, where, how to mend it. */
export class FileError extends Error {
  override readonly name = 'FileError';
  readonly said: Words;

  constructor(said: Words) {
    super(said.en);
    this.said = said;
  }
}

/** A value, or what is wrong with the cells that it was read from. */
export type ReadCell<Value> = { readonly value: Value } | { readonly problem: Words };
