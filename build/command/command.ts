import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Language, languages } from '../../src/commerce/words.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import type { LoadedJourney } from '../journeys.ts';
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
  readonly about: string;
  /** Its options and what else there is to know, one line each. */
  readonly details: readonly string[];
  /** Runs it. Returns the exit code. @throws UsageError, CommandError, JourneyError or MessageError */
  run(args: readonly string[], shell: Shell): Promise<number>;
}

/** A command line that makes no sense: exit code 2. */
export class UsageError extends Error {
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
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

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
    if (isRepeated) throw new UsageError(`--${token.name} is given twice: which one is meant?`);
    given.set(token.name, token.value ?? 'true');
  }
  const refusal = swallowedOptions(options, { args, given }, process.env);
  if (refusal) throw new SwallowedError(refusal);
  return parsed;
}

function parse<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: withNegatives(args), options, allowPositionals: true, tokens: true });
  } catch (error) {
    if (error instanceof TypeError) throw new UsageError(`${error.message.split(/\.\s/)[0]}. See --help.`);
    throw error;
  }
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
  throw new UsageError(`--${name} is "${text}": it takes a whole number from ${least} to ${most}.`);
}

/** @throws UsageError when there is anything on the command line that the command does not take */
export function refuseWords(words: readonly string[]): void {
  const [first] = words;
  if (first !== undefined) throw new UsageError(`"${first}" is unexpected: this command takes no name.`);
}

/** The language of `--lang`; English if it is not given. */
export function readLanguage(text: string | undefined): Language {
  const language = languages.find((candidate) => candidate === (text ?? 'en'));
  if (!language) throw new UsageError(`--lang is "${text}": it takes ${languages.join(' or ')}.`);
  return language;
}

/** The journeys of these names, in this order; all when none is named. */
export function chooseJourneys(journeys: readonly LoadedJourney[], names: readonly string[]): readonly LoadedJourney[] {
  if (names.length === 0) return journeys;
  return names.map((name) => {
    const loaded = journeys.find(({ journey }) => journey.name === name);
    if (loaded) return loaded;
    const known = journeys.map(({ journey }) => journey.name);
    throw new UsageError(`There is no journey "${name}": ${suggest(name, known)}`);
  });
}
