import path from 'node:path';
import type { Command, Shell } from './command/command.ts';
import { ownShell, runProgram } from './command/program.ts';
import { listConnectors } from './connectors/list.ts';
import { setSecret } from './connectors/secret.ts';
import { connectorStatus } from './connectors/status.ts';
import { tryDelivery } from './connectors/try.ts';

/** Every sub-command by its name. A new one is one new file and one line here. */
const commands: ReadonlyMap<string, Command> = new Map([
  ['list', listConnectors],
  ['try', tryDelivery],
  ['secret', setSecret],
  ['status', connectorStatus],
]);

/**
 * Runs `npm run connectors`, the command for the platforms that events come from: `npm run connectors -- try PLATFORM FILE`.
 * @param args the arguments after `--`
 * @returns the exit code: 1 when it cannot be done as things are, 2 when the command line is invalid
 */
export function main(args: readonly string[], shell: Shell): Promise<number> {
  const about = { en: 'for the shop platforms that events come from', ja: 'イベントの送信元となるプラットフォーム' };
  return runProgram({ call: 'npm run connectors -- ', about, commands }, args, shell);
}

if (import.meta.main) {
  process.exitCode = await main(process.argv.slice(2), ownShell(path.dirname(import.meta.dirname)));
}
