import type { Language } from '../../../commerce/words.ts';
import { isWide, wrap } from '../../reading/text-width.ts';
import type { Box } from '../../steps/step-kind.ts';

/** The kind of a box: a step, the start, or a remark beside the line. */
export type Tone = Box['tone'] | 'start' | 'aside';

/** A box in its place, with the lines of its texts. Lengths are pixels. */
export interface Placed {
  readonly tone: Tone;
  readonly icon: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** The left edge of its text lines, and their greatest width. */
  readonly textX: number;
  readonly room: number;
  readonly title: readonly string[];
  readonly note: readonly string[];
}

export type TextSize = 'heading' | 'title' | 'note';

export const fontSize: Readonly<Record<TextSize, number>> = { heading: 20, title: 14, note: 12.5 };
export const lineHeight: Readonly<Record<TextSize, number>> = { heading: 30, title: 20, note: 18 };

/**
 * The widths of characters, in ems, on the wide side: viewers have different fonts. Full-width ones are an em by
 * design.
 */
const ems = { heading: 0.7, title: 0.64, note: 0.57, wide: 1.02 };

export const padding = 12;
const iconRoom = 30;

/** About how many pixels a line of text takes. */
export function textWidth(text: string, size: TextSize): number {
  const widths = [...text].map((character) => (isWide(character) ? ems.wide : ems[size]));
  return fontSize[size] * widths.reduce((sum, width) => sum + width, 0);
}

/** The text in lines that are no wider than the room. */
export function textLines(text: string, size: TextSize, room: number): string[] {
  return wrap(text, room, (line) => textWidth(line, size));
}

/** Gives a box its place and, from its texts, its height. A note's lines may be set with \n. */
export function placeBox(
  { tone, icon, title, note }: Omit<Box, 'tone'> & { readonly tone: Tone },
  language: Language,
  at: { readonly x: number; readonly y: number; readonly width: number },
): Placed {
  const indent = padding + (icon === '' ? 0 : iconRoom);
  const room = at.width - indent - padding;
  const titleLines = textLines(title[language], 'title', room);
  const noteLines = (note?.[language] ?? '').split('\n').flatMap((line) => textLines(line, 'note', room));
  const height = 2 * padding + titleLines.length * lineHeight.title + noteLines.length * lineHeight.note;
  return { tone, icon, ...at, height, textX: at.x + indent, room, title: titleLines, note: noteLines };
}
