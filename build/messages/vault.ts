/** A piece of Liquid: `{{ output }}`, whose quoted words may hold braces, or `{% tag %}`. */
const liquid = /\{\{(?:"[^"]*"|'[^']*'|[^"'}]|\}(?!\}))*\}\}|\{%[\s\S]*?%\}/g;
const mark = /lqd(\d+)dql/g;

/**
 * Keeps Liquid away from Markdown and MJML: puts a plain word in its place, and puts it back afterwards.
 * The words are letters and digits only, so that they pass through text, attributes and addresses unchanged.
 */
export class Vault {
  readonly #kept: string[] = [];

  /** The text with every piece of Liquid replaced by a word. */
  hide(text: string): string {
    return text.replace(liquid, (piece) => `lqd${this.#kept.push(piece) - 1}dql`);
  }

  /** The text with every piece of Liquid back in its place. */
  restore(text: string): string {
    return text.replace(mark, (word, index: string) => this.#kept[Number(index)] ?? word);
  }
}
