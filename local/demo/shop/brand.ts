import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Language } from '../../../src/commerce/words.ts';
import { asJson, asText, type Json } from '../../aws/json.ts';

/** The look of the shop's pages. */
export interface Brand {
  readonly name: (language: Language) => string;
  readonly color: string;
}

const storeFile = new URL('../../../statemachines/store.yaml', import.meta.url);

/** Reads the brand from statemachines/store.yaml, which the stack was built from. */
export function readBrand(): Brand {
  const { name, color } = asJson(asJson(parse(readFileSync(storeFile, 'utf8')) as Json).brand); // YAML is JSON and more
  const names = asJson(name);
  const shade = asText(color) ?? '';
  return {
    name: (language) => asText(name) ?? asText(names[language]) ?? asText(Object.values(names)[0]) ?? '',
    color: /^#[0-9a-f]{3,8}$/i.test(shade) ? shade : '#1a6b52',
  };
}
