/** A piece of Liquid in a text. */
export interface LiquidPiece {
  readonly text: string;
  /** From 0, in UTF-16 code units. */
  readonly offset: number;
}

const liquid = /\{\{(?:"[^"\n]*"|'[^'\n]*'|[^"'{}])*\}\}|\{%(?:"[^"\n]*"|'[^'\n]*'|[^"'%]|%(?!\}))*%\}/g;

/** The character in place of each one of a piece of Liquid: one that no text holds. */
export const mask = '\ue000';

/** The pieces of Liquid in a text. */
export function liquidPieces(text: string): readonly LiquidPiece[] {
  return [...text.matchAll(liquid)].map(({ 0: piece, index }) => ({ text: piece, offset: index }));
}

/** The text without its Liquid, every other character in its place. */
export function masked(text: string): string {
  return text.replace(liquid, (piece) => piece.replace(/[^\n]/g, mask));
}
