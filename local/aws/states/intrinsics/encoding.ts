import { createHash } from 'node:crypto';
import { asText, type Intrinsic } from './intrinsic.ts';

/** The longest text, in characters, that the Base64 and hash functions take. */
const LONGEST_TEXT = 10_000;

const algorithms = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

export const base64Encode: Intrinsic = {
  arity: [1, 1],
  apply: ([text]) => Buffer.from(short(text)).toString('base64'),
};

export const base64Decode: Intrinsic = {
  arity: [1, 1],
  apply: ([text]) => Buffer.from(short(text), 'base64').toString(),
};

export const hash: Intrinsic = {
  arity: [2, 2],
  apply([data, algorithm]) {
    const name = algorithms.get(asText(algorithm));
    if (!name) throw new RangeError(`the algorithms are ${[...algorithms.keys()].join(', ')}`);
    return createHash(name)
      .update(typeof data === 'string' ? short(data) : JSON.stringify(data))
      .digest('hex');
  },
};

function short(value: unknown): string {
  const text = asText(value);
  if (text.length > LONGEST_TEXT) throw new RangeError(`a text of at most ${LONGEST_TEXT} characters is expected`);
  return text;
}
