import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { stages } from '../infra/settings.ts';
import { type Shell, UsageError } from './command/command.ts';
import { ownShell } from './command/program.ts';
import { type OptionKinds, swallowedOptions } from './command/swallowed.ts';
import { stageNamed } from './stage/stage.ts';

/** The CDK command behind each npm script of the same name, with the options that it always has. */
const commands = {
  synth: { about: 'Writes the template of a stage to cdk.out/ and checks it', options: ['--quiet'] },
  diff: { about: 'Shows what a deployment of a stage would change', options: [] },
  deploy: { about: 'Deploys a stage', options: [] },
  destroy: { about: 'Deletes the stack of a stage', options: [] },
} as const;

type Name = keyof typeof commands;

/** Options of the CDK CLI that look like a misspelt --stage. */
const notTheStage = ['--staging', '--no-staging', '--strict'];

/** Options that must not get lost before the CDK CLI has them. */
const passedOn: OptionKinds = {
  stage: { type: 'string' },
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
  try {
    if (!isName(name)) throw new UsageError(`"${name}" is not one of ${Object.keys(commands).join(', ')}.`);
    if (args.includes('--help') || args.includes('-h')) {
      shell.print(helpOf(name));
      return 0;
    }
    refuseSwallowed(args);
    const { named, others } = readStage(args);
    refuseStrayWord(others, among);
    const stage = stageNamed(named, among).name;
    const context = named === undefined ? [] : ['--context', `stage=${stage}`];
    return runCdk([name, ...commands[name].options, ...context, ...others]);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    shell.printError(error.message);
    return 2;
  }
}

function isName(name: string): name is Name {
  return Object.hasOwn(commands, name);
}

function helpOf(name: Name): string {
  return `npm run ${name} -- [--stage STAGE]

${commands[name].about}. Other options are passed to the CDK CLI: npx cdk ${name} --help.

  --stage STAGE   a stage of infra/settings.ts (default dev)`;
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
  if (text !== undefined) throw new UsageError(String(text).replaceAll('--call ', '-c '));
}

/** @throws UsageError for a word that is neither an option, nor its value, nor a stack: `npm run deploy -- prod` */
function refuseStrayWord(args: readonly string[], among: typeof stages): void {
  const isOption = (text = '') => text.startsWith('-');
  const mayBeValue = (index: number) => isOption(args[index - 1]) && !args[index - 1]?.includes('=');
  const stray = args.find((word, index) => !isOption(word) && !mayBeValue(index) && !/^Aftercart|[*]/.test(word));
  if (stray === undefined) return;
  const instead = Object.hasOwn(among, stray) ? `write --stage ${stray}` : 'a stage is named by --stage STAGE';
  throw new UsageError(`"${stray}" is unexpected: ${instead}.`);
}

function refuseMisspelt(option: string): void {
  if (!/^--?s/i.test(option) || notTheStage.some((known) => option === known || option.startsWith(`${known}=`))) return;
  throw new UsageError(`Unknown option ${option}: write --stage STAGE. See --help.`);
}

function onlyOne(found: ReadonlySet<string>): string | undefined {
  if (found.size > 1) throw new UsageError(`The command line names two stages, ${[...found].join(' and ')}: name one.`);
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
