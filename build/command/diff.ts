import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../src/commerce/words.ts';
import { diffJourneys } from '../../src/journey/explaining/diff.ts';
import { JourneyError } from '../../src/journey/reading/problem.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import { type LoadedJourneys, layoutFolder, loadJourneys } from '../journeys.ts';
import { MessageError } from '../messages.ts';
import { type Command, CommandError, readArguments, readLanguage, UsageError } from './command.ts';
import { diffMessages } from './diff-messages.ts';
import { diffStage } from './diff-stage.ts';
import { diffWords } from './diff-words.ts';
import { folderAt } from './revision.ts';

/** The default for the most runs of a journey to look at. */
const defaultAtMost = 1000;

const options = {
  against: { type: 'string' },
  stage: { type: 'string' },
  'at-most': { type: 'string' },
  lang: { type: 'string' },
} as const;

/** `diff`: what changed in the journeys since a git revision, or since they were deployed, and who is inside. */
export const diff: Command = {
  usage: '[NAME…] [--against REV] [--stage STAGE [--at-most N]] [--lang en|ja]',
  about: {
    en: 'describes changes of the journeys, and for a deployed stage the number of runs in each step',
    ja: 'ジャーニーの変更点を一覧にし、デプロイ済みのステージについてはステップごとの進行中の件数を示します',
  },
  details: {
    en: [
      'NAME…           these journeys only',
      '--against REV   compare with a commit, a branch or a tag (default without a stage: HEAD, which shows uncommitted changes)',
      '--stage STAGE   compare with the deployment on a stage of infra/settings.ts, and count the runs inside, step by step.',
      '                It compares state machines, which contain steps, waits and settings. Starts and ends of a journey,',
      '                texts, layout and store.yaml are not included: compare with the deployed commit by --against.',
      `--at-most N     read the N latest runs of each journey (default ${defaultAtMost}); beyond 100 it reads 15 a second`,
      '--lang en|ja    English (default) or Japanese',
      '',
      'It queries a stage with the credentials of the AWS CLI (AWS_PROFILE, AWS_REGION); AWS_ENDPOINT_URL selects the',
      'server of "npm start". Runs finish by the rules they began with.',
      'Exit code: 0, changed or not; 1 if the comparison fails; 2 if the command line is invalid.',
    ],
    ja: [
      'NAME…           対象のジャーニー（省略するとすべて）',
      '--against REV   比較するコミット、ブランチ、タグ（--stage がなければ、既定は HEAD。コミットしていない変更点を示します）',
      '--stage STAGE   infra/settings.ts のステージにデプロイ済みのものと比較し、進行中の件数をステップごとに数えます。',
      '                比較するのはステートマシン（ステップ、待ち時間、設定）です。ジャーニーの開始と終了の条件、文面、',
      '                レイアウト、store.yaml は含みません。デプロイしたコミットと --against で比較してください。',
      `--at-most N     各ジャーニーの新しいものから N 件を読み取ります（既定 ${defaultAtMost}）。100件を超えると毎秒15件です`,
      '--lang en|ja    英語（既定）または日本語',
      '',
      'ステージには AWS CLI の認証情報（AWS_PROFILE、AWS_REGION）で問い合わせます。AWS_ENDPOINT_URL を設定すると',
      '「npm start」のサーバーに問い合わせます。進行中のものは、開始したときのルールのまま最後まで進みます。',
      '終了コード：変更の有無にかかわらず 0、比較できなければ 1、コマンドの書き方に誤りがあれば 2。',
    ],
  },

  async run(args, shell) {
    const { values, positionals: names } = readArguments(args, options);
    const language = readLanguage(values.lang);
    const { stage, against } = values;
    if (stage === undefined && values['at-most'] !== undefined) throw new UsageError(say`--at-most needs a --stage.`);
    const atMost = readAtMost(values['at-most']);
    const revision = against ?? (stage === undefined ? 'HEAD' : undefined);
    const loaded = loadJourneys(path.join(shell.root, 'statemachines'));
    const since =
      revision === undefined ? [] : [await sinceRevision({ revision, names, language }, loaded, shell.root)];
    const deployed =
      stage === undefined ? [] : await diffStage({ stage, names, atMost, language }, loaded.journeys, shell);
    const promise = stage === undefined ? [] : [diffWords[language].promise];
    shell.print([...since, ...deployed, ...promise].join('\n\n'));
    return 0;
  },
};

