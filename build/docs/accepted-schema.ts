import { currencyCodes, decimalsOf } from '../../src/commerce/values/currency.ts';
import { placeholders } from '../../src/commerce/values/id.ts';
import type { JsonSchema } from './event-schema.ts';

/** A JSON Schema with every key that is written here. */
interface Accepted extends Omit<JsonSchema, 'anyOf' | 'items' | 'properties'> {
  readonly anyOf?: readonly Accepted[];
  readonly items?: Accepted;
  readonly properties?: Readonly<Record<string, Accepted>>;
  readonly allOf?: readonly Accepted[];
  readonly not?: Accepted;
  readonly if?: Accepted;
  readonly then?: Accepted;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly multipleOf?: number;
  readonly maximum?: number;
}

/** Where a field lies: the names of the fields around it, and its own. */
type Path = readonly string[];

/**
 * What ingestion accepts of an event, as far as JSON Schema can say it: the contract, with what the reader forgives.
 * Optional fields may be null; ids and numbers may have spaces around them; of the customer everything may be anything
 * as long as one identity can be used. docs/events.md lists what a schema cannot say.
 */
export function acceptedSchema(contract: JsonSchema): object {
  return accepted(contract, [], true);
}

function accepted(schema: Accepted, path: Path, isRequired: boolean): Accepted {
  if (path.length === 1 && path[0] === 'customer') return customer(schema);
  if (schema.properties !== undefined) return isMoney(schema) ? money(schema, path) : object(schema, path);
  if (schema.items !== undefined) return { ...schema, items: accepted(schema.items, [...path, '[]'], true) };
  return schema.type === 'string' ? text(schema, path, isRequired) : schema;
}

function object(schema: Accepted, path: Path): Accepted {
  const properties = Object.entries(schema.properties ?? {}).map(([name, field]): [string, Accepted] => {
    const isRequired = schema.required?.includes(name) ?? false;
    const inner = accepted(field, [...path, name], isRequired);
    return [name, isRequired ? inner : orNull(inner)];
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** The description stays where editors look for it. */
function orNull({ description, default: value, ...schema }: Accepted): Accepted {
  return {
    ...(description !== undefined && { description }),
    ...(value !== undefined && { default: value }),
    anyOf: [schema, { type: 'null' }],
  };
}

/** Every field as it is used, or anything, which is dropped; and one identity that may be usable. */
function customer(schema: Accepted): Accepted {
  const properties = Object.entries(schema.properties ?? {}).map(([name, { description, ...field }]) => [
    name,
    {
      ...(description !== undefined && { description }),
      anyOf: [field, { description: 'Anything else is dropped, or made to fit' }],
    },
  ]);
  const identity = (name: string, usable: Accepted): Accepted => ({ required: [name], properties: { [name]: usable } });
  const id: Accepted = { anyOf: [{ type: 'integer' }, { type: 'string', ...idRules(true) }] };
  const handle: Accepted = { type: 'string', pattern: '[A-Za-z0-9_\\uFF10-\\uFF5A]' };
  return {
    ...schema,
    properties: Object.fromEntries(properties),
    anyOf: [
      ...['id', 'lineId', 'anonymousId'].map((name) => identity(name, id)),
      ...['line', 'instagram', 'x', 'facebook'].map((name) => identity(name, name === 'facebook' ? id : handle)),
      identity('email', { type: 'string', pattern: '[^@\\s]@[^@\\s]+\\.[^@\\s]+\\s*$' }),
      identity('phone', { anyOf: [{ type: 'integer' }, { type: 'string', pattern: '[\\d０-９]' }] }),
    ],
  };
}

function isMoney({ properties = {} }: Accepted): boolean {
  return Object.keys(properties).join() === 'amount,currency';
}

function money(schema: Accepted, path: Path): Accepted {
  const { properties = {}, ...rest } = object(schema, path);
  const wholeAmount: Accepted = {
    anyOf: [
      { type: 'number', multipleOf: 1 },
      { type: 'string', pattern: '^\\d+(\\.0+)?$' },
    ],
  };
  const withoutDecimals = currencyCodes.filter((code) => decimalsOf(code) === 0);
  return {
    ...rest,
    properties: { ...properties, currency: { ...properties.currency, pattern: oneOf(currencyCodes) } },
    if: { properties: { currency: { pattern: oneOf(withoutDecimals) } } },
    then: { properties: { amount: wholeAmount } },
  };
}

/** One line, where an enumeration would be two hundred. */
function oneOf(words: readonly string[]): string {
  return `^(?:${words.join('|')})$`;
}

function text(schema: Accepted, path: Path, isRequired: boolean): Accepted {
  const { maxLength, minLength, format, ...rest } = schema;
  const name = path.at(-1) ?? '';
  if (format === 'uri')
    return { ...rest, maxLength, pattern: '^\\s*[hH][tT][tT][pP][sS]?:', not: { pattern: userName } };
  if (format === 'date-time') return { ...schema, allOf: [{ pattern: '^[2-9]' }, { not: { pattern: '\\.\\d{10}' } }] };
  if (name === 'productId' || path.join('.') === 'tier.id') return { ...rest, ...idRules(false) };
  if (name === 'id' || name === 'code') return { ...rest, ...idRules(true) };
  if (maxLength === numberLength) return { ...rest, pattern: trimmed('[\\s\\S]', 0, numberLength) };
  const isShown = isRequired && minLength === undefined && schema.pattern === undefined && schema.enum === undefined;
  return isShown ? { ...rest, pattern: `[^\\s${invisible}]` } : schema;
}

/** The most characters of an order number, which is trimmed before it is measured. */
const numberLength = 60;

/** The most characters of an id. */
const idLength = 200;

/** The characters that no id holds and no title consists of, as in src/commerce/values/text.ts. */
const invisible = '\\u0000-\\u001F\\u007F-\\u009F\\u061C\\u200B\\u200E\\u200F\\u2028-\\u202E\\u2066-\\u2069\\uFEFF';

const userName = '^\\s*[hH][tT][tT][pP][sS]?:[/\\\\]*[^/\\\\?#]*@';

/** A text of so many characters of a kind, between any number of spaces. */
function trimmed(character: string, least: number, most: number): string {
  return `^[\\s\\uFEFF]*${character}{${least},${most}}[\\s\\uFEFF]*$`;
}

/** @param isName true if placeholders and words of JavaScript cannot be one */
function idRules(isName: boolean): Accepted {
  const pattern = trimmed(`[^${invisible}]`, 1, idLength);
  const some: Accepted = { pattern: '[^\\s\\uFEFF]' };
  if (!isName) return { pattern, allOf: [some] };
  const words = [...placeholders].map(anyCase);
  const none = `[0-]*|${words.join('|')}|${Object.getOwnPropertyNames(Object.prototype).join('|')}`;
  return { pattern, allOf: [some], not: { pattern: `^[\\s\\uFEFF]*(?:${none})[\\s\\uFEFF]*$` } };
}

/** A pattern for the word in capitals and small letters. */
function anyCase(word: string): string {
  return [...word].map((letter) => letterPattern(letter)).join('');
}

function letterPattern(letter: string): string {
  if (/[a-z]/.test(letter)) return `[${letter}${letter.toUpperCase()}]`;
  return /[()[\]/]/.test(letter) ? `\\${letter}` : letter;
}
