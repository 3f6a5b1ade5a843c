import type { Words } from '../../commerce/words.ts';
import { readAmount } from './cells/amount.ts';
import { yesOrNo } from './cells/meaning.ts';
import { readFileTime } from './cells/time.ts';
import type { FileContext } from './context.ts';
import { isScientific, notExpected, scientific } from './expected.ts';
import type { FileField } from './fields.ts';
import { type CellProblem, cellProblem, type ReadCell } from './problem.ts';
import { type RowCells, unquoted } from './row.ts';

const noAnswer = {
  en: 'is neither yes nor no; expected 1, yes or true, or 0, no or false; leave the cell empty for no',
  ja: 'はい・いいえとして読めません。1・yes・true・はい、または 0・no・false・いいえ と書いてください。空欄は「いいえ」とみなします',
};

function undatedConsent(field: FileField): Words {
  return {
    en: `says that somebody agreed, but not when; expected the time in a column of its own, such as 2026-03-01 09:30: name it with --columns "${field}ed=…", or say a date for all with --consent-date (the agreement is left out, the rest is imported)`,
    ja: `同意したとありますが、日時がありません。2026-03-01 09:30 のような日時の列を --columns "${field}ed=…" で指定するか、--consent-date で全員分の日付を指定してください（同意だけを省いて取り込みます）`,
  };
}

/** Letters and digits as wide as Japanese ones, as a keyboard that was left in that mode writes them. */
const fullWidth = /^[\uFF01-\uFF5E]+$/;

function asNumber(text: string, problem: Words): ReadCell<number> {
  const read = readAmount(text);
  return 'value' in read ? read : { problem };
}

/** Reads the fields of a row, and collects what is wrong with it, and what is left out of it. */
export class RowReader {
  readonly cells: RowCells;
  readonly context: FileContext;
  /** Why the row cannot be imported. */
  readonly problems: CellProblem[] = [];
  /** What is left out while the rest is imported. */
  readonly notes: CellProblem[] = [];

  /** The agreements without a date: how many are left out of it. */
  undatedConsents = 0;

  constructor(cells: RowCells, context: FileContext) {
    this.cells = cells;
    this.context = context;
  }

  text(field: FileField): string | undefined {
    return this.cells.text(field) || undefined;
  }

  /** An id without the apostrophe by which spreadsheets are told that digits are a text. One that lost digits is a problem. */
  identifier(field: FileField): string | undefined {
    const text = unquoted(this.text(field));
    const id = text !== undefined && fullWidth.test(text) ? text.normalize('NFKC') : text;
    if (id === undefined || !isScientific(id)) return id;
    this.refuse(field, scientific);
    return undefined;
  }

  /** ISO 8601. Undefined for an empty cell, and for one that holds no time, which is a problem. */
  time(field: FileField): string | undefined {
    return this.#read(field, (text) => readFileTime(text, this.context.times));
  }

  /** In major units. */
  amount(field: FileField): number | undefined {
    return this.#read(field, readAmount);
  }

  /** How many. */
  quantity(): number | undefined {
    return this.#read('quantity', (text) => asNumber(text, notExpected('quantity')));
  }

  rating(): number | undefined {
    return this.#read('rating', (text) => asNumber(text, notExpected('rating')));
  }

  /** False for an empty cell. */
  flag(field: FileField): boolean {
    const answer = yesOrNo(this.cells.text(field));
    if (answer === undefined) this.refuse(field, noAnswer);
    return answer === true;
  }

  /** Says what is wrong with a cell, once however often it is read. */
  refuse(field: FileField, said: Words): void {
    const problem = cellProblem(this.cells, field, said);
    const isKnown = this.problems.some((known) => known.column === problem.column && known.said.en === said.en);
    if (!isKnown) this.problems.push(problem);
  }

  note(field: FileField, said: Words): void {
    this.notes.push(cellProblem(this.cells, field, said));
  }

  /** An agreement without a date. */
  undated(field: FileField): void {
    this.undatedConsents += 1;
    this.note(field, undatedConsent(field));
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
