import { type Saying, say } from '../../src/journey/reading/saying.ts';
import { allOf } from '../../src/journey/reading/suggest.ts';

/** The options of a command by name, as `parseArgs` takes them. */
export type OptionKinds = Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>;

/** The part of a command line that reached the command. */
export interface Reached {
  /** All arguments, in their order. */
  readonly args: readonly string[];
  /** The options among them, by name: the value, or `true` for an option without one. */
  readonly given: ReadonlyMap<string, string>;
}

/** The refusal of a command line. */
export type Refusal = (subCommand?: string) => Saying;

interface Kept {
  readonly name: string;
  /** What it says. Undefined if npm has handed that on as a word; empty if there is nothing to say. */
  readonly value: string | undefined;
}

/** Options that npm takes for one of its own, or for a row of its single letters, and the variable that tells. */
const misread: ReadonlyMap<string, string> = new Map([
  ['by', 'bypass_2fa'],
  ['days', 'all'],
  ['lang', 'long'],
  ['to', 'token_description'],
]);

/** npm prints its own help for the one, and more of its own log for the other. */
const npmsOwn: readonly string[] = ['help', 'verbose'];

/**
 * Finds the options that npm has kept for itself: without the two dashes `npm run secret rotate-link-key --keep-days=0` hands
 * no option on, and the command would do something else than it was asked for.
 * @param environment the variables that npm sets from the options that it kept
 * @returns the refusal, for the sub-command if there is one; undefined if npm kept nothing
 */
export function swallowedOptions(
  options: OptionKinds,
  { args, given }: Reached,
  environment: NodeJS.ProcessEnv,
): Refusal | undefined {
  const { npm_lifecycle_event: script } = environment;
  if (script === undefined || script === 'npx') return undefined;
  const kept = Object.entries(options).flatMap(([name, { type }]) => keptOption(name, type, given, environment));
  if (kept.length === 0) return undefined;
  const names = allOf(kept.map(({ name }) => `--${name}`));
  return (subCommand) => {
    const line = [...(subCommand === undefined ? [] : [subCommand]), ...wordsIn(args, kept), ...kept.map(written)];
    return say`npm took ${names} for itself. Write two dashes before it: npm run ${script} -- ${line.join(' ')}`;
  };
}

function keptOption(
  name: string,
  type: 'string' | 'boolean',
  given: Reached['given'],
  environment: NodeJS.ProcessEnv,
): Kept[] {
  const text = environment[`npm_config_${misread.get(name) ?? name.replaceAll('-', '_')}`];
  if (text === undefined || npmsOwn.includes(name) || text === given.get(name)) return [];
  if (type === 'boolean') return text === 'true' ? [{ name, value: '' }] : [];
  return [{ name, value: /^(true)?(\n\ntrue)*$/.test(text) ? undefined : text.replaceAll(/\s+/g, ' ') }];
}

/** The words of the command line. Where one of them belongs behind an option nobody can tell which. */
function wordsIn(args: readonly string[], kept: readonly Kept[]): readonly string[] {
  if (kept.every(({ value }) => value !== undefined)) return args.map(quoted);
  return args.length > 1 ? ['…'] : [];
}

function written({ name, value }: Kept): string {
  if (value === '') return `--${name}`;
  return `--${name} ${value === undefined ? name.toUpperCase() : quoted(value)}`;
}

/** For a shell, where it needs that. */
function quoted(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}
