import { fullWidthIn, halfWidth } from '../../src/journey/reading/full-width.ts';
import { type Saying, say } from '../../src/journey/reading/saying.ts';
import { nearest } from '../../src/journey/reading/suggest.ts';
import { liquidPieces, masked } from './masked.ts';

/** Something in a text that customers would read as it is, although its author meant more. */
export interface Suspect {
  /** From 0, in UTF-16 code units. */
  readonly offset: number;
  readonly message: Saying;
  readonly suggestion: Saying;
}

/**
 * What looks like Liquid and is none, and Liquid with full-width characters.
 * @param words every path that a message may use: customer.name
 */
export function liquidLookAlikes(text: string, words: readonly string[]): Suspect[] {
  const bare = masked(text);
  return [...fullWidthLiquid(text), ...braces(bare, words), ...unclosed(bare), ...placeholders(bare, words)];
}

/** `{{ customer．name }}`, `{{　customer.name }}`: outside of quotes Liquid knows half-width characters only. */
function fullWidthLiquid(text: string): Suspect[] {
  return liquidPieces(text).flatMap(({ text: piece, offset }) => {
    const bare = piece.replace(/"[^"\n]*"|'[^'\n]*'/g, (quoted) => ' '.repeat(quoted.length));
    const wide = fullWidthIn(bare);
    if (!wide) return [];
    const message =
      wide.character === '\u3000'
        ? say`"${piece}" has a full-width space`
        : say`"${piece}" has a full-width "${wide.character}"`;
    return [{ offset: offset + wide.index, message, suggestion: say`write "${halfWidth(piece)}"` }];
  });
}

/** Braces that are full-width, or single, or of which one is missing. */
function braces(text: string, words: readonly string[]): Suspect[] {
  const pattern = /([{｛]{1,3})([％%]?)([^{}｛｝\n]{1,80}?)([％%]?)([}｝]{1,3})/g;
  return [...text.matchAll(pattern)].map(
    ({ 0: all, 1: open = '', 2: sign = '', 3: inner = '', 4: signBehind = '', 5: close = '', index }) => {
      const isSpaced = /^\s*[％%]|[％%]\s*$/.test(inner) && /[a-z]/i.test(inner);
      const isTag = sign !== '' || signBehind !== '' || isSpaced;
      const written = halfWidth(inner)
        .replace(/^\s*%|%\s*$/g, '')
        .trim();
      const meant = isTag ? `{% ${written} %}` : `{{ ${wordFor(written, words)} }}`;
      const suggestion = say`write "${meant}"`;
      const wide = all.search(/[｛｝％]/);
      if (wide !== -1) {
        return { offset: index + wide, message: say`the "${all.charAt(wide)}" of "${all}" is full-width`, suggestion };
      }
      const message =
        open.length === 1 && close.length === 1 && (isSpaced || !isTag)
          ? say`customers would read "${all}" as it is`
          : say`"${all}" does not have its two braces on each side`;
      return { offset: index, message, suggestion };
    },
  );
}

/** Liquid that goes on to the end of its line. */
function unclosed(text: string): Suspect[] {
  return [...text.matchAll(/(\{\{|\{%)[^{}｛｝\n]*$/gm)].map(({ 1: open = '', index }) => {
    const close = open === '{{' ? '}}' : '%}';
    return { offset: index, message: say`"${open}" is not closed`, suggestion: say`write "${close}" where it ends` };
  });
}

/** What other mail services write for a word of Liquid. */
const foreign: readonly RegExp[] = [
  /\*\|([A-Za-z_:]+)\|\*/g,
  /%%([A-Za-z_]{2,40})%%/g,
  /(?<![\d%])%([A-Za-z_]{3,40})%/g,
  /\[\[\s*([\w.]+)\s*\]\]/g,
];

function placeholders(text: string, words: readonly string[]): Suspect[] {
  return foreign.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: all, 1: name = '', index }) => ({
      offset: index,
      message: say`customers would read "${all}" as it is`,
      suggestion: say`write "{{ ${wordFor(name.toLowerCase(), words)} }}"`,
    })),
  );
}

const names = /^(f?name|first_?name|last_?name|お?名前|氏名|顧客名|お客様名|会員名|user_?name)$/i;

/** The path that somebody means: the one written, the nearest, or one that ends like it. */
function wordFor(written: string, words: readonly string[]): string {
  const [path = '', ...filters] = written.split('|').map((part) => part.trim());
  const plain = path.replace(/^(if|for)\s.*$/, '');
  if (names.test(plain)) return 'customer.name';
  const meant = words.includes(plain)
    ? plain
    : (words.find((word) => word.endsWith(`.${plain}`)) ?? nearest(plain, words));
  return [meant ?? path, ...filters].join(' | ');
}
