import type { NamedColumns } from '../../../src/connectors/files/columns.ts';
import { type FileField, type FileResource, fileFieldsOf } from '../../../src/connectors/files/fields.ts';
import { FileError } from '../../../src/connectors/files/problem.ts';
import { nearest } from '../../../src/journey/reading/suggest.ts';

/**
 * Reads `--columns "id=Invoice,customer=Customer ID"`. A column's name may hold a comma: a new pair begins where a word
 * and an equals sign follow one.
 * @throws FileError naming the field that there is not
 */
export function readNamedColumns(texts: readonly string[], resource: FileResource): NamedColumns {
  const columns: Partial<Record<FileField, string>> = {};
  for (const pair of texts.flatMap((text) => text.split(/,(?=\s*[\w -]+=)/))) {
    const [, name = pair, column = ''] = /^([^=]*)=(.*)$/s.exec(pair) ?? [];
    columns[fieldNamed(name, resource)] = column.trim() || nothingNamed(pair);
  }
  return columns;
}

function fieldNamed(name: string, resource: FileResource): FileField {
  const fields = fileFieldsOf[resource];
  const word = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_]+/g, '-');
  const field = fields.find((known) => known === word);
  if (field !== undefined) return field;
  const near = nearest(word, fields);
  const advice =
    near === undefined
      ? { en: `write one of ${fields.join(', ')}`, ja: `${fields.join('、')} のいずれかを書いてください` }
      : { en: `did you mean "${near}"?`, ja: `「${near}」ではありませんか` };
  throw new FileError({
    en: `--columns: there is no field "${name.trim()}": ${advice.en}`,
    ja: `--columns: 項目「${name.trim()}」はありません。${advice.ja}`,
  });
}

function nothingNamed(pair: string): never {
  throw new FileError({
    en: `--columns: "${pair.trim()}" names no column: write FIELD=COLUMN.`,
    ja: `--columns:「${pair.trim()}」に列名がありません。項目=列名 の形で書いてください。`,
  });
}
