import { type ParseArgsConfig, parseArgs } from 'node:util';
import { type Language, languages, type Words } from '../src/commerce/words.ts';

/** A command line that makes no sense, or cannot be done as things are, in each language. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly said: Words;
  /** 2 for a command line that makes no sense. */
  readonly exitCode: 1 | 2;

  constructor(said: Words, exitCode: 1 | 2 = 2, options?: ErrorOptions) {
    super(said.en, options);
    this.said = said;
    this.exitCode = exitCode;
  }
}

/** What an error tells the user. */
export function textOf(error: unknown, language: Language): string {
  if (!(error instanceof Error)) return String(error);
  return 'said' in error ? (error.said as Words)[language] : error.message; // every error here that has it has words
}

/** The language that a command line names, whatever else is wrong with it; English if it names none. */
export function languageOf(args: readonly string[]): Language {
  const at = args.findLastIndex((argument) => /^--lang(=|$)/.test(argument));
  const named = args[at]?.split('=')[1] ?? args[at + 1];
  return languages.find((language) => at >= 0 && language === named) ?? 'en';
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** The options and words of a command line. @throws StartError naming what it does not take */
export function parseCommandLine<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: withNegatives(args), options, allowPositionals: true });
  } catch (error) {
    if (error instanceof TypeError) throw new StartError(misuse(error.message));
    throw error;
  }
}

/** `--days -1` as `--days=-1`: the option itself says what it takes. */
function withNegatives(args: readonly string[]): string[] {
  const isNegative = (argument = '') => /^-\d/.test(argument);
  const isOption = (argument = '') => /^--[^=]+$/.test(argument);
  return args.flatMap((argument, index) => {
    if (isOption(argument) && isNegative(args[index + 1])) return `${argument}=${args[index + 1]}`;
    return isNegative(argument) && isOption(args[index - 1]) ? [] : argument;
  });
}

/** What Node says of a command line. */
function misuse(message: string): Words {
  const [first = ''] = message.split(/\.\s/);
  const [, option = ''] = /'([^']+)'/.exec(first) ?? [];
  const ja = first.startsWith('Unknown')
    ? `オプション「${option}」はありません`
    : `オプション「${option}」の値を読み取れません`;
  return { en: `${first}. See --help.`, ja: `${ja}。--help をご覧ください。` };
}
