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

/** Reads a text in each language: `{ en: …, ja: … }`, or one text for all of them. */
export function readWords(source: Source, node: Node, what: Said, suggestion: Saying): Words | undefined {
  if (!isMap(source.resolve(node))) {
    const text = readText(source, node, what, suggestion);
    return inEachLanguage(() => text);
  }
  const fields = readFields(source, node, what, languages);
  const advice = say`write it in each language: ${languages.join(', ')}`;
  return inEachLanguage((language) => {
    const textNode = fields && requiredNode(source, fields, language, what, advice);
    return textNode && readText(source, textNode, say`${what} in ${language}`, suggestion);
  });
}
