import type { Saying } from '../reading/saying.ts';

/** What is wrong with a text, where in it, and what to write instead. */
export interface Misread {
  readonly message: Saying;
  readonly suggestion?: Saying;
  /** The offset of the first character that is wrong. */
  readonly offset: number;
}

export function isMisread(value: object): value is Misread {
  return 'message' in value && 'offset' in value;
}

/** A part of a condition's text: its offset in the whole. */
export interface Part {
  readonly text: string;
  readonly offset: number;
}

/** The part without the spaces around it. */
export function trimmed({ text, offset }: Part): Part {
  const start = text.length - text.trimStart().length;
  return { text: text.trim(), offset: offset + start };
}

/** The rest of a part behind its first characters. */
export function behind({ text, offset }: Part, length: number): Part {
  return trimmed({ text: text.slice(length), offset: offset + length });
}

/**
 * The rest behind the words that a part begins with; undefined if it begins with others.
 * @param lead words between single spaces; the part may have more spaces
 */
export function after(part: Part, lead: string): Part | undefined {
  const pattern = lead.split(' ').map(escaped).join('\\s+');
  const [found] = new RegExp(`^${pattern}(?=$|[\\s\\[])`).exec(part.text) ?? [];
  return found === undefined ? undefined : behind(part, found.length);
}

/** The part before the words that it ends with; undefined if it ends with others. */
export function before(part: Part, tail: string): Part | undefined {
  const pattern = tail.split(' ').map(escaped).join('\\s+');
  const [found] = new RegExp(`(?:^|\\s+)${pattern}$`).exec(part.text) ?? [];
  return found === undefined ? undefined : { ...part, text: part.text.slice(0, part.text.length - found.length) };
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