function readAtMost(text = String(defaultAtMost)): number {
  if (/^[1-9][0-9]{0,6}$/.test(text)) return Number(text);
  throw new UsageError(say`--at-most is "${text}": it takes a number of runs, such as ${defaultAtMost}.`);
}

/** A question about the time since a git revision. */
interface RevisionQuestion {
  readonly revision: string;
  /** The journeys that are asked about; all when there is none. */
  readonly names: readonly string[];
  readonly language: Language;
}

/** The changes since a git revision in journeys, and in the files that they share. */
async function sinceRevision(question: RevisionQuestion, after: LoadedJourneys, root: string): Promise<string> {
  const { revision, language } = question;
  const words = diffWords[language];
  const statemachines = path.join(root, 'statemachines');
  using past = await folderAt(root, revision, 'statemachines');
  const before = { dir: past.dir, loaded: loadPast(past.dir, revision) };
  const changes = [
    ...changesOf(before, { dir: statemachines, loaded: after }, question),
    ...sharedChanges(past.dir, statemachines, language),
  ];
  return changes.length === 0 ? words.nothing(revision) : [...changes, '', words.reminder].join('\n');
}

/** The folder statemachines/ at one time, and what was read from it. */
interface Version {
  readonly dir: string;
  readonly loaded: LoadedJourneys;
}

function loadPast(dir: string, revision: string): LoadedJourneys {
  try {
    return loadJourneys(dir);
  } catch (error) {
    if (!(error instanceof JourneyError || error instanceof MessageError)) throw error;
    throw new CommandError(say`The journeys at ${revision} violate the current rules:\n${error.message}`);
  }
}

function changesOf(before: Version, after: Version, { names: chosen, language }: RevisionQuestion): string[] {
  const words = diffWords[language];
  const find = ({ loaded }: Version, name: string) => loaded.journeys.find(({ journey }) => journey.name === name);
  const known = [before, after].flatMap(({ loaded }) => loaded.journeys.map(({ journey }) => journey.name));
  const unknown = chosen.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new UsageError(say`There is no journey "${unknown}": ${suggest(unknown, [...new Set(known)])}`);
  return [...new Set(chosen.length > 0 ? chosen : known)].sort().flatMap((name) => {
    const [was, is] = [find(before, name), find(after, name)];
    if (!is) return [words.of(name, words.removed)];
    if (!was) return [words.of(name, words.isNew(is.journey.about[language]))];
    const messages = diffMessages([before.dir, after.dir], name, language);
    return [...diffJourneys(was.journey, is.journey, language), ...messages].map((line) => words.of(name, line));
  });
}

/** The changes that concern every journey, compared as a whole. */
function sharedChanges(before: string, after: string, language: Language): string[] {
  const words = diffWords[language];
  const layout = sameFiles(path.join(before, layoutFolder), path.join(after, layoutFolder));
  const same = (file: string) => readIfThere(before, file) === readIfThere(after, file);
  return [
    ...(same('store.yaml') ? [] : [words.storeChanged]),
    ...(same('segments.yaml') ? [] : [words.segmentsChanged]),
    ...(layout ? [] : [words.layoutChanged]),
  ];
}

function readIfThere(dir: string, name: string): string | undefined {
  const file = path.join(dir, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function sameFiles(one: string, other: string): boolean {
  const [names, others] = [filesIn(one), filesIn(other)];
  const same = (name: string) => readFileSync(path.join(one, name)).equals(readFileSync(path.join(other, name)));
  return names.join() === others.join() && names.every(same);
}

/** The paths of the files in a folder and in those below it, in order. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
}
