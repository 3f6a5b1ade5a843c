import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Bundle } from '../build/bundle.ts';
import { prepareArtefacts } from './artefacts.ts';
import { lifecycleApp } from './lifecycle-app.ts';

const root = join(import.meta.dirname, '..');
const artefacts = await prepareArtefacts(root, process.env.FUNCTIONS_OUTDIR);
const app = lifecycleApp(artefacts, { outdir: process.env.CDK_OUTDIR ?? emptied(join(root, 'cdk.out')) });
app.synth();
if (!process.argv.includes('--quiet')) printSizes(artefacts.bundles);

/** Without the CDK CLI nobody else clears away the templates of another stage. */
function emptied(outdir: string): string {
  rmSync(outdir, { recursive: true, force: true });
  return outdir;
}

/** Standard error, because `cdk synth` gives standard output to the template. */
function printSizes(bundles: readonly Bundle[]): void {
  for (const { name, bytes } of bundles) console.error(`${name.padEnd(20)} ${Math.ceil(bytes / 1024)} KiB`);
}
