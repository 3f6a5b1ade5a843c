import type { Language } from '../../commerce/words.ts';
import type { ActionOf } from '../../model/action.ts';

/** The text to the staff in a language of the documentation; where it lacks that, the one that it has first. */
export function staffTextIn({ text, texts = {} }: ActionOf<'tell-staff'>, language: Language): string {
  const [, found] = Object.entries(texts).find(([locale]) => locale.split('-')[0] === language) ?? [];
  return found ?? text;
}

/** The text in every language that it is written in. */
export function staffTextsOf({ text, texts }: ActionOf<'tell-staff'>): readonly string[] {
  return texts === undefined ? [text] : Object.values(texts);
}
