import path from 'node:path';
import { JourneyError } from '../src/journey/problem.ts';
import { suggest } from '../src/journey/suggest.ts';
import { check } from './command/check.ts';
import { type Command, CommandError, type Shell, UsageError } from './command/command.ts';
import { diff } from './command/diff.ts';
import { explain } from './command/explain.ts';
import { begin } from './command/new.ts';
import { picture } from './command/picture.ts';
import { start } from './command/start.ts';
import { transitions } from './command/transitions.ts';
import { MessageError } from './messages.ts';

/** Every sub-command by its name. A new one is one new file and one line here. */
const commands: ReadonlyMap<string, Command> = new Map([
  ['check', check],
  ['explain', explain],
  ['picture', picture],
  ['transitions', transitions],
  ['new', begin],
  ['diff', diff],
  ['start', start],
]);

const prefix = 'npm run journeys -- ';

/**
 * Runs the command of the marketer: `npm run journeys -- check`.
 * @param args what stands behind the two dashes
 * @returns the exit code: 1 when something is wrong with the journeys, 2 when with the command line
 */
export async function main(args: readonly string[], shell: Shell): Promise<number> {
  const [name, ...rest] = args;
  try {
    if (name === '--help' || name === '-h') return printing(shell, overview());
    const command = commandNamed(name);
    if (rest.includes('--help') || rest.includes('-h')) return printing(shell, helpOf(String(name), command));
    return await command.run(rest, shell);
  } catch (error) {
    const code = exitCodeOf(error);
    if (code === undefined || !(error instanceof Error)) throw error;
    shell.printError(error.message);
    return code;
  }
}

function commandNamed(name: string | undefined): Command {
  if (name === undefined) throw new UsageError(overview());
  const command = commands.get(name);
  if (command) return command;
  throw new UsageError(`"${name}" is no command: ${suggest(name, [...commands.keys()])}\nSee ${prefix}--help`);
}

/** Undefined for what is nobody's mistake but ours. */
function exitCodeOf(error: unknown): number | undefined {
  if (error instanceof UsageError) return 2;
  const expected = error instanceof CommandError || error instanceof JourneyError || error instanceof MessageError;
  return expected ? 1 : undefined;
}

function printing({ print }: Shell, text: string): number {
  print(text);
  return 0;
}

function overview(): string {
  const lines = [...commands].map(([name, { about }]) => `  ${name.padEnd(13)}${about}`);
  return [`${prefix}COMMAND, for what stands in statemachines/`, '', ...lines, '', 'COMMAND --help tells more.'].join(
    '\n',
  );
}

function helpOf(name: string, { usage, about, details }: Command): string {
  const head = `${prefix}${name} ${usage}`.trimEnd();
  return [
    head,
    '',
    `${about.charAt(0).toUpperCase()}${about.slice(1)}.`,
    '',
    ...details.map((line) => `  ${line}`),
  ].join('\n');
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), {
    root: path.dirname(import.meta.dirname),
    print: (text) => console.log(text),
    printError: (text) => console.error(text),
  });
}
