import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Command, CommandError, readArguments, UsageError } from './command.ts';

const run = promisify(execFile);

/** What a shop changes: everything else is Aftercart's. */
const ownPlaces = ['statemachines', 'infra/settings.ts'];

/** `upgrade`: what a newer Aftercart would do to the files that a shop has changed. */
export const upgrade: Command = {
  usage: 'REVISION',
  about: 'shows what merging a newer Aftercart would change of your own, and changes nothing',
  details: [
    'REVISION        a git revision of the newer Aftercart, such as aftercart/main after "git fetch aftercart"',
    '',
    'It compares three states: the last common one, yours, and theirs. Files of statemachines/ and infra/settings.ts',
    'are listed as yours alone, theirs alone, or both; of both, git tries the merge and names the conflicts.',
    'Exit code 1 when there are conflicts. docs/upgrading.md shows the whole way.',
  ],

  async run(args, { root, print }) {
    const { positionals } = readArguments(args, {});
    const [revision, ...others] = positionals;
    if (revision === undefined) throw new UsageError('Which revision? Name one, such as aftercart/main.');
    if (others.length > 0) throw new UsageError(`"${others[0]}" is unexpected: name one revision.`);
    const theirs = await commitOf(root, revision);
    const base = await commonAncestor(root, theirs, revision);
    const [own, changed] = [await filesChanged(root, base, 'HEAD'), await filesChanged(root, base, theirs)];
    const conflicts = await conflictsWith(root, theirs);
    const inPlace = conflicts.filter(isOwnPlace);
    print(report({ own, changed, conflicts: inPlace, elsewhere: conflicts.length - inPlace.length }));
    const open = await git(root, 'status', '--porcelain', '--', ...ownPlaces);
    if (open !== '') print('\nChanges that are not committed were left out: commit them first.');
    return conflicts.length > 0 ? 1 : 0;
  },
};

interface Comparison {
  readonly own: readonly string[];
  readonly changed: readonly string[];
  readonly conflicts: readonly string[];
  /** The number of conflicts in files that are not the shop's to change. */
  readonly elsewhere: number;
}

function report({ own, changed, conflicts, elsewhere }: Comparison): string {
  const both = own.filter((file) => changed.includes(file));
  const merged = both.filter((file) => !conflicts.includes(file));
  return [
    ...part('You and Aftercart changed these, and git cannot merge them: decide line by line', conflicts),
    ...part('You and Aftercart changed these, and git merges them: read the result', merged),
    ...part('Only Aftercart changed these: you get the new ones', without(changed, both)),
    ...part('Only you changed these: they stay as they are', without(own, both)),
    ...(elsewhere > 0 ? [`Outside of ${ownPlaces.join(' and ')} files conflict as well: ${elsewhere}.`, ''] : []),
    summary({ own, changed, conflicts, elsewhere }),
  ].join('\n');
}

function summary({ own, changed, conflicts, elsewhere }: Comparison): string {
  const all = conflicts.length + elsewhere;
  if (all > 0) return `The merge has ${all} ${all === 1 ? 'conflict' : 'conflicts'}.`;
  if (own.length === 0 && changed.length === 0) return 'Nothing of yours or of the journeys has changed.';
  return 'The merge has no conflict. After it: npm run journeys -- check, npm run build, npm test.';
}

function part(title: string, files: readonly string[]): string[] {
  return files.length === 0 ? [] : [`${title}:`, ...files.map((file) => `  ${file}`), ''];
}

function without(files: readonly string[], others: readonly string[]): readonly string[] {
  return files.filter((file) => !others.includes(file));
}

function isOwnPlace(file: string): boolean {
  return ownPlaces.some((place) => file === place || file.startsWith(`${place}/`));
}

async function commitOf(root: string, revision: string): Promise<string> {
  try {
    return await git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  } catch {
    throw new CommandError(
      `git knows no revision "${revision}" here. Fetch it first: git remote add aftercart URL, git fetch aftercart.`,
    );
  }
}

async function commonAncestor(root: string, theirs: string, revision: string): Promise<string> {
  try {
    return await git(root, 'merge-base', 'HEAD', theirs);
  } catch {
    throw new CommandError(`Your history and ${revision} have nothing in common: start from a clone of Aftercart.`);
  }
}

async function filesChanged(root: string, from: string, to: string): Promise<readonly string[]> {
  const list = await git(root, 'diff', '--name-only', '--no-renames', '-z', from, to, '--', ...ownPlaces);
  return list.split('\0').filter((file) => file !== '' && !isGenerated(file));
}

/** Compiled machines follow from the journeys: `npm run build` rewrites them after the merge. */
function isGenerated(file: string): boolean {
  return file.endsWith('.asl.json');
}

/** Tries the merge in git's own store: neither the working tree nor the index changes. */
async function conflictsWith(root: string, theirs: string): Promise<readonly string[]> {
  try {
    await git(root, 'merge-tree', '--write-tree', '--name-only', '--no-messages', '-z', 'HEAD', theirs);
    return [];
  } catch (error) {
    const { code, stdout } = error as { code?: unknown; stdout?: string }; // execFile's errors carry both
    if (code !== 1)
      throw new CommandError(`git could not try the merge: ${error instanceof Error ? error.message : error}`);
    const [, ...files] = (stdout ?? '').split('\0').filter((file) => file !== '');
    return files.filter((file) => !isGenerated(file));
  }
}

async function git(root: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...args], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trimEnd();
}
