import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from '../build/bundle.ts';
import { prepareArtefacts } from './artefacts.ts';
import { addStack, openApp } from './lifecycle-app.ts';
import { mistakeIn } from './mistakes.ts';

async function main(root: string): Promise<void> {
  const opened = openApp({ outdir: process.env.CDK_OUTDIR ?? emptied(join(root, 'cdk.out')) });
  console.error(`The stage ${opened.stage}:`);
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
  const mistake = mistakeIn(error);
  if (mistake === undefined) throw error;
  console.error(mistake); // a stack of calls would only hide it
  process.exitCode = 1;
}
