/** Full-width forms of ASCII, the full-width space, and the marks that Japanese input gives in place of `,` and quotes. */
const fullWidth = /[\u3000\u3001\u201c\u201d\uff01-\uff5e\uff62\uff63]/;

/** A character that looks like another one. */
export interface FullWidth {
  readonly character: string;
  /** From 0, in UTF-16 code units. */
  readonly index: number;
}

/** The first full-width character in place of one that the language knows. */
export function fullWidthIn(text: string): FullWidth | undefined {
  const match = fullWidth.exec(text);
  return match ? { character: match[0], index: match.index } : undefined;
}

/** The text with half-width characters: `［a、b］` is `[a, b]`, `10：00` is `10:00`. */
export function halfWidth(text: string): string {
  return text
    .replace(/[、，]\s*(?=\S)/g, ', ')
    .replace(/[“”]/g, '"')
    .normalize('NFKC');
}
