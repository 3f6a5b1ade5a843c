import { isMap, type Node } from 'yaml';
import { languages, type Words } from '../../commerce/words.ts';
import { readFields, readText, requiredNode } from '../reading/fields.ts';
import { type Said, type Saying, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
import { inEachLanguage } from '../words/words.ts';

/** A text in each language, as JSON Schema. */
export const wordsSchema = {
  type: 'object',
  properties: Object.fromEntries(languages.map((language) => [language, { type: 'string' }])),
  required: [...languages],
  additionalProperties: false,
};

const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;

/**
 * Reads a text in each language: `{ en: …, ja: … }`, or one text for all of them.
 * @param locales of the store: a text that lacks one of its languages is doubted
 */
export function readWords(
  source: Source,
  node: Node,
  what: Said,
  suggestion: Saying,
  locales: readonly string[] = [],
): Words | undefined {
  if (!isMap(source.resolve(node))) {
    const text = readText(source, node, what, suggestion);
    const written = text !== undefined && japanese.test(text) ? 'ja' : 'en';
    const missing = languages.find((language) => language !== written && locales.includes(language));
    if (text !== undefined && missing !== undefined) {
      const example = say`write "${what}: { en: …, ja: … }"`;
      source.doubt(node, say`${what} is not written in ${missing}, where it appears as it is here`, example);
    }
    return inEachLanguage(() => text);
  }
  const fields = readFields(source, node, what, languages);
  const advice = say`write it in each language: ${languages.join(', ')}`;
  return inEachLanguage((language) => {
    const textNode = fields && requiredNode(source, fields, language, what, advice);
    return textNode && readText(source, textNode, say`${what} in ${language}`, suggestion);
  });
}
