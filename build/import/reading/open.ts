import type { NamedColumns } from '../../../src/connectors/files/columns.ts';
import type { FileContext } from '../../../src/connectors/files/context.ts';
import type { FileResource } from '../../../src/connectors/files/fields.ts';
import type { FileFormat } from '../../../src/connectors/files/format.ts';
import { fileFormats, recogniseFormat } from '../../../src/connectors/files/formats.ts';
import { FileImport, type FileOutcome } from '../../../src/connectors/files/import-file.ts';
import { FileError } from '../../../src/connectors/files/problem.ts';
import type { FileRow } from '../../../src/connectors/files/row.ts';
import type { InspectedFile } from './inspect.ts';
import { rowsOf } from './rows.ts';

/** How the user says that a file is to be read. */
export interface ReadingOptions {
  readonly resource: FileResource;
  /** The name of a format; without it the header tells. */
  readonly format?: string;
  readonly columns: NamedColumns;
  /** What the times and words of the file mean. Its defaults go before those of the format. */
  readonly context: Omit<FileContext, 'format' | 'times'> & {
    readonly dates?: 'mdy' | 'dmy';
    /** The zone of times without an offset, if neither the user nor the format says one. */
    readonly storeZone: string;
  };
}

/** A file whose header is read. */
export interface OpenedFile {
  readonly header: readonly string[];
  readonly format: FileFormat;
  readonly fileImport: FileImport;
  /** What becomes of its rows, in their order. */
  readonly outcomes: AsyncGenerator<FileOutcome>;
}

/** @throws FileError when it holds no rows, or a necessary column is missing or doubtful */
export async function openFile(inspected: InspectedFile, options: ReadingOptions): Promise<OpenedFile> {
  const rows = rowsOf(inspected);
  const header = await firstRow(rows);
  const format = formatOf(header, options);
  const fileImport = new FileImport(header, contextOf(format, options), options.columns);
  return { header, format, fileImport, outcomes: outcomesOf(rows, fileImport) };
}

async function firstRow(rows: AsyncGenerator<FileRow>): Promise<readonly string[]> {
  for (;;) {
    const { value, done } = await rows.next();
    if (done) return [];
    const isHint = value.row === 1 && /^sep=$/i.test(value.cells[0] ?? '');
    if (!isHint && value.cells.some((cell) => cell.trim() !== '')) return value.cells;
  }
}

function formatOf(header: readonly string[], { resource, format: name }: ReadingOptions): FileFormat {
  if (name === undefined) return recogniseFormat(header, resource);
  const known = fileFormats.filter((format) => format.resource === resource);
  const format = known.find((one) => one.name === name);
  if (format) return format;
  const names = known.map((one) => one.name).join(', ');
  throw new FileError({
    en: `--format is "${name}": it takes ${names}.`,
    ja: `--format「${name}」は使えません。${names} のいずれかを指定してください。`,
  });
}

function contextOf(format: FileFormat, { context }: ReadingOptions): FileContext {
  const { dates, storeZone, ...shared } = context;
  const defaults = { ...format.defaults, ...context.defaults };
  const times = { zone: defaults.zone ?? storeZone, ...(dates !== undefined && { dates }) };
  return { ...shared, format, times, defaults };
}

async function* outcomesOf(rows: AsyncGenerator<FileRow>, fileImport: FileImport): AsyncGenerator<FileOutcome> {
  let count = 0;
  for await (const row of rows) {
    count += 1;
    yield* fileImport.add(row);
  }
  yield* fileImport.end();
  if (count > 0) return;
  throw new FileError({
    en: 'row 2: there is nothing below the header; expected a row for each customer or order.',
    ja: '2行目: 見出しの下にデータがありません。',
  });
}
