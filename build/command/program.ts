import { createInterface } from 'node:readline/promises';
import { visible } from '../../src/commerce/values/visible.ts';
import type { Language, Words } from '../../src/commerce/words.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import {
  type Command,
  CommandError,
  languageOf,
  messageIn,
  type Shell,
  SwallowedError,
  UsageError,
} from './command.ts';

/** Sub-commands behind one npm script. */
export interface Program {
  /** The text before a sub-command: `npm run journeys -- `. */
  readonly call: string;
  /** The subject of its commands, for the first line of the overview. */
  readonly about: Words;
  /** Every sub-command by its name. */
  readonly commands: ReadonlyMap<string, Command>;
  /** Errors beside a CommandError that say all there is to say, and end with 1. */
  readonly isExpected?: (error: unknown) => boolean;
}

/**
 * Runs a sub-command.
 * @param args the arguments after `--`
 * @returns the exit code: 1 when it cannot be done as things are, 2 when the command line is invalid
 */
export async function runProgram(program: Program, args: readonly string[], outer: Shell): Promise<number> {
  const shell = harmless(outer);
  const language = languageOf(args);
  const [name, ...rest] = subCommandFirst(args);
  try {
    if (name === '--help' || name === '-h') return printing(shell, overview(program)[language]);
    const command = commandNamed(name, program);
    if (rest.includes('--help') || rest.includes('-h'))
      return printing(shell, helpOf([String(name), command], program, language));
    return await command.run(rest, shell);
  } catch (error) {
    const code = exitCodeOf(error, program);
    if (code === undefined || !(error instanceof Error)) throw error;
    shell.printError(
      error instanceof SwallowedError ? error.under(name).in(wordingsIn[language]) : messageIn(language, error),
    );
    return code;
  }
}

/** The shell that this process was started from. */
export function ownShell(root: string): Shell {
  const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
  return harmless({
    root,
    print: (text) => console.log(text),
    printError: (text) => console.error(text),
    ...(isTerminal && { ask }),
  });
}

/** The same shell, for texts from files, stages and customers: none of them controls the terminal. */
function harmless({ root, print, printError, ask: question }: Shell): Shell {
  return {
    root,
    print: (text) => print(visible(text)),
    printError: (text) => printError(visible(text)),
    ...(question && { ask: (text) => question(visible(text)) }),
  };
}

/** The answer typed on the terminal; nothing when it is closed instead. */
async function ask(question: string): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question(question), closed]);
  terminal.close();
  return answer;
}

function commandNamed(name: string | undefined, program: Program): Command {
  if (name === undefined) throw new UsageError(overview(program));
  const command = program.commands.get(name);
  if (command) return command;
  const known = [...program.commands.keys()];
  throw new UsageError(say`Unknown command "${name}": ${suggest(name, known)}\nSee ${program.call}--help`);
}

/** Undefined for what is nobody's mistake but ours. */
function exitCodeOf(error: unknown, { isExpected }: Program): number | undefined {
  if (error instanceof UsageError) return 2;
  return error instanceof CommandError || isExpected?.(error) ? 1 : undefined;
}

function printing({ print }: Shell, text: string): number {
  print(text);
  return 0;
}

/** The arguments with the language behind the sub-command: `--lang ja check` is `check --lang ja`. */
function subCommandFirst(args: readonly string[]): readonly string[] {
  const [first = ''] = args;
  const length = first === '--lang' ? 2 : first.startsWith('--lang=') ? 1 : 0;
  const rest = args.slice(length);
  return rest.length === 0 ? [] : [...rest, ...args.slice(0, length)];
}

const overviewWords: Readonly<
  Record<Language, { readonly join: (call: string, about: string) => string; readonly end: string }>
> = {
  en: { join: (call, about) => `${call}COMMAND, ${about}`, end: 'COMMAND --help shows the options.' },
  ja: { join: (call, about) => `${call}COMMAND：${about}`, end: 'COMMAND --help でオプションを表示します。' },
};

function overview({ call, about, commands }: Program): Words {
  const width = Math.max(13, ...[...commands.keys()].map((name) => name.length + 2));
  const inLanguage = (language: Language) => {
    const { join, end } = overviewWords[language];
    const lines = [...commands].map(([name, command]) => `  ${name.padEnd(width)}${command.about[language]}`);
    return [join(call, about[language]), '', ...lines, '', end].join('\n');
  };
  return { en: inLanguage('en'), ja: inLanguage('ja') };
}

function helpOf(
  [name, { usage, about, details }]: readonly [string, Command],
  { call }: Program,
  language: Language,
): string {
  const head = `${call}${name} ${usage}`.trimEnd();
  return [head, '', sentenceOf(about[language], language), '', ...details[language].map((line) => `  ${line}`)].join(
    '\n',
  );
}

function sentenceOf(about: string, language: Language): string {
  return language === 'ja' ? `${about}。` : `${about.charAt(0).toUpperCase()}${about.slice(1)}.`;
}
