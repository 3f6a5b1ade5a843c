import { isDeepStrictEqual } from 'node:util';
import { walk } from './evaluate.ts';
import type { Filter, Segment } from './path.ts';
import type { TextReader } from './reader.ts';

/** Parses the path behind a root. Given as a parameter, because a filter is itself part of a path. */
type ParseSegments = (reader: TextReader) => Segment[];

/** A side of a comparison: undefined when its path leads nowhere. */
type Operand = (element: unknown) => unknown;

const comparisons = new Map<string, (left: unknown, right: unknown) => boolean>([
  ['==', (left, right) => isDeepStrictEqual(left, right)],
  ['!=', (left, right) => !isDeepStrictEqual(left, right)],
  ['<=', (left, right) => ordered(left, right, (order) => order <= 0)],
  ['>=', (left, right) => ordered(left, right, (order) => order >= 0)],
  ['<', (left, right) => ordered(left, right, (order) => order < 0)],
  ['>', (left, right) => ordered(left, right, (order) => order > 0)],
]);

/** Parses the parenthesis behind `?`: comparisons of `@` paths and literals, `&&`, `||`, `!`, and mere existence. */
export function parseFilter(reader: TextReader, segments: ParseSegments): Filter {
  reader.space();
  reader.expect('(');
  const test = either(reader, segments);
  reader.space();
  reader.expect(')');
  return test;
}

function either(reader: TextReader, segments: ParseSegments): Filter {
  const tests = separated(reader, '||', () => both(reader, segments));
  return (element) => tests.some((test) => test(element));
}

function both(reader: TextReader, segments: ParseSegments): Filter {
  const tests = separated(reader, '&&', () => single(reader, segments));
  return (element) => tests.every((test) => test(element));
}

function separated(reader: TextReader, separator: string, part: () => Filter): Filter[] {
  const tests = [part()];
  for (;;) {
    reader.space();
    if (!reader.take(separator)) return tests;
    tests.push(part());
  }
}

function single(reader: TextReader, segments: ParseSegments): Filter {
  reader.space();
  if (reader.take('!')) {
    const test = single(reader, segments);
    return (element) => !test(element);
  }
  return reader.peek('(') ? parseFilter(reader, segments) : comparison(reader, segments);
}

function comparison(reader: TextReader, segments: ParseSegments): Filter {
  const left = operand(reader, segments);
  reader.space();
  const sign = reader.match(/==|!=|<=|>=|<|>/y);
  const compare = sign === undefined ? undefined : comparisons.get(sign);
  if (!compare) return (element) => left(element) !== undefined;
  reader.space();
  const right = operand(reader, segments);
  return (element) => compare(left(element), right(element));
}

function operand(reader: TextReader, segments: ParseSegments): Operand {
  if (reader.take('@')) {
    const path = segments(reader);
    return (element) => walk(element, path)[0];
  }
  if (reader.peek("'") || reader.peek('"')) {
    const text = reader.quoted();
    return () => text;
  }
  const literal = reader.match(/true|false|null|-?\d+(\.\d+)?([eE][+-]?\d+)?/y);
  if (literal === undefined) throw reader.unexpected('a path from @, a text, a number, true, false or null');
  const value: unknown = JSON.parse(literal);
  return () => value;
}

function ordered(left: unknown, right: unknown, holds: (order: number) => boolean): boolean {
  if (typeof left === 'number' && typeof right === 'number') return holds(left - right);
  if (typeof left !== 'string' || typeof right !== 'string') return false;
  return holds(left < right ? -1 : Number(left > right));
}
