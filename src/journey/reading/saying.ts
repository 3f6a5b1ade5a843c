import { isWide } from './text-width.ts';

/** A value in a sentence: a word as the author wrote it, a number, or a sentence of its own. */
export type Said = string | number | Saying;

/** The wordings of one language, by the English one: `unknown key "{0}" in {1}`. */
export type Wordings = Readonly<Record<string, string>>;

/**
 * A sentence about a file, kept apart from its language: an English wording and the values in it. The wording is also
 * the sentence's name in the tables of other languages.
 */
export class Saying {
  /** The English wording, its values numbered: `unknown key "{0}" in {1}`. */
  readonly wording: string;
  readonly values: readonly Said[];

  constructor(wording: string, values: readonly Said[]) {
    this.wording = wording;
    this.values = values;
  }

  /**
   * The sentence in a language; in English without wordings, or where they lack it. A part of it that is full-width stands
   * without the spaces that a word of the author's has around it.
   */
  in(wordings: Wordings = {}): string {
    const wording = wordings[this.wording] ?? this.wording;
    return wording.replace(/( ?)\{(\d+)\}( ?)/g, (_, before: string, index: string, after: string) => {
      const said = this.values[Number(index)] ?? '';
      const text = tell(said, wordings);
      if (!(said instanceof Saying)) return `${before}${text}${after}`;
      return `${isWide(text[0] ?? '') ? '' : before}${text}${isWide(text.at(-1) ?? '') ? '' : after}`;
    });
  }

  /** The sentence in English. */
  toString(): string {
    return this.in();
  }
}

/** A sentence with values: say`unknown key "${name}" in ${what}`. */
export function say(strings: TemplateStringsArray, ...values: readonly Said[]): Saying {
  return new Saying(
    strings.slice(1).reduce((wording, text, index) => `${wording}{${index}}${text}`, strings[0] ?? ''),
    values,
  );
}

/** A value or a sentence in a language. */
export function tell(said: Said, wordings: Wordings = {}): string {
  return said instanceof Saying ? said.in(wordings) : String(said);
}
