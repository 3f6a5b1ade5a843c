import type { Words } from '../../commerce/words.ts';
import { readAmount } from './cells/amount.ts';
import { yesOrNo } from './cells/meaning.ts';
import { readFileTime } from './cells/time.ts';
import type { FileContext } from './context.ts';
import type { FileField } from './fields.ts';
import { type CellProblem, cellProblem, type ReadCell } from './problem.ts';
import type { RowCells } from './row.ts';

const noAnswer = {
  en: 'is neither yes nor no; expected 1, yes or true, or 0, no or false',
  ja: 'はい・いいえとして読めません。1・yes・true、または 0・no・false と書いてください',
};

/** Reads the fields of a row, and collects what is wrong with it, and what is left out of it. */
export class RowReader {
  readonly cells: RowCells;
  readonly context: FileContext;
  /** Why the row cannot be imported. */
  readonly problems: CellProblem[] = [];
  /** What is left out while the rest is imported. */
  readonly notes: CellProblem[] = [];

  constructor(cells: RowCells, context: FileContext) {
    this.cells = cells;
    this.context = context;
  }

  text(field: FileField): string | undefined {
    return this.cells.text(field) || undefined;
  }

  /** ISO 8601. Undefined for an empty cell, and for one that holds no time, which is a problem. */
  time(field: FileField): string | undefined {
    return this.#read(field, (text) => readFileTime(text, this.context.times));
  }

  /** In major units. */
  amount(field: FileField): number | undefined {
    return this.#read(field, readAmount);
  }

  /** False for an empty cell. */
  flag(field: FileField): boolean {
    const answer = yesOrNo(this.cells.text(field));
    if (answer === undefined) this.refuse(field, noAnswer);
    return answer === true;
  }

  refuse(field: FileField, said: Words): void {
    this.problems.push(cellProblem(this.cells, field, said));
  }

  note(field: FileField, said: Words): void {
    this.notes.push(cellProblem(this.cells, field, said));
  }

  #read<Value>(field: FileField, read: (text: string) => ReadCell<Value>): Value | undefined {
    const text = this.text(field);
    if (text === undefined) return undefined;
    const result = read(text);
    if ('value' in result) return result.value;
    this.refuse(field, result.problem);
    return undefined;
  }
}
