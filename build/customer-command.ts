import path from 'node:path';
import type { Command, Shell } from './command/command.ts';
import { ownShell, runProgram } from './command/program.ts';
import { consentCommand } from './customer/consent.ts';
import { eraseCommand } from './customer/erase.ts';
import { exportCommand } from './customer/export.ts';
import { reopenCommand } from './customer/reopen.ts';
import { show } from './customer/show.ts';
import { takeAlong } from './customer/take-along.ts';

/** Every sub-command by its name. A new one is one new file and one line here. */
const commands: ReadonlyMap<string, Command> = new Map([
  ['show', show],
  ['consent', consentCommand],
  ['reopen', reopenCommand],
  ['export', exportCommand],
  ['erase', eraseCommand],
  ['take-along', takeAlong],
]);

/**
 * Runs `npm run customer`, the command for customer support: `npm run customer -- show ADDRESS`.
 * @param args the arguments after `--`
 * @returns the exit code: 1 when it cannot be done as things are, 2 when the command line is invalid
 */
export function main(args: readonly string[], shell: Shell): Promise<number> {
  const about = {
    en: 'for what a deployed stage knows about an address',
    ja: 'お客様とアドレスについてステージにあるデータ',
  };
  return runProgram({ call: 'npm run customer -- ', about, commands }, args, shell);
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
