import type { EventType } from '../../commerce/events.ts';
import { type Language, languages, type Words } from '../../commerce/words.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import type { Condition } from '../model/steps.ts';
import { conditionIn, patternIn } from './conditions.ts';
import { en } from './en.ts';
import { ja } from './ja.ts';
import type { BoxPhrases, Phrases } from './phrases.ts';

/** All that is said about journeys, by language. Another language is one more line. */
export const phrasesIn: Readonly<Record<Language, Phrases>> = { en, ja };

/** A text in each language. */
export function inWords(say: (phrases: Phrases) => string): Words;
/** The same of what may be left unsaid. */
export function inWords(say: (phrases: Phrases) => string | undefined): Words | undefined;
export function inWords(say: (phrases: Phrases) => string | undefined): Words | undefined {
  return inEachLanguage((language) => say(phrasesIn[language]));
}

/** The texts of all languages together; undefined when one is missing. */
export function inEachLanguage(textIn: (language: Language) => string | undefined): Words | undefined {
  const texts = languages.map((language) => [language, textIn(language)] as const);
  if (texts.some(([, text]) => text === undefined)) return undefined;
  return Object.fromEntries(texts) as Words; // one text for each language
}

/** The words of a step's or an action's box. */
export function boxInWords<T>(thing: T, of: (phrases: Phrases) => BoxPhrases<T>): { title: Words; note?: Words } {
  const note = inWords((phrases) => of(phrases).note?.(thing));
  return { title: inWords((phrases) => of(phrases).title(thing)), ...(note && { note }) };
}

/** A condition as a person reads it. */
export function conditionInWords(condition: Condition): Words {
  return inWords(({ conditions }) => conditionIn(conditions, condition));
}

/** An event's pattern as a condition. @param pattern on the event's detail */
export function patternInWords(pattern: Pattern, event: EventType): Words {
  return inWords(({ conditions }) => patternIn(conditions, pattern, event));
}
