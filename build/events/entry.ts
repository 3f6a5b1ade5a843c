import { readJson } from '../../src/commerce/reading/read-json.ts';
import { type Said, type Saying, say } from '../../src/journey/reading/saying.ts';
import { CommandError } from '../command/command.ts';

/** An event of a file, as it would be given to PutEvents. */
export interface Entry {
  /** Its place in the file: `entry 2`. */
  readonly place: Said;
  readonly source: unknown;
  readonly type: unknown;
  readonly detail: unknown;
  /** Why there is nothing to check: the text cannot be read. */
  readonly unreadable?: Saying;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads events as people have them in files: entries for PutEvents (one, a list, or `Entries`), events as a rule
 * delivers them, details alone if their type is given; as JSON, or one in each line.
 * @param text the content of the file
 * @param type the `DetailType` of details that stand alone
 * @throws CommandError when it is no JSON, or holds nothing
 */
export function readEntries(text: string, type?: string): readonly Entry[] {
  const values = readValues(text);
  if (values.length === 0) throw new CommandError(say`The file holds no event.`);
  return values.map((value, index) => entryOf(value, say`entry ${index + 1}`, type));
}

function readValues(text: string): readonly unknown[] {
  const json = readJson(text);
  if ('value' in json) return listOf(json.value);
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, number: index + 1 }]));
  const read = lines.map(({ line, number }) => ({ number, ...readJson(line) }));
  const values = read.flatMap((one) => ('value' in one ? [one.value] : []));
  const bad = read.find((one) => 'problem' in one);
  if (bad === undefined || !('problem' in bad)) return values;
  // One JSON text over many lines, rather than one in each.
  if (read.length === 1 || bad.number === read[0]?.number) {
    throw new CommandError(say`This is no JSON: see line ${json.problem.line}, column ${json.problem.column}.`);
  }
  throw new CommandError(say`Line ${bad.number} is no JSON: see column ${bad.problem.column}.`);
}

function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  const { Entries: entries } = fieldsOf(value);
  return Array.isArray(entries) ? entries : [value];
}

function entryOf(value: unknown, place: Said, type: string | undefined): Entry {
  if (isDeeper(value, deepest)) return { place, source: undefined, type, detail: undefined, unreadable: tooDeep };
  const fields = fieldsOf(value);
  if ('detail-type' in fields || 'detail' in fields) {
    return { place, source: fields.source, type: fields['detail-type'], detail: fields.detail };
  }
  if ('DetailType' in fields || 'Detail' in fields) {
    return { place, source: fields.Source, type: fields.DetailType, ...detailOf(fields.Detail) };
  }
  const isDetail = 'occurredAt' in fields || type !== undefined;
  if (!isDetail) return { place, source: undefined, type, detail: undefined, unreadable: noEntry };
  const source = typeof fields.shop === 'string' ? `store.${fields.shop}` : undefined;
  return { place, source, type, detail: value };
}

const noEntry = say`is no event: an entry has Source, DetailType and Detail`;

/** No event nests deeper than a few levels; what goes through values calls itself for each. */
const deepest = 100;
const tooDeep = say`nests lists or objects more than ${deepest} levels deep: no event does`;

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function detailOf(detail: unknown): Pick<Entry, 'detail' | 'unreadable'> {
  if (typeof detail !== 'string') return { detail };
  const json = readJson(detail);
  if ('problem' in json) {
    const { line, column } = json.problem;
    return { detail: undefined, unreadable: say`Detail is no JSON: see its line ${line}, column ${column}` };
  }
  return isDeeper(json.value, deepest) ? { detail: undefined, unreadable: tooDeep } : { detail: json.value };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {}; // an object has fields
}
