import { Liquid } from 'liquidjs';
import { nounWords } from '../../src/commerce/nouns.ts';
import type { Language, Words } from '../../src/commerce/words.ts';
import { fieldWords, nounNames } from '../../src/journey/words/event-words.ts';
import { isObject } from '../../src/pattern/operators/operator.ts';
import type { MessageContext } from '../../src/templates/context.ts';
import { isMoney, registerFilters } from '../../src/templates/filters.ts';
import { ownWords, type WordsPage } from './message-words-texts.ts';

/** A word that a message may use, as it is written, and the text that the sample puts in its place. */
export interface MessageWord {
  readonly path: string;
  readonly written: string;
  readonly example: string;
}

const engine = new Liquid();
registerFilters(engine);

/** The words of one noun: `order` and all that is below it, but the lines, which blocks show. */
export function wordsOf(context: MessageContext, noun: string): MessageWord[] {
  return leavesOf(context, [noun]).map((path) => wordAt(context, path));
}

/** The nouns of the context, in its order. `locale` and `zone` are for filters. */
export function nounsOf(context: MessageContext): string[] {
  return Object.keys(context).filter((noun) => isObject(context[noun as keyof MessageContext])); // a key of its own
}

/** What a word means: its own text, else the name of its field. */
export function meaningOf(path: string, language: Language, { of }: Pick<WordsPage, 'of'>): string {
  const own: Words | undefined = ownWords[path];
  if (own) return own[language];
  const [noun = '', ...rest] = path.split('.');
  const field = fieldsOf(noun)?.[rest.join('.')] ?? fieldWords[rest.join('.')];
  const name = nounNames[noun]?.[language] ?? noun;
  return field ? of(name, field[language]) : '';
}

function fieldsOf(noun: string): Readonly<Record<string, Words>> | undefined {
  return Object.entries(nounWords).find(([kind]) => kind === noun)?.[1].fields;
}

function leavesOf(context: MessageContext, path: readonly string[]): string[] {
  const value = valueAt(context, path);
  if (isMoney(value) || Array.isArray(value) || !isObject(value)) return [path.join('.')];
  return Object.keys(value).flatMap((key) => leavesOf(context, [...path, key]));
}

function wordAt(context: MessageContext, path: string): MessageWord {
  const value = valueAt(context, path.split('.'));
  if (Array.isArray(value)) return { path, written: path, example: value.map(titleOf).join(', ') };
  const filter = isMoney(value) ? ' | money' : isInstant(path, value) ? ' | date' : '';
  const written = `{{ ${path}${filter} }}`;
  return { path, written, example: renderedWith(context, written) };
}

/** What a text with words comes out as. */
export function renderedWith(context: MessageContext, written: string): string {
  return String(engine.parseAndRenderSync(written, context));
}

/** An instant is a text with a time, or a number under a name that says so. */
function isInstant(path: string, value: unknown): boolean {
  return typeof value === 'number' ? /(At|On)$/.test(path) : /^\d{4}-\d\d-\d\dT/.test(String(value));
}

function titleOf(line: unknown): string {
  return isObject(line) ? String(line.title ?? line.label) : String(line);
}

function valueAt(context: MessageContext, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), context);
}
