import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { say } from '../../src/journey/reading/saying.ts';
import { CommandError } from './command.ts';

const run = promisify(execFile);

/** A folder of the repository as a git revision has it, in a directory of its own. Disposing of it removes that. */
export interface PastFolder extends Disposable {
  readonly dir: string;
}

/**
 * Writes a folder of the repository as it was at a revision. The working tree stays as it is.
 * @param root the repository
 * @throws CommandError when this is no git repository, or there is no such revision or folder in it
 */
export async function folderAt(root: string, revision: string, folder: string): Promise<PastFolder> {
  const commit = await commitOf(root, revision);
  const list = await git(root, 'ls-tree', '-r', '-z', '--name-only', commit, '--', folder);
  const files = list.split('\0').filter((file) => file !== '');
  if (files.length === 0) throw new CommandError(say`At ${revision} there is no folder ${folder}.`);
  const dir = mkdtempSync(path.join(tmpdir(), 'aftercart-revision-'));
  const remove = () => rmSync(dir, { recursive: true, force: true });
  try {
    for (const file of files) {
      const full = path.join(dir, file);
      mkdirSync(path.dirname(full), { recursive: true });
      writeFileSync(full, await git(root, 'show', `${commit}:./${file}`));
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { dir: path.join(dir, folder), [Symbol.dispose]: remove };
}

async function commitOf(root: string, revision: string): Promise<string> {
  try {
    const commit = await git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
    return commit.trim();
  } catch {
    throw new CommandError(
      say`git knows no revision "${revision}" here. Name a commit, a branch or a tag, such as HEAD~1 or main.`,
    );
  }
}

async function git(root: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...args], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  return stdout;
}
