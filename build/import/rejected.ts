import { createHash, type Hash } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync, writeSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../src/commerce/words.ts';
import { asShown, asWritten } from '../../src/connectors/files/cells/formula.ts';
import type { FileOutcome } from '../../src/connectors/files/import-file.ts';
import { type Said, tell } from '../../src/journey/reading/saying.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';

/** A reason for each row: the first column of the file of rejected rows. */
const reasonColumn = { en: 'rejected because', ja: '取り込めない理由' };

/** What is known of the rows that an interrupted import has written. */
export interface WrittenRows {
  /** The names of its files, the last one at the end. Undefined: from a version that did not note them. */
  readonly files?: readonly string[] | undefined;
  /** The size of the last one. */
  readonly bytes: number;
  /** A digest of the last one. */
  readonly digest?: string | undefined;
}

/**
 * The rows that were not imported, whole, each with the reason in its first column: UTF-8 with a mark, so that Excel reads
 * it, and runs nothing of it. Mended, the file can be imported as it is. There is none unless a row is rejected.
 *
 * No file is overwritten, because somebody may be mending it. An interrupted import goes on in its own file if that is as it
 * was left, and in the next one otherwise.
 */
export class RejectedRows {
  readonly path: string;
  readonly #header: readonly string[];
  readonly #language: Language;
  readonly #earlier: readonly string[];
  readonly #hash: Hash = createHash('sha256');
  #file: number | undefined;
  #bytes = 0;

  /** @param wanted the path, if it is free; else the next number is taken */
  constructor(wanted: string, header: readonly string[], language: Language, before: WrittenRows = { bytes: 0 }) {
    this.#header = header;
    this.#language = language;
    const files = before.files ?? (before.bytes > 0 ? [path.basename(wanted)] : []);
    const last = path.join(path.dirname(wanted), files.at(-1) ?? '');
    const left = before.bytes > 0 ? asLeft(last, before) : undefined;
    this.path = left ? last : freePath(wanted);
    this.#earlier = files.filter((file) => file !== path.basename(this.path));
    if (left === undefined) return;
    this.#hash.update(left);
    this.#file = openSync(this.path, 'a');
    this.#bytes = left.length;
  }

  /** What an import that goes on has to know. */
  get written(): WrittenRows {
    return { files: this.files, bytes: this.#bytes, digest: this.#hash.copy().digest('hex') };
  }

  /** The names of all files that rows were written to, also before an interruption. */
  get files(): readonly string[] {
    return this.#bytes > 0 ? [...this.#earlier, path.basename(this.path)] : this.#earlier;
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
      this.#append(this.#file, `\uFEFF${lineOf([reasonColumn[this.#language], ...this.#header])}`);
    }
    this.#append(this.#file, lineOf(cells));
  }

  #append(file: number, text: string): void {
    this.#bytes += writeSync(file, text);
    this.#hash.update(text);
  }
}

/** The content of a file that nobody has changed, moved or removed since. */
function asLeft(file: string, { bytes, digest }: WrittenRows): Buffer | undefined {
  if (!existsSync(file)) return undefined;
  const content = readFileSync(file);
  const isSame = digest === undefined || createHash('sha256').update(content).digest('hex') === digest;
  return content.length === bytes && isSame ? content : undefined;
}

function freePath(path: string): string {
  const candidates = [path, ...Array.from({ length: 999 }, (_, index) => path.replace(/\.csv$/, `-${index + 2}.csv`))];
  return candidates.find((candidate) => !existsSync(candidate)) ?? path;
}

function lineOf(cells: readonly string[]): string {
  const quoted = cells
    .map((written) => asShown(asWritten(written)))
    .map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell));
  return `${quoted.join(',')}\r\n`;
}
