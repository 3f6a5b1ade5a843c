import { isObject } from '../fields.ts';
import { withoutEscapes } from '../paths/reader.ts';
import { asText, type Intrinsic } from './intrinsic.ts';

/** A template split at its `{}`, its escapes resolved. */
class Pieces {
  readonly list: string[];
  constructor(list: string[]) {
    this.list = list;
  }
}

/** Splits the template of States.Format, as written between its quotes, where `\{` is a brace and `{}` a place. */
export function formatPieces(raw: string): Pieces {
  const parts = raw.match(/\\.|\{\}|[^\\{]+|[\\{]/gs) ?? [];
  const pieces = [''];
  for (const part of parts) {
    if (part === '{}') pieces.push('');
    else pieces[pieces.length - 1] += withoutEscapes(part);
  }
  return new Pieces(pieces);
}

export const format: Intrinsic = {
  arity: [1, Number.POSITIVE_INFINITY],
  apply([template, ...values]) {
    const [head = '', ...tail] = (template instanceof Pieces ? template : formatPieces(asText(template))).list;
    if (tail.length !== values.length) {
      throw new RangeError(`the template has ${tail.length} places for ${values.length} values`);
    }
    return head + tail.map((piece, index) => asWritten(values[index]) + piece).join('');
  },
};

/** A value in the notation that the service's Java gives it, so that `{"a": [1, 2]}` reads `{a=[1, 2]}`. */
function asWritten(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(asWritten).join(', ')}]`;
  if (!isObject(value)) return String(value);
  const entries = Object.entries(value).map(([key, inner]) => `${key}=${asWritten(inner)}`);
  return `{${entries.join(', ')}}`;
}
