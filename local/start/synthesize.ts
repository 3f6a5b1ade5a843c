import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Builds what statemachines/ says and synthesizes the stack, as `npm run build` and `npm run synth` do.
 * @param root the repository
 * @returns the directory of the assembly
 * @throws Error with what the build printed when it fails: a journey's error names file, line and column
 */
export async function synthesize(root: string): Promise<string> {
  // The templates' own validation belongs to `npm run synth` and the tests: it takes as long as all the rest.
  const env = { ...process.env, CDK_VALIDATION: 'false' };
  for (const script of [['build/artefacts.ts'], ['infra/app.ts', '--quiet']]) {
    try {
      await run(process.execPath, script, { cwd: root, env });
    } catch (error) {
      const { stderr, stdout } = error as { stderr?: string; stdout?: string }; // execFile's errors carry both
      throw new Error(stderr || stdout || String(error), { cause: error });
    }
  }
  return join(root, 'cdk.out');
}
