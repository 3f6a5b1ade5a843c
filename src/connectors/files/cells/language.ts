import { normaliseLocale } from '../../../commerce/values/locale.ts';
import { languages } from '../../../commerce/words.ts';
import { plainWord } from './plain-word.ts';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

const byName = new Map(
  languages.flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'language', fallback: 'none' });
    return letters
      .flatMap((first) => letters.map((second) => first + second))
      .flatMap((code) => {
        const name = names.of(code);
        return name === undefined ? [] : [[plainWord(name), code] as const];
      });
  }),
);

/** The BCP 47 tag of a language that is given by its tag, or by its English or Japanese name; undefined if it is neither. */
export function languageNamed(text: string): string | undefined {
  return byName.get(plainWord(text)) ?? normaliseLocale(text);
}
