import path from 'node:path';
import { stages } from '../infra/settings.ts';
import type { Command, Shell } from './command/command.ts';
import { ownShell, runProgram } from './command/program.ts';
import { keywordsCommand } from './sending/keywords.ts';
import { pause, resume } from './sending/pause.ts';
import { show } from './sending/show.ts';

/** Every sub-command by its name. A new one is one new file and one line here. */
const commandsOf = (among: typeof stages): ReadonlyMap<string, Command> =>
  new Map([
    ['show', show],
    ['pause', pause],
    ['resume', resume],
    ['keywords', keywordsCommand(among)],
  ]);

/**
 * Runs `npm run sending`, the command that pauses and resumes: `npm run sending -- pause journey welcome`.
 * @param args the arguments after `--`
 * @param among the stages, unless a test has its own
 * @returns the exit code: 1 when it cannot be done as things are, 2 when the command line is invalid
 */
export function main(args: readonly string[], shell: Shell, among = stages): Promise<number> {
  const about = {
    en: 'for pausing a journey, a channel, a topic, or everything that a stage sends; and for the keywords of its SMS number',
    ja: 'ジャーニー、送信手段、トピックごと、またはステージ全体の送信の停止と再開、SMS のキーワードの登録',
  };
  return runProgram({ call: 'npm run sending -- ', about, commands: commandsOf(among) }, args, shell);
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
