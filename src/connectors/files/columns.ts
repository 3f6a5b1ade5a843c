import { columnWord, plainWord } from './cells/plain-word.ts';
import { fieldLabel } from './field-labels.ts';
import type { FileField } from './fields.ts';
import type { FileFormat } from './format.ts';
import { FileError } from './problem.ts';
import type { FileColumns } from './row.ts';

/** The columns that the user named, by field: a name, `#3` for the third column, or `none` for a field that none has. */
export type NamedColumns = Readonly<Partial<Record<FileField, string>>>;

/** `--columns "status=none"`: no column has this field, whatever they are called. */
const noColumn = 'none';

const mostListed = 30;

/**
 * Finds each field's column: the one that the user named, else the first with one of the format's names.
 * @throws FileError naming everything that is missing or doubtful at once
 */
export function findColumns(header: readonly string[], format: FileFormat, named: NamedColumns): FileColumns {
  const found = new Map<FileField, number>();
  const wrong: { readonly en: string; readonly ja: string }[] = [];
  for (const [field, names] of wantedColumns(format, named)) {
    const places = placesOf(header, names);
    const [place, again] = places;
    if (place !== undefined) found.set(field, place);
    if (again !== undefined && place !== undefined) wrong.push(twice(field, header, [place, again]));
    if (place === undefined && named[field] !== undefined) wrong.push(noSuchColumn(named[field]));
  }
  const missing = format.needs.filter((fields) => !fields.some((field) => found.has(field)));
  wrong.push(...missing.map((fields) => noColumnFor(fields, format)));
  if (wrong.length > 0) throw wrongHeader(wrong, header);
  return {
    places: found,
    names: new Map([...found].map(([field, place]) => [field, columnName(header, place)])),
  };
}

/** The names to look for, field by field. */
function wantedColumns(format: FileFormat, named: NamedColumns): readonly (readonly [FileField, readonly string[]])[] {
  const fields = new Set([...Object.keys(format.columns), ...Object.keys(named)] as FileField[]); // keys of both records
  const wanted = [...fields].filter((field) => named[field] !== noColumn);
  return wanted.map((field) => {
    const own = named[field];
    return [field, own === undefined ? (format.columns[field] ?? []) : [own]];
  });
}

/** The places of the first of the names that the header has: as it is written, else loosely. */
function placesOf(header: readonly string[], names: readonly string[]): readonly number[] {
  for (const read of [plainWord, columnWord]) {
    const columns = header.map(read);
    for (const name of names) {
      const number = /^#(\d+)$/.exec(name)?.[1];
      if (number !== undefined)
        return Number(number) >= 1 && Number(number) <= header.length ? [Number(number) - 1] : [];
      const places = columns.flatMap((column, place) => (column === read(name) && column !== '' ? [place] : []));
      if (places.length > 0) return places;
    }
  }
  return [];
}

export function columnName(header: readonly string[], place: number): string {
  return header[place]?.trim() || `#${place + 1}`;
}

function twice(field: FileField, header: readonly string[], [first, second]: readonly [number, number]) {
  const name = columnName(header, first);
  const write = `--columns "${field}=#${first + 1}"`;
  return {
    en: `the column "${name}" is there twice, as columns ${first + 1} and ${second + 1}: name the right one with ${write}`,
    ja: `列「${name}」が${first + 1}列目と${second + 1}列目にあります。${write} のように番号で指定してください`,
  };
}

function noSuchColumn(name: string) {
  return { en: `there is no column "${name}"`, ja: `列「${name}」がありません` };
}

function noColumnFor(fields: readonly FileField[], { resource }: FileFormat) {
  const names = fields.map((field) => `${field} (${fieldLabel(field, resource).en})`);
  const japanese = fields.map((field) => `${fieldLabel(field, resource).ja}（${field}）`);
  return {
    en: `no column for ${names.join(' or ')} was found: name it with --columns "${fields[0]}=…"`,
    ja: `${japanese.join('または')}にあたる列がありません。--columns "${fields[0]}=…" で指定してください`,
  };
}

function wrongHeader(wrong: readonly { readonly en: string; readonly ja: string }[], header: readonly string[]) {
  if (looksLikeData(header)) {
    return new FileError({
      en: 'row 1 holds data where the names of the columns were expected: add a header row',
      ja: '1行目に列名ではなくデータが入っています。見出し行を追加してください',
    });
  }
  if (header.filter((cell) => cell.trim() === '').length * 2 > header.length) {
    return new FileError({
      en: 'row 1 is mostly empty: it looks like a title, not like the names of the columns. Remove the rows above these names, and import again.',
      ja: '1行目のほとんどが空欄です。列名ではなく表題のようです。見出し行より上の行を削除してから取り込んでください。',
    });
  }
  const names = header.slice(0, mostListed).map((_, place) => columnName(header, place));
  const more = header.length - names.length;
  return new FileError({
    en: `row 1: ${wrong.map(({ en }) => en).join('; ')}. The columns are ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`,
    ja: `1行目: ${wrong.map(({ ja }) => ja).join('。')}。ファイルの列: ${names.join('、')}${more > 0 ? `、ほか${more}列` : ''}`,
  });
}

/** True if the first row seems to be somebody's data, which no message should repeat. */
function looksLikeData(header: readonly string[]): boolean {
  return header.some((cell) => /@.+\.|^\s*[+-]?\d[\d\s.,:/+-]{3,}$/.test(cell));
}
