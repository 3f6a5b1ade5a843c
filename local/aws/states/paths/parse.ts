import { UnsupportedDefinitionError } from '../errors.ts';
import { parseFilter } from './filter.ts';
import type { ParsedPath, Segment } from './path.ts';
import { TextReader } from './reader.ts';

/** Parses a JSONPath as Step Functions writes them. Throws UnsupportedDefinitionError for what it does not know. */
export function parsePath(text: string): ParsedPath {
  const reader = new TextReader(text);
  const path = parsePathFrom(reader, text);
  if (!reader.atEnd) throw reader.unexpected('a path');
  return path;
}

/** Parses the path that starts at the reader's position and stops behind it. */
export function parsePathFrom(reader: TextReader, text: string): ParsedPath {
  if (!reader.take('$')) throw reader.unexpected('a path that starts with $');
  const start = reader.at - 1;
  const root = reader.take('$') ? 'context' : 'input';
  const variable = root === 'input' ? (reader.match(/[A-Za-z_][A-Za-z0-9_]*/y) ?? '') : '';
  const segments = parseSegments(reader);
  const definite = segments.every(isDefinite);
  return {
    text: text.slice(start, reader.at),
    root: variable === '' ? root : 'variable',
    variable,
    segments,
    definite,
  };
}

/** Parses what may follow a root such as `$` or `@`. */
export function parseSegments(reader: TextReader): Segment[] {
  const segments: Segment[] = [];
  for (;;) {
    if (reader.take('..')) {
      segments.push({ kind: 'descend' }, reader.peek('[') ? bracket(reader) : name(reader));
    } else if (reader.take('.')) {
      segments.push(name(reader));
    } else if (reader.peek('[')) {
      segments.push(bracket(reader));
    } else {
      return segments;
    }
  }
}

function isDefinite(segment: Segment): boolean {
  if (segment.kind === 'keys') return segment.names.length === 1;
  if (segment.kind === 'indexes') return segment.numbers.length === 1;
  return segment.kind === 'length';
}

function name(reader: TextReader): Segment {
  if (reader.take('*')) return { kind: 'all' };
  const key = reader.match(/[^\s.[\](),'"*?@$!=<>&|]+/y);
  if (key === undefined) throw reader.unexpected('a field name');
  if (!reader.take('(')) return { kind: 'keys', names: [key] };
  if (key === 'length' && reader.take(')')) return { kind: 'length' };
  throw new UnsupportedDefinitionError('JSONPath function', `The path function "${key}()" is not known here.`);
}

function bracket(reader: TextReader): Segment {
  reader.expect('[');
  reader.space();
  const segment = bracketed(reader);
  reader.space();
  reader.expect(']');
  return segment;
}

function bracketed(reader: TextReader): Segment {
  if (reader.take('*')) return { kind: 'all' };
  if (reader.take('?')) return { kind: 'filter', test: parseFilter(reader, parseSegments) };
  if (reader.peek("'") || reader.peek('"')) return { kind: 'keys', names: commaList(reader, () => reader.quotedKey()) };
  const slice = reader.match(/-?\d*\s*:\s*-?\d*(\s*:\s*\d*)?/y);
  if (slice !== undefined) return parseSlice(slice);
  return { kind: 'indexes', numbers: commaList(reader, () => index(reader)) };
}

function parseSlice(text: string): Segment {
  const [from, to, step] = text.split(':').map((part) => (part.trim() === '' ? undefined : Number(part)));
  return { kind: 'slice', from, to, step: step || 1 };
}

function index(reader: TextReader): number {
  const digits = reader.match(/-?\d+/y);
  if (digits === undefined) throw reader.unexpected('an index, a quoted name, * or a filter');
  return Number(digits);
}

function commaList<Item>(reader: TextReader, item: () => Item): Item[] {
  const items = [item()];
  for (;;) {
    reader.space();
    if (!reader.take(',')) return items;
    reader.space();
    items.push(item());
  }
}
