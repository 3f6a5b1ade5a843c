import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { FileError } from '../../../src/connectors/files/problem.ts';
import type { FileRow } from '../../../src/connectors/files/row.ts';
import { bytesOf, type InspectedFile } from './inspect.ts';

/** The longest row, in bytes: a longer one is a quote that nothing closes. */
const longestRow = 1_048_576;

/**
 * The rows of a file one after the other, the header first. Reads as it goes, whatever the size of the file.
 * @throws FileError at the first row that cannot be read, and at the first cell that no encoding explains
 */
export async function* rowsOf(inspected: InspectedFile): AsyncGenerator<FileRow> {
  const { separator, encoding } = inspected;
  const parser = parse({
    delimiter: separator,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: longestRow,
  });
  const source = Readable.from(decoded(inspected)).on('error', (error) => parser.destroy(error));
  let row = 0;
  try {
    for await (const cells of source.pipe(parser)) {
      row += 1;
      if (encoding === undefined) refuseBroken(cells, row);
      yield { row, cells };
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, row + 1) : error;
  } finally {
    source.destroy();
  }
}

async function* decoded(inspected: InspectedFile): AsyncGenerator<string> {
  const decoder = new TextDecoder(inspected.encoding ?? 'utf-8');
  for await (const chunk of bytesOf(inspected)) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
}

/** @throws FileError naming the first cell whose bytes are none of the tried encodings */
function refuseBroken(cells: readonly string[], row: number): void {
  const place = cells.findIndex((cell) => cell.includes('\uFFFD'));
  if (place < 0) return;
  throw new FileError({
    en: `row ${row}, column ${place + 1}: the text is neither UTF-8 nor Shift_JIS nor EUC-JP. Say which it is with --encoding (windows-1252 for Excel in Western Europe), or save the file as UTF-8.`,
    ja: `${row}行目 ${place + 1}列目: 文字コードがUTF-8、Shift_JIS、EUC-JPのいずれでもありません。--encoding で指定するか、UTF-8で保存し直してください。`,
  });
}

function unreadable(error: CsvError, row: number): FileError {
  const isOpen = /^CSV_(QUOTE_NOT_CLOSED|MAX_RECORD_SIZE)$/.test(error.code);
  return new FileError({
    en: `row ${row}: ${isOpen ? 'a quotation mark opens in it that nothing closes' : 'it is no CSV'}. Mend the row, and try again.`,
    ja: `${row}行目: ${isOpen ? '閉じられていない引用符があります' : 'CSVとして読めません'}。修正してからもう一度実行してください。`,
  });
}
