import type { Node } from 'yaml';
import type { Localized } from '../../model/brand.ts';
import { type Fields, readFields, readText, requiredNode } from '../reading/fields.ts';
import { type Said, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { allOf } from '../reading/suggest.ts';

/** A text in every locale of the store. */
export function readLocalized(
  source: Source,
  parent: Fields,
  what: Said,
  key: string,
  locales: readonly string[],
): Localized | undefined {
  const node = requiredNode(source, parent, key, what, say`write it in ${allOf(locales)}`);
  const fields = node && readFields(source, node, key, locales);
  if (!fields) return undefined;
  const texts: Record<string, string> = {};
  for (const locale of locales) {
    const textNode: Node | undefined = requiredNode(source, fields, locale, key, say`write it in ${locale}`);
    const text = textNode && readText(source, textNode, key, say`write it in ${locale}`);
    if (text !== undefined) texts[locale] = text;
  }
  return texts;
}
