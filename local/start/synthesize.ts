import { type ChildProcess, execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The synthesized stack of one process. */
export interface Synthesis {
  /** The directory of the assembly. */
  readonly cdkOut: string;
  /** Deletes it, which the end of the process does as well. */
  remove(): void;
}

/**
 * Builds what statemachines/ says and synthesizes the stack, as `npm run build` and `npm run synth` do, but into a
 * directory of its own: another `npm start`, or `npm run synth`, may run in the same checkout.
 * @param root the repository
 * @throws Error with what the build printed when it fails: a journey's error names file, line and column
 */
export async function synthesize(root: string): Promise<Synthesis> {
  const directory = mkdtempSync(join(tmpdir(), 'aftercart-start-'));
  let child: ChildProcess | undefined;
  const remove = () => {
    child?.kill('SIGKILL'); // it would write on
    process.off('exit', remove);
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', remove);
  const cdkOut = join(directory, 'cdk.out');
  const env = {
    ...process.env,
    CDK_VALIDATION: 'false', // belongs to `npm run synth` and the tests: it takes as long as all the rest
    CDK_OUTDIR: cdkOut,
    FUNCTIONS_OUTDIR: join(directory, 'functions'),
  };
  try {
    for (const script of [['build/artefacts.ts'], ['infra/app.ts', '--quiet']]) {
      const running = run(process.execPath, script, { cwd: root, env });
      child = running.child;
      await running;
    }
    return { cdkOut, remove };
  } catch (error) {
    remove();
    const { stderr, stdout } = error as { stderr?: string; stdout?: string }; // execFile's errors carry both
    throw new Error(stderr || stdout || String(error), { cause: error });
  }
}
