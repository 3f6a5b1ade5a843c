import path from 'node:path';
import type { Command, Shell } from './command/command.ts';
import { ownShell, runProgram } from './command/program.ts';
import { linkKeys } from './secret/link-keys.ts';
import { rotateLinkKey } from './secret/rotate-link-key.ts';
import { webhookKey } from './secret/webhook-key.ts';

/** Every sub-command by its name. A new one is one new file and one line here. */
const commands: ReadonlyMap<string, Command> = new Map([
  ['webhook-key', webhookKey],
  ['link-keys', linkKeys],
  ['rotate-link-key', rotateLinkKey],
]);

/**
 * Runs `npm run secret`, the command for keys derived from a stage's secret: `npm run secret -- webhook-key`.
 * @param args the arguments after `--`
 * @returns the exit code: 1 when it cannot be done as things are, 2 when the command line is invalid
 */
export function main(args: readonly string[], shell: Shell): Promise<number> {
  return runProgram(
    {
      call: 'npm run secret -- ',
      about: { en: 'for the keys that derive from a stage’s secret', ja: 'ステージのシークレットから導くキー' },
      commands,
    },
    args,
    shell,
  );
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
