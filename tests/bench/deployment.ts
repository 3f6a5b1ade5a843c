import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Artefacts, prepareArtefacts } from '../../infra/artefacts.ts';
import { lifecycleApp } from '../../infra/lifecycle-app.ts';
import { stages } from '../../infra/settings.ts';

/** The stack as it would be deployed, in a directory of its own. */
export interface Deployment extends Disposable {
  readonly artefacts: Artefacts;
  readonly cdkOut: string;
  /** The same stage with the connector for signed HTTP, if it names none. */
  readonly connectedOut: () => string;
}

/** Bundles the functions and synthesizes the default stage. Disposing of it removes the directory. */
export async function synthesizeDeployment(): Promise<Deployment> {
  const directory = mkdtempSync(join(tmpdir(), 'aftercart-bench-'));
  const artefacts = await prepareArtefacts(join(import.meta.dirname, '../..'), join(directory, 'functions'));
  const cdkOut = join(directory, 'cdk.out');
  lifecycleApp(artefacts, { outdir: cdkOut }).synth();
  const connectedOut = () => {
    const outdir = join(directory, 'connected.out');
    const connected = Object.entries(stages).map(([name, stage]) => [name, { connectors: { events: {} }, ...stage }]);
    lifecycleApp(artefacts, { outdir, stages: Object.fromEntries(connected) }).synth();
    return outdir;
  };
  return {
    artefacts,
    cdkOut,
    connectedOut,
    [Symbol.dispose]: () => rmSync(directory, { recursive: true, force: true }),
  };
}
