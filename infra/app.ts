import { join } from 'node:path';
import type { Bundle } from '../build/bundle.ts';
import { prepareArtefacts } from './artefacts.ts';
import { lifecycleApp } from './lifecycle-app.ts';

const root = join(import.meta.dirname, '..');
const artefacts = await prepareArtefacts(root);
const app = lifecycleApp(artefacts, { outdir: process.env.CDK_OUTDIR ?? join(root, 'cdk.out') });
app.synth();
const quiet = process.argv.includes('--quiet') || app.node.tryGetContext('quiet') !== undefined;
if (!quiet) printSizes(artefacts.bundles);

/** Standard error, because `cdk synth` gives standard output to the template. */
function printSizes(bundles: readonly Bundle[]): void {
  for (const { name, bytes } of bundles) console.error(`${name.padEnd(20)} ${Math.ceil(bytes / 1024)} KiB`);
}
