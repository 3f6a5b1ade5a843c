import path from 'node:path';
import { JourneyError } from '../src/journey/reading/problem.ts';
import { audience } from './command/audience.ts';
import { check } from './command/check.ts';
import type { Command, Shell } from './command/command.ts';
import { diff } from './command/diff.ts';
import { explain } from './command/explain.ts';
import { begin } from './command/new.ts';
import { pictureCommand } from './command/picture.ts';
import { preview } from './command/preview.ts';
import { ownShell, runProgram } from './command/program.ts';
import { segmentsCommand } from './command/segments.ts';
import { sendTest } from './command/send-test.ts';
import { start } from './command/start.ts';
import { transitions } from './command/transitions.ts';
import { upgrade } from './command/upgrade.ts';
import { MessageError } from './messages.ts';

/** Every sub-command by its name. A new one is one new file and one line here. */
const commands: ReadonlyMap<string, Command> = new Map([
  ['check', check],
  ['explain', explain],
  ['picture', pictureCommand],
  ['transitions', transitions],
  ['new', begin],
  ['diff', diff],
  ['preview', preview],
  ['send-test', sendTest],
  ['audience', audience],
  ['segments', segmentsCommand],
  ['start', start],
  ['upgrade', upgrade],
]);

/**
 * Runs the command of the marketer: `npm run journeys -- check`.
 * @param args the arguments after `--`
 * @returns the exit code: 1 when something is wrong with the journeys, 2 when the command line is invalid
 */
export function main(args: readonly string[], shell: Shell): Promise<number> {
  const isExpected = (error: unknown) => error instanceof JourneyError || error instanceof MessageError;
  const about = { en: 'for the journeys in statemachines/', ja: 'statemachines/ のジャーニー' };
  return runProgram({ call: 'npm run journeys -- ', about, commands, isExpected }, args, shell);
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
