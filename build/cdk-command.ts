import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { stages } from '../infra/settings.ts';
import type { Words } from '../src/commerce/words.ts';
import { say } from '../src/journey/reading/saying.ts';
import { allOf } from '../src/journey/reading/suggest.ts';
import { languageOf, messageIn, readLanguage, type Shell, UsageError } from './command/command.ts';
import { ownShell } from './command/program.ts';
import { type OptionKinds, swallowedOptions } from './command/swallowed.ts';
import { stageNamed } from './stage/stage.ts';

/** The CDK command behind each npm script of the same name, with the options that it always has. */
const commands = {
  synth: {
    about: {
      en: 'Writes the template of a stage to cdk.out/ and checks it',
      ja: 'ステージのテンプレートを cdk.out/ に書き出し、検査します',
    },
    options: ['--quiet'],
  },
  diff: {
    about: {
      en: 'Shows what a deployment of a stage would change',
      ja: 'ステージをデプロイした場合の変更点を表示します',
    },
    options: [],
  },
  deploy: { about: { en: 'Deploys a stage', ja: 'ステージをデプロイします' }, options: [] },
  destroy: { about: { en: 'Deletes the stack of a stage', ja: 'ステージのスタックを削除します' }, options: [] },
} as const satisfies Readonly<Record<string, { readonly about: Words; readonly options: readonly string[] }>>;

type Name = keyof typeof commands;

/** Options of the CDK CLI that look like a misspelt --stage. */
const notTheStage = ['--staging', '--no-staging', '--strict'];

/** Options that must not get lost before the CDK CLI has them. */
const passedOn: OptionKinds = {
  stage: { type: 'string' },
  lang: { type: 'string' },
  call: { type: 'string' }, // to npm, -c is --call
  profile: { type: 'string' },
  'require-approval': { type: 'string' },
  'role-arn': { type: 'string' },
  method: { type: 'string' },
  'outputs-file': { type: 'string' },
  hotswap: { type: 'boolean' },
  exclusively: { type: 'boolean' },
  force: { type: 'boolean' },
};

/** Runs the CDK CLI. Returns its exit code. */
export type RunCdk = (args: readonly string[]) => number;

/**
 * Runs `npm run synth`, `diff`, `deploy` and `destroy`: the CDK CLI, which ignores options that it does not know, and
 * so would take `--stage prod` for the stage dev.
 * @param args the command's name and the arguments after `--`
 * @returns the exit code of the CDK CLI; 2 when the command line is invalid
 */
export function main([name = '', ...args]: readonly string[], shell: Shell, runCdk: RunCdk, among = stages): number {
  const language = languageOf(args);
  try {
    if (!isName(name)) throw new UsageError(say`"${name}" is not one of ${Object.keys(commands).join(', ')}.`);
    if (args.includes('--help') || args.includes('-h')) {
      shell.print(helpOf(name)[language]);
      return 0;
    }
    refuseSwallowed(args);
    const { named, others } = readStage(withoutLanguage(args));
    refuseStrayWord(others, among);
    const stage = stageNamed(named, among).name;
    const context = named === undefined ? [] : ['--context', `stage=${stage}`];
    return runCdk([name, ...commands[name].options, ...context, ...others]);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    shell.printError(messageIn(language, error).replaceAll('--call ', '-c ')); // npm's name for -c
    return 2;
  }
}

function isName(name: string): name is Name {
  return Object.hasOwn(commands, name);
}

function helpOf(name: Name): Words {
  const { about } = commands[name];
  return {
    en: `npm run ${name} -- [--stage STAGE]

${about.en}. Other options are passed to the CDK CLI: npx cdk ${name} --help.

  --stage STAGE   a stage of infra/settings.ts (default dev)
  --lang en|ja    the language of what is said before the CDK CLI runs, which speaks English (en)`,
    ja: `npm run ${name} -- [--stage STAGE]

${about.ja}。その他のオプションは、そのまま CDK CLI に渡します：npx cdk ${name} --help

  --stage STAGE   infra/settings.ts のステージ（dev）
  --lang en|ja    CDK CLI を実行する前の表示の言語（en）。CDK CLI の表示は英語です`,
  };
}

/** The arguments that the CDK CLI knows. @throws UsageError for a language that there is none of */
function withoutLanguage(args: readonly string[]): readonly string[] {
  const isOption = (argument = '') => argument === '--lang' || argument.startsWith('--lang=');
  for (const [index, argument] of args.entries()) {
    if (isOption(argument)) readLanguage(argument.split('=')[1] ?? args[index + 1] ?? '');
  }
  return args.filter((argument, index) => !isOption(argument) && args[index - 1] !== '--lang');
}

/** The stage that a command line names, by `--stage` or in the CDK CLI's own way by `-c stage=`, and what else is in it. */
function readStage(args: readonly string[]): { readonly named: string | undefined; readonly others: string[] } {
  const found = new Set<string>();
  const others: string[] = [];
  const rest = args.values();
  for (const argument of rest) {
    const option =
      /^(?<name>--stage|--context|-c)(?:=(?<value>.*))?$/s.exec(argument) ??
      /^(?<name>-c)(?<value>.+)$/s.exec(argument);
    if (option === null) {
      refuseMisspelt(argument);
      others.push(argument);
      continue;
    }
    const { name, value = rest.next().value ?? '' } = option.groups ?? {};
    if (name === '--stage') found.add(value);
    else if (value.startsWith('stage=')) found.add(value.slice('stage='.length));
    else others.push('--context', value);
  }
  return { named: onlyOne(found), others };
}

/** @throws UsageError when npm has kept an option for itself */
function refuseSwallowed(args: readonly string[]): void {
  const text = swallowedOptions(passedOn, { args, given: new Map() }, process.env)?.();
  if (text !== undefined) throw new UsageError(text);
}

/** @throws UsageError for a word that is neither an option, nor its value, nor a stack: `npm run deploy -- prod` */
function refuseStrayWord(args: readonly string[], among: typeof stages): void {
  const isOption = (text = '') => text.startsWith('-');
  const mayBeValue = (index: number) => isOption(args[index - 1]) && !args[index - 1]?.includes('=');
  const stray = args.find((word, index) => !isOption(word) && !mayBeValue(index) && !/^Aftercart|[*]/.test(word));
  if (stray === undefined) return;
  const instead = Object.hasOwn(among, stray) ? say`write --stage ${stray}` : say`a stage is named by --stage STAGE`;
  throw new UsageError(say`"${stray}" is unexpected: ${instead}.`);
}

function refuseMisspelt(option: string): void {
  if (!/^--?s/i.test(option) || notTheStage.some((known) => option === known || option.startsWith(`${known}=`))) return;
  throw new UsageError(say`Unknown option ${option}: write --stage STAGE. See --help.`);
}

function onlyOne(found: ReadonlySet<string>): string | undefined {
  if (found.size > 1) throw new UsageError(say`The command line names two stages, ${allOf([...found])}: name one.`);
  const [stage] = found;
  return stage;
}

if (import.meta.main) {
  const root = path.dirname(import.meta.dirname);
  const runCdk: RunCdk = (args) => {
    const cdk = path.join(root, 'node_modules/aws-cdk/bin/cdk');
    return spawnSync(process.execPath, [cdk, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1;
  };
  process.exitCode = main(process.argv.slice(2), ownShell(root), runCdk);
}
