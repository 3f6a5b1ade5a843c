import { UnsupportedDefinitionError } from '../errors.ts';
import type { Env } from '../path-expression.ts';
import { compilePath } from '../path-expression.ts';
import { parsePathFrom } from '../paths/parse.ts';
import { TextReader, withoutEscapes } from '../paths/reader.ts';
import { formatPieces } from './format.ts';
import { intrinsics } from './registry.ts';

/** A compiled call, or one of its arguments. */
type Evaluate = (env: Env, field: string) => unknown;

/** Compiles `States.Name(…)`. Throws UnsupportedDefinitionError for unknown functions and malformed calls. */
export function parseCall(text: string): Evaluate {
  const reader = new TextReader(text);
  const call = parseNested(reader);
  reader.space();
  if (!reader.atEnd) throw reader.unexpected('the end of the function call');
  return call;
}

function parseNested(reader: TextReader): Evaluate {
  const name = reader.match(/States\.[A-Za-z0-9]+/y) ?? '';
  const intrinsic = intrinsics.get(name);
  if (!intrinsic) {
    throw new UnsupportedDefinitionError('unknown intrinsic function', `"${name}" is no intrinsic function.`);
  }
  reader.expect('(');
  const args = parseArguments(reader, name);
  const [least, most] = intrinsic.arity;
  if (args.length < least || args.length > most) {
    const wanted = least === most ? `${least}` : `${least} to ${most}`;
    throw new UnsupportedDefinitionError('path syntax', `"${name}" takes ${wanted} arguments, not ${args.length}.`);
  }
  return (env, field) =>
    intrinsic.apply(
      args.map((arg) => arg(env, field)),
      env,
    );
}

function parseArguments(reader: TextReader, name: string): Evaluate[] {
  const args: Evaluate[] = [];
  reader.space();
  if (reader.take(')')) return args;
  for (;;) {
    reader.space();
    args.push(parseArgument(reader, name === 'States.Format' && args.length === 0));
    reader.space();
    if (reader.take(')')) return args;
    reader.expect(',');
  }
}

function parseArgument(reader: TextReader, isFormat: boolean): Evaluate {
  if (reader.peek('$')) {
    const expression = compilePath(parsePathFrom(reader, reader.text).text);
    return (env, field) => expression.evaluate(env, field);
  }
  if (reader.peek('States.')) return parseNested(reader);
  const value = parseLiteral(reader, isFormat);
  return () => value;
}

function parseLiteral(reader: TextReader, isFormat: boolean): unknown {
  if (reader.peek("'")) {
    const raw = reader.rawQuoted();
    return isFormat ? formatPieces(raw) : withoutEscapes(raw);
  }
  const literal = reader.match(/true|false|null|-?\d+(\.\d+)?([eE][+-]?\d+)?/y);
  if (literal === undefined) throw reader.unexpected('a path, a function, or a literal in single quotes');
  return JSON.parse(literal);
}
