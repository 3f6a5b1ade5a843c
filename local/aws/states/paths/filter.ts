import { isDeepStrictEqual } from 'node:util';
import { walk } from './evaluate.ts';
import { parseSegments } from './parse.ts';
import type { TextReader } from './reader.ts';

/** Whether an element passes the filter of `[?( … )]`. */
export type Filter = (element: unknown) => boolean;

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
export function parseFilter(reader: TextReader): Filter {
  reader.space();
  reader.expect('(');
  const test = either(reader);
  reader.space();
  reader.expect(')');
  return test;
}

function either(reader: TextReader): Filter {
  const tests = separated(reader, '||', both);
  return (element) => tests.some((test) => test(element));
}

function both(reader: TextReader): Filter {
  const tests = separated(reader, '&&', single);
  return (element) => tests.every((test) => test(element));
}

function separated(reader: TextReader, separator: string, part: (reader: TextReader) => Filter): Filter[] {
  const tests = [part(reader)];
  for (;;) {
    reader.space();
    if (!reader.take(separator)) return tests;
    tests.push(part(reader));
  }
}

function single(reader: TextReader): Filter {
  reader.space();
  if (reader.take('!')) {
    const test = single(reader);
    return (element) => !test(element);
  }
  return reader.peek('(') ? parseFilter(reader) : comparison(reader);
}

function comparison(reader: TextReader): Filter {
  const left = operand(reader);
  reader.space();
  const sign = reader.match(/==|!=|<=|>=|<|>/y);
  const compare = sign === undefined ? undefined : comparisons.get(sign);
  if (!compare) return (element) => left(element) !== undefined;
  reader.space();
  const right = operand(reader);
  return (element) => compare(left(element), right(element));
}

function operand(reader: TextReader): Operand {
  if (reader.take('@')) {
    const segments = parseSegments(reader);
    return (element) => walk(element, segments)[0];
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
