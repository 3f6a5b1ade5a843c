import path from 'node:path';
import { JourneyError } from '../src/journey/reading/problem.ts';
import type { Command, Shell } from './command/command.ts';
import { ownShell, runProgram } from './command/program.ts';
import { checkEvents } from './events/check.ts';
import { sendEvents } from './events/send.ts';

/** Every sub-command by its name. A new one is one new file and one line here. */
const commands: ReadonlyMap<string, Command> = new Map([
  ['check', checkEvents],
  ['send', sendEvents],
]);

/**
 * Runs `npm run events`, the command for those who post the store's events: `npm run events -- check FILE`.
 * @param args the arguments after `--`
 * @returns the exit code: 1 when an event is refused or it cannot be done, 2 when the command line is invalid
 */
export function main(args: readonly string[], shell: Shell): Promise<number> {
  const about = { en: 'for the events that a store posts', ja: 'ショップが送るイベント' };
  const isExpected = (error: unknown) => error instanceof JourneyError;
  return runProgram({ call: 'npm run events -- ', about, commands, isExpected }, args, shell);
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
