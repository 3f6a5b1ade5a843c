import { closeSync, existsSync, openSync, truncateSync, writeSync } from 'node:fs';
import type { Language } from '../../src/commerce/words.ts';
import type { FileOutcome } from '../../src/connectors/files/import-file.ts';
import { type Said, tell } from '../../src/journey/reading/saying.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';

/** A reason for each row: the first column of the file of rejected rows. */
const reasonColumn = { en: 'rejected because', ja: '取り込めない理由' };

/**
 * The rows that were not imported, whole, each with the reason in its first column: UTF-8 with a mark, so that Excel reads
 * it. Mended, the file can be imported as it is. There is none unless a row is rejected.
 */
export class RejectedRows {
  readonly path: string;
  readonly #header: readonly string[];
  readonly #language: Language;
  #file: number | undefined;
  #bytes = 0;

  /**
   * @param path is not overwritten, because somebody may be mending it: the next number is taken
   * @param bytes of an interrupted import: what came behind them is written again
   */
  constructor(path: string, header: readonly string[], language: Language, bytes = 0) {
    this.#header = header;
    this.#language = language;
    this.path = bytes > 0 && existsSync(path) ? path : freePath(path);
    if (bytes === 0 || this.path !== path) return;
    truncateSync(path, bytes);
    this.#file = openSync(path, 'a');
    this.#bytes = bytes;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Writes the rows of an order or customer, with their own problems or with one reason for all. */
  add({ rows, problems }: Pick<FileOutcome, 'rows' | 'problems'>, reason?: Said): void {
    for (const { row, cells } of rows) {
      const own = problems.filter((problem) => problem.row === row);
      const told = (own.length > 0 ? own : problems).map(({ column, said }) => `${column}: ${said[this.#language]}`);
      const why = reason === undefined ? told.join('; ') : tell(reason, wordingsIn[this.#language]);
      this.#write([why, ...cells]);
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
    this.#file = undefined;
  }

  #write(cells: readonly string[]): void {
    if (this.#file === undefined) {
      this.#file = openSync(this.path, 'wx');
      this.#bytes += writeSync(this.#file, `\uFEFF${lineOf([reasonColumn[this.#language], ...this.#header])}`);
    }
    this.#bytes += writeSync(this.#file, lineOf(cells));
  }
}

function freePath(path: string): string {
  const candidates = [path, ...Array.from({ length: 999 }, (_, index) => path.replace(/\.csv$/, `-${index + 2}.csv`))];
  return candidates.find((candidate) => !existsSync(candidate)) ?? path;
}

function lineOf(cells: readonly string[]): string {
  const quoted = cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${quoted.join(',')}\r\n`;
}
