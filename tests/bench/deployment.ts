import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artefacts, prepareArtefacts } from '../../infra/artefacts.ts';
import { lifecycleApp } from '../../infra/lifecycle-app.ts';
import { defaultStage, stages } from '../../infra/settings.ts';

/** The stack as it would be deployed, in a directory of its own. */
export interface Deployment extends Disposable {
  readonly artefacts: Artefacts;
  readonly cdkOut: string;
}

/** The connectors that the stack has, so that their functions are measured too. */
const connectors = { events: {}, browser: { origins: ['https://shop.example'] } };

/** Bundles the functions and synthesizes the default stage, with connectors. Disposing of it removes the directory. */
export async function synthesizeDeployment(): Promise<Deployment> {
  const directory = mkdtempSync(join(tmpdir(), 'aftercart-bench-'));
  const artefacts = await prepareArtefacts(join(import.meta.dirname, '../..'), join(directory, 'functions'));
  const cdkOut = join(directory, 'cdk.out');
  const { [defaultStage]: stage } = stages;
  if (stage === undefined) throw new RangeError(`infra/settings.ts has no stage ${defaultStage}.`);
  lifecycleApp(artefacts, { outdir: cdkOut, stages: { [defaultStage]: { ...stage, connectors } } }).synth();
  return { artefacts, cdkOut, [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }) };
}
