import { isMap, type Node } from 'yaml';
import { languages, type Words } from '../model/words.ts';
import { readFields, readText, required } from '../reading/fields.ts';
import type { Source } from '../reading/source.ts';

/** A text in each language, as JSON Schema. */
export const wordsSchema = {
  type: 'object',
  properties: Object.fromEntries(languages.map((language) => [language, { type: 'string' }])),
  required: [...languages],
  additionalProperties: false,
};

/** Reads a text in each language: `{ en: …, ja: … }`, or one text for all of them. */
export function readWords(source: Source, node: Node, what: string, suggestion: string): Words | undefined {
  const fields = isMap(source.resolve(node)) ? readFields(source, node, what, languages) : undefined;
  const shared = isMap(source.resolve(node)) ? undefined : readText(source, node, what, suggestion);
  const texts = languages.map((language) => {
    const advice = `write it in each language: ${languages.join(', ')}`;
    const written = fields && required(source, fields, language, what, advice);
    return [language, written ? readText(source, written, `${what} in ${language}`, suggestion) : shared] as const;
  });
  return texts.some(([, text]) => text === undefined) ? undefined : (Object.fromEntries(texts) as Words); // one for each
}
