import type { Language } from '../../commerce/words.ts';
import { problems as ja } from './ja/problems.ts';

/** The wordings of what is wrong with a file, by the English one. Another language is one more table. */
export const wordingsIn: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en: {}, ja };
