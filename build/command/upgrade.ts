import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Said, type Saying, say, tell } from '../../src/journey/reading/saying.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import { type Command, CommandError, readArguments, readLanguage, refuseMore, UsageError } from './command.ts';

const run = promisify(execFile);

/** What a shop changes: everything else is Aftercart's. */
const ownPlaces = ['statemachines', 'infra/settings.ts'];

/** `upgrade`: what a newer Aftercart would do to the files that a shop has changed. */
export const upgrade: Command = {
  usage: 'REVISION [--lang en|ja]',
  about: {
    en: 'shows what merging a newer Aftercart would change of your own, and changes nothing',
    ja: '新しい Aftercart をマージすると自分のファイルがどう変わるかを示します。何も変更しません',
  },
  details: {
    en: [
      'REVISION        a git revision of the newer Aftercart, such as aftercart/main after "git fetch aftercart"',
      '--lang en|ja    English (default) or Japanese',
      '',
      'It compares three states: the last common one, yours, and theirs. Files of statemachines/ and infra/settings.ts',
      'are listed as yours alone, theirs alone, or both, with what was deleted, new or renamed; of both, git tries the merge',
      'and names the conflicts. Journeys that the newer Aftercart no longer has are named.',
      'Exit code 1 when there are conflicts. docs/upgrading.md shows the whole way.',
    ],
    ja: [
      'REVISION        新しい Aftercart の git のリビジョン（「git fetch aftercart」の後の aftercart/main など）',
      '--lang en|ja    英語（既定）または日本語',
      '',
      '最後に共通だった状態、自分の状態、新しい状態の3つを比べます。statemachines/ と infra/settings.ts のファイルを、',
      '自分だけが変えたもの、Aftercart だけが変えたもの、両方が変えたものに分け、削除、追加、名前の変更も示します。',
      '両方が変えたものは git でマージを試し、競合するファイルを挙げます。なくなるジャーニーも挙げます。',
      '競合があれば終了コードは 1 です。手順は docs/upgrading.md にあります。',
    ],
  },

  async run(args, { root, print }) {
    const { values, positionals } = readArguments(args, { lang: { type: 'string' } });
    const [revision, ...others] = positionals;
    if (revision === undefined) throw new UsageError(say`Which revision? Name one, such as aftercart/main.`);
    refuseMore(others, say`name one revision`);
    const theirs = await commitOf(root, revision);
    const base = await commonAncestor(root, theirs, revision);
    const [own, changed] = [await filesChanged(root, base, 'HEAD'), await filesChanged(root, base, theirs)];
    const conflicts = await conflictsWith(root, theirs);
    const wordings = wordingsIn[readLanguage(values.lang)];
    print(
      report({ own, changed, conflicts })
        .map((line) => tell(line, wordings))
        .join('\n'),
    );
    const open = await git(root, 'status', '--porcelain', '--', ...ownPlaces);
    if (open !== '') print(`\n${say`Changes that are not committed were left out: commit them first.`.in(wordings)}`);
    return conflicts.length > 0 ? 1 : 0;
  },
};

/** A file that one side changed since the last common state. */
interface Change {
  readonly file: string;
  readonly kind: 'changed' | 'new' | 'deleted' | 'renamed';
  /** Its name before, if it was renamed. */
  readonly from?: string;
}

interface Comparison {
  readonly own: readonly Change[];
  readonly changed: readonly Change[];
  /** Every file that git cannot merge, also those that are not the shop's to change. */
  readonly conflicts: readonly string[];
}

function report(comparison: Comparison): readonly Said[] {
  const { own, changed, conflicts } = comparison;
  const isBoth = ({ file, from }: Change, others: readonly Change[]) =>
    others.some((other) => [other.file, other.from].some((name) => name === file || (name && name === from)));
  const both = changed.filter((change) => isBoth(change, own));
  const theirs = changed.filter((change) => !both.includes(change));
  const mine = own.filter((change) => !isBoth(change, changed));
  const merged = both.filter(({ file }) => !conflicts.includes(file));
  return [
    ...part(
      say`You and Aftercart changed these, and git cannot merge them: decide line by line`,
      conflicts.filter(isOwnPlace),
    ),
    ...part(
      say`These conflict as well, outside of what is yours`,
      conflicts.filter((file) => !isOwnPlace(file)),
    ),
    ...part(say`You and Aftercart changed these, and git merges them: read the result`, merged.map(told)),
    ...part(say`Only Aftercart changed these: you get what it has`, theirs.map(told)),
    ...part(say`Only you changed these: they stay as they are`, mine.map(told)),
    ...part(
      say`These journeys end with the merge, and runs that wait in them break: close them first (docs/operations.md), or keep them`,
      endingJourneys(theirs),
    ),
    summary(comparison),
  ];
}

