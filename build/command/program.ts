import { createInterface } from 'node:readline/promises';
import { visible } from '../../src/commerce/values/visible.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import { type Command, CommandError, type Shell, SwallowedError, UsageError } from './command.ts';

/** Sub-commands behind one npm script. */
export interface Program {
  /** The text before a sub-command: `npm run journeys -- `. */
  readonly call: string;
  /** The subject of its commands, for the first line of the overview. */
  readonly about: string;
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
  const [name, ...rest] = args;
  try {
    if (name === '--help' || name === '-h') return printing(shell, overview(program));
    const command = commandNamed(name, program);
    if (rest.includes('--help') || rest.includes('-h')) return printing(shell, helpOf(String(name), command, program));
    return await command.run(rest, shell);
  } catch (error) {
    const code = exitCodeOf(error, program);
    if (code === undefined || !(error instanceof Error)) throw error;
    shell.printError(error instanceof SwallowedError ? error.under(name) : error.message);
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
  throw new UsageError(`Unknown command "${name}": ${suggest(name, known)}\nSee ${program.call}--help`);
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

function overview({ call, about, commands }: Program): string {
  const width = Math.max(13, ...[...commands.keys()].map((name) => name.length + 2));
  const lines = [...commands].map(([name, command]) => `  ${name.padEnd(width)}${command.about}`);
  return [`${call}COMMAND, ${about}`, '', ...lines, '', 'COMMAND --help shows the options.'].join('\n');
}

function helpOf(name: string, { usage, about, details }: Command, { call }: Program): string {
  const head = `${call}${name} ${usage}`.trimEnd();
  return [
    head,
    '',
    `${about.charAt(0).toUpperCase()}${about.slice(1)}.`,
    '',
    ...details.map((line) => `  ${line}`),
  ].join('\n');
}
