import { type Fields, readWord, requiredNode } from '../reading/fields.ts';
import { type Said, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';

/**
 * The text under a key that must be there, in a certain form.
 * @param what how errors call the mapping: `the store`
 * @param example a text in that form
 */
export function readMatching(
  source: Source,
  fields: Fields,
  what: Said,
  key: string,
  fits: (text: string) => boolean,
  example: string,
): string | undefined {
  const advice = say`write one such as "${example}"`;
  const node = requiredNode(source, fields, key, what, advice);
  const text = node && readWord(source, node, key, advice);
  if (!node || text === undefined || fits(text)) return text;
  source.report(node, say`"${text}" is no ${key}`, advice);
  return undefined;
}

/** The text under a key that may be left out: read by `read`, which reports what is wrong with it. */
export function optional<T>(fields: Fields, key: string, read: (node: Fields['node']) => T | undefined): T | undefined {
  const node = fields.values.get(key);
  return node && read(node);
}

/** The object without its undefined fields. */
export function defined<T extends object>(fields: { readonly [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T; // undefined ones are gone
}
