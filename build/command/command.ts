import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Language, languages, type Words } from '../../src/commerce/words.ts';
import { describeProblems, JourneyError } from '../../src/journey/reading/problem.ts';
import { type Said, say, tell } from '../../src/journey/reading/saying.ts';
import { anyOf, suggest } from '../../src/journey/reading/suggest.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import type { LoadedJourney } from '../journeys.ts';
import { MessageError } from '../messages/problem.ts';
import { type Refusal, swallowedOptions } from './swallowed.ts';

/** The directory that a command works in, and its output. */
export interface Shell {
  /** The repository: the folder that holds statemachines/. */
  readonly root: string;
  readonly print: (text: string) => void;
  readonly printError: (text: string) => void;
  /** Asks the user at the terminal. Missing without a terminal. */
  readonly ask?: (question: string) => Promise<string>;
}

/** One sub-command of `npm run journeys --` or `npm run customer --`. */
export interface Command {
  /** The arguments after its name on the command line. */
  readonly usage: string;
  /** Its purpose, in a line. */
  readonly about: Words;
  /** Its options and what else there is to know. */
  readonly details: HelpLines;
  /** Runs it. Returns the exit code. @throws UsageError, CommandError, JourneyError or MessageError */
  run(args: readonly string[], shell: Shell): Promise<number>;
}

/** The lines of a help text, in each language. */
export type HelpLines = Readonly<Record<Language, readonly string[]>>;

/** An error whose message may be told in another language than English. */
class SaidError extends Error {
  readonly #said: Said | Words;

  constructor(said: Said | Words, options?: ErrorOptions) {
    super(isWords(said) ? said.en : String(said), options);
    this.#said = said;
  }

  /** The message in a language. */
  in(language: Language): string {
    return isWords(this.#said) ? this.#said[language] : tell(this.#said, wordingsIn[language]);
  }
}

/** A text in each language, as one function makes them. */
export function inEach(text: (language: Language) => string): Words {
  return { en: text('en'), ja: text('ja') };
}

function isWords(said: Said | Words): said is Words {
  return typeof said === 'object' && 'en' in said;
}

/** A command line that makes no sense: exit code 2. */
export class UsageError extends SaidError {
  override readonly name = 'UsageError';
}

/** A command line of which npm kept a part for itself. */
export class SwallowedError extends UsageError {
  /** The message, with the sub-command in the line that it recommends. */
  readonly under: Refusal;

  constructor(refusal: Refusal) {
    super(refusal());
    this.under = refusal;
  }
}

/** A command that cannot be done as things are: exit code 1. */
export class CommandError extends SaidError {
  override readonly name = 'CommandError';
}

const langOption = { lang: { type: 'string' } } as const;

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * The options and words of a command line. A number may be below zero.
 * @throws UsageError naming the option that is unknown, incomplete, given twice, or kept by npm
 */
export function readArguments<T extends Options>(args: readonly string[], options: T) {
  const parsed = parse(args, options);
  const given = new Map<string, string>();
  for (const token of parsed.tokens) {
    if (token.kind !== 'option') continue;
    const isRepeated = given.has(token.name) && token.value !== undefined && options[token.name]?.multiple !== true;
    if (isRepeated) throw new UsageError(say`--${token.name} is given twice: which one is meant?`);
    given.set(token.name, token.value ?? 'true');
  }
  const refusal = swallowedOptions(options, { args, given }, process.env);
  if (refusal) throw new SwallowedError(refusal);
  readLanguage(given.get('lang'));
  return parsed;
}

function parse<T extends Options>(args: readonly string[], options: T) {
  try {
    const all = { ...langOption, ...options } as T; // every command takes --lang, though not every one reads it
    return parseArgs({ args: withNegatives(args), options: all, allowPositionals: true, tokens: true });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(say`${misuse(error.message)}. See --help.`);
    throw error;
  }
}

/** What Node says of a command line, as far as there are words for it in another language. */
function misuse(message: string): Said {
  const [first = ''] = message.split(/\.\s/);
  const [, unknown] = /^Unknown option '(.+)'$/.exec(first) ?? [];
  const [, missing] = /^Option '(.+)' argument missing$/.exec(first) ?? [];
  const [, ambiguous] = /^Option '(.+)' argument is ambiguous$/.exec(first) ?? [];
  const [, plain] = /^Option '(.+)' does not take an argument$/.exec(first) ?? [];
  if (unknown !== undefined) return say`Unknown option '${unknown}'`;
  if (missing !== undefined) return say`Option '${missing}' argument missing`;
  if (ambiguous !== undefined) return say`Option '${ambiguous}' argument is ambiguous`;
  return plain === undefined ? first : say`Option '${plain}' does not take an argument`;
}

/** `--days -1` as `--days=-1`: the command itself knows best what to say of the number. */
function withNegatives(args: readonly string[]): string[] {
  return args.flatMap((argument, index) => {
    const isOption = /^--[^=]+$/.test(argument);
    if (isOption && isNegative(args[index + 1])) return `${argument}=${args[index + 1]}`;
    return isNegative(argument) && /^--[^=]+$/.test(args[index - 1] ?? '') ? [] : argument;
  });
}

function isNegative(argument: string | undefined): boolean {
  return /^-\d/.test(argument ?? '');
}

/** A whole number that an option gives. @throws UsageError saying what it takes */
export function readWholeNumber(name: string, text: string, least: number, most: number): number {
  if (/^-?\d+$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new UsageError(say`--${name} is "${text}": it takes a whole number from ${least} to ${most}.`);
}

/** @throws UsageError when there is anything on the command line that the command does not take */
export function refuseWords(words: readonly string[]): void {
  refuseMore(words, say`this command takes no name`);
}

/** @param instead what to write in its place @throws UsageError when there is a word that the command does not take */
export function refuseMore([first]: readonly string[], instead: Said): void {
  if (first !== undefined) throw new UsageError(say`"${first}" is unexpected: ${instead}.`);
}

/** The language that a command line names, whatever else is wrong with it; English if it names none. */
export function languageOf(args: readonly string[]): Language {
  const at = args.findLastIndex((argument) => /^--lang(=|$)/.test(argument));
  const named = args[at]?.split('=')[1] ?? args[at + 1];
  return languages.find((language) => at >= 0 && language === named) ?? 'en';
}

/** What an error tells the user, in a language. */
export function messageIn(language: Language, error: Error): string {
  if (error instanceof SaidError) return error.in(language);
  if (error instanceof JourneyError || error instanceof MessageError)
    return describeProblems(error.problems, wordingsIn[language]);
  return error.message;
}

/** The language of `--lang`; English if it is not given. */
export function readLanguage(text: string | undefined): Language {
  const language = languages.find((candidate) => candidate === (text ?? 'en'));
  if (!language) throw new UsageError(say`--lang is "${text ?? ''}": it takes ${anyOf(languages)}.`);
  return language;
}

/** The journeys of these names, in this order; all when none is named. */
export function chooseJourneys(journeys: readonly LoadedJourney[], names: readonly string[]): readonly LoadedJourney[] {
  if (names.length === 0) return journeys;
  return names.map((name) => {
    const loaded = journeys.find(({ journey }) => journey.name === name);
    if (loaded) return loaded;
    const known = journeys.map(({ journey }) => journey.name);
    throw new UsageError(say`There is no journey "${name}": ${suggest(name, known)}`);
  });
}
