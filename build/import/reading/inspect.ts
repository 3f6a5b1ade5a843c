import { createHash } from 'node:crypto';
import { createReadStream, type Stats, statSync } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { FileError } from '../../../src/connectors/files/problem.ts';
import { EncodingTrial, encodingNamed, markedEncoding, triedEncodings } from './encoding.ts';

/** A file of rows, and how to read it. */
export interface InspectedFile {
  readonly file: string;
  readonly isPacked: boolean;
  /** Undefined if its bytes fit none that is tried: then its first broken cell tells where. */
  readonly encoding: string | undefined;
  readonly separator: string;
  /** Of the content, unpacked: SHA-256 in hexadecimal. */
  readonly hash: string;
  /** Of the content, unpacked. */
  readonly bytes: number;
  /** When it was last written, epoch milliseconds. */
  readonly writtenAt: number;
}

const headBytes = 65_536;

/**
 * Reads a file once: whether it is text that can hold rows, in which encoding, with which separator.
 * @param encoding as the user says, if they do
 * @throws FileError saying what it is instead, and what to do
 */
export async function inspectFile(file: string, encoding?: string): Promise<InspectedFile> {
  const stats = statsOf(file);
  const isPacked = (await headOf(file, false)).subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]));
  const head = await headOf(file, isPacked);
  refuseOthers(head);
  const marked = chosenEncoding(encoding) ?? markedEncoding(head);
  const { hash, bytes, found } = await readThrough(file, isPacked, marked);
  const text = new TextDecoder(found ?? 'utf-8').decode(head);
  if (text.trim() === '') throw empty();
  if (text.includes('\0')) throw binary();
  return { file, isPacked, encoding: found, separator: separatorIn(text), hash, bytes, writtenAt: stats.mtimeMs };
}

/** The bytes of a file, unpacked. */
export function bytesOf({ file, isPacked }: Pick<InspectedFile, 'file' | 'isPacked'>): AsyncIterable<Buffer> {
  const source = createReadStream(file, { highWaterMark: headBytes });
  if (!isPacked) return source;
  const unpacked = createGunzip();
  source.on('error', (error) => unpacked.destroy(error));
  unpacked.on('close', () => source.destroy());
  return source.pipe(unpacked);
}

function statsOf(file: string): Stats {
  try {
    const stats = statSync(file);
    if (stats.isFile()) return stats;
  } catch {
    throw new FileError({ en: `There is no file ${file}.`, ja: `ファイル ${file} がありません。` });
  }
  throw new FileError({ en: `${file} is no file.`, ja: `${file} はファイルではありません。` });
}

async function headOf(file: string, isPacked: boolean): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of unlessBroken(bytesOf({ file, isPacked }))) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= headBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, headBytes);
}

async function* unlessBroken(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* bytes;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FileError({
      en: `The file cannot be read: ${reason}. A packed file may be cut off: fetch it again.`,
      ja: `ファイルを読めません（${reason}）。圧縮ファイルが途中で切れている可能性があります。取得し直してください。`,
    });
  }
}

async function readThrough(file: string, isPacked: boolean, marked: string | undefined) {
  const digest = createHash('sha256');
  const trials = (marked === undefined ? triedEncodings : [marked]).map((encoding) => new EncodingTrial(encoding));
  let bytes = 0;
  for await (const chunk of unlessBroken(bytesOf({ file, isPacked }))) {
    digest.update(chunk);
    bytes += chunk.length;
    for (const trial of trials) trial.take(chunk);
  }
  for (const trial of trials) trial.take();
  const found = marked ?? trials.find(({ fits }) => fits)?.encoding;
  return { hash: digest.digest('hex'), bytes, found };
}

function chosenEncoding(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  const known = encodingNamed(name);
  if (known !== undefined) return known;
  throw new FileError({
    en: `--encoding is "${name}": it takes utf-8, shift_jis, euc-jp, windows-1252, utf-16le or another encoding of the web.`,
    ja: `--encoding「${name}」は使えません。utf-8、shift_jis、euc-jp、windows-1252、utf-16le などを指定してください。`,
  });
}

/** How other kinds of file begin, without the byte order mark and the spaces before it. */
const beginnings: readonly (readonly [begins: string | RegExp, en: string, ja: string])[] = [
  ['PK\u0003\u0004', 'an Excel workbook (.xlsx) or a ZIP archive', 'Excelブック（.xlsx）またはZIPファイル'],
  ['\u00d0\u00cf\u0011\u00e0', 'an old Excel workbook (.xls)', '旧形式のExcelブック（.xls）'],
  ['%PDF', 'a PDF', 'PDF'],
  [/^<(?:!doctype|html|\?xml|table)/i, 'a web page or XML', 'HTMLまたはXML'],
  [/^[[{]\s*["{[]/, 'JSON', 'JSON'],
];

/** @throws FileError when the first bytes are those of another kind of file, whatever its name says */
function refuseOthers(head: Buffer): void {
  if (head.length === 0) throw empty();
  const start = head.toString('latin1', 0, 200).replace(/^(?:ï»¿)?\s*/, '');
  const [, en, ja] =
    beginnings.find(([begins]) => (typeof begins === 'string' ? start.startsWith(begins) : begins.test(start))) ?? [];
  if (en === undefined) return;
  throw new FileError({
    en: `row 1: the file is ${en}, not CSV, whatever its name says. Open it and save it as CSV (UTF-8).`,
    ja: `1行目: このファイルはCSVではなく${ja}です（拡張子は関係ありません）。開いてCSV（UTF-8）で保存し直してください。`,
  });
}

function empty(): FileError {
  return new FileError({
    en: 'row 1: the file is empty; expected a header row and rows below it.',
    ja: '1行目: ファイルが空です。見出し行とデータ行が必要です。',
  });
}

function binary(): FileError {
  return new FileError({
    en: 'row 1: the file is not text; expected CSV.',
    ja: '1行目: テキストファイルではありません。CSVを指定してください。',
  });
}

/** The separator that the first line says as Excel does (`sep=;`), else that the header has most of, outside quotes. */
function separatorIn(text: string): string {
  const said = /^\uFEFF?sep=([,;\t|])\r?\n/i.exec(text)?.[1];
  if (said !== undefined) return said;
  const header = /^(?:"[^"]*"|[^"\r\n])*/.exec(text.replace(/^\uFEFF?\s*/, ''))?.[0].replaceAll(/"[^"]*"/g, '') ?? '';
  const counts = [',', ';', '\t', '|'].map((separator) => ({ separator, count: header.split(separator).length }));
  return counts.reduce((best, one) => (one.count > best.count ? one : best)).separator;
}
