import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from '../build/bundle.ts';
import { CommandError } from '../build/command/command.ts';
import { MessageError } from '../build/messages/problem.ts';
import { JourneyError } from '../src/journey/problem.ts';
import { prepareArtefacts } from './artefacts.ts';
import { addStack, openApp } from './lifecycle-app.ts';
import { SettingsError } from './settings-error.ts';

/** What those who deploy have written wrongly: the message says it all, and a stack of calls would only hide it. */
const mistakes = [SettingsError, JourneyError, MessageError, CommandError];

async function main(root: string): Promise<void> {
  const opened = openApp({ outdir: process.env.CDK_OUTDIR ?? emptied(join(root, 'cdk.out')) });
  const artefacts = await prepareArtefacts(root, process.env.FUNCTIONS_OUTDIR);
  addStack(opened, artefacts).synth();
  if (!process.argv.includes('--quiet')) printSizes(artefacts.bundles);
}

/** Without the CDK CLI nobody else clears away the templates of another stage. */
function emptied(outdir: string): string {
  rmSync(outdir, { recursive: true, force: true });
  return outdir;
}

/** Standard error, because `cdk synth` gives standard output to the template. */
function printSizes(bundles: readonly Bundle[]): void {
  for (const { name, bytes } of bundles) console.error(`${name.padEnd(20)} ${Math.ceil(bytes / 1024)} KiB`);
}

try {
  await main(join(import.meta.dirname, '..'));
} catch (error) {
  if (!mistakes.some((kind) => error instanceof kind)) throw error;
  console.error((error as Error).message); // each of them is one
  process.exitCode = 1;
}