/** The journeys whose files only Aftercart touched, and deleted or renamed. */
function endingJourneys(changes: readonly Change[]): readonly Said[] {
  return changes.flatMap(({ file, kind, from }): Said[] => {
    const gone = kind === 'deleted' ? file : from;
    const [, name] = /^statemachines\/([^/]+)\/journey\.yaml$/.exec(gone ?? '') ?? [];
    const [, next] = /^statemachines\/([^/]+)\/journey\.yaml$/.exec(file) ?? [];
    if (name === undefined || (kind === 'renamed' && next === name)) return [];
    return kind === 'renamed' && next !== undefined ? [say`${name} (${next} takes its place)`] : [name];
  });
}

const kindWords: Readonly<Record<Change['kind'], Saying>> = {
  changed: say`changed`,
  new: say`new`,
  deleted: say`deleted`,
  renamed: say`renamed`,
};

function told({ file, kind, from }: Change): Said {
  if (kind === 'changed') return file;
  return from === undefined ? say`${file}  (${kindWords[kind]})` : say`${file}  (${kindWords[kind]}, before: ${from})`;
}

function summary({ own, changed, conflicts }: Comparison): Said {
  const all = conflicts.length;
  if (all > 0) return all === 1 ? say`The merge has 1 conflict.` : say`The merge has ${all} conflicts.`;
  if (own.length === 0 && changed.length === 0) return say`Nothing of yours or of the journeys has changed.`;
  return say`The merge has no conflict. After it: npm run journeys -- check, npm run build, npm test.`;
}

function part(title: Saying, files: readonly Said[]): Said[] {
  return files.length === 0 ? [] : [say`${title}:`, ...files.map((file) => say`  ${file}`), ''];
}

function isOwnPlace(file: string): boolean {
  return ownPlaces.some((place) => file === place || file.startsWith(`${place}/`));
}

async function commitOf(root: string, revision: string): Promise<string> {
  try {
    return await git(root, 'rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`);
  } catch {
    throw new CommandError(
      say`git knows no revision "${revision}" here. Fetch it first: git remote add aftercart URL, git fetch aftercart.`,
    );
  }
}

async function commonAncestor(root: string, theirs: string, revision: string): Promise<string> {
  try {
    return await git(root, 'merge-base', 'HEAD', theirs);
  } catch {
    throw new CommandError(say`Your history and ${revision} have nothing in common: start from a clone of Aftercart.`);
  }
}

async function filesChanged(root: string, from: string, to: string): Promise<readonly Change[]> {
  const list = await git(root, 'diff', '--name-status', '--find-renames', '-z', from, to, '--', ...ownPlaces);
  return changesIn(list.split('\0')).filter(({ file }) => !isGenerated(file));
}

/** Reads what `git diff --name-status -z` writes: a letter, a name, and after an R the new name. */
function changesIn([status = '', first = '', ...rest]: readonly string[]): readonly Change[] {
  if (status === '') return [];
  if (!status.startsWith('R')) return [{ file: first, kind: kinds[status] ?? 'changed' }, ...changesIn(rest)];
  const [file = '', ...others] = rest;
  return [{ file, kind: 'renamed', from: first }, ...changesIn(others)];
}

const kinds: Readonly<Record<string, Change['kind']>> = { A: 'new', D: 'deleted' };

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
      throw new CommandError(
        say`git could not try the merge: ${error instanceof Error ? error.message : String(error)}`,
      );
    const [, ...files] = (stdout ?? '').split('\0').filter((file) => file !== '');
    return files.filter((file) => !isGenerated(file));
  }
}

async function git(root: string, ...args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...args], { cwd: root, maxBuffer: 64 * 1024 * 1024 });
  return stdout.trimEnd();
}
