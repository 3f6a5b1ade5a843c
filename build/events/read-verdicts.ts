import { readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { CommandError, UsageError } from '../command/command.ts';
import { loadJourneys } from '../journeys.ts';
import { currentTime } from '../stage/clock.ts';
import { readEntries } from './entry.ts';
import { type Verdict, verdictOn } from './verdict.ts';

/** The options of every command that reads a file of events. */
export const fileOptions = { type: { type: 'string' } } as const;

/** The lines of their help. */
export const fileDetails: readonly string[] = [
  'FILE            entries for PutEvents (Source, DetailType, Detail as text or object): one, a list, {"Entries": […]},',
  '                or one in each line; events as a rule delivers them; or details alone. - reads the standard input',
  '--type TYPE     the DetailType of details alone, such as order.placed',
];

/**
 * Reads the events of a file, and checks each.
 * @param root the folder that holds statemachines/
 * @throws UsageError without a file; CommandError when it cannot be read
 */
export async function readVerdicts(
  [file, ...others]: readonly string[],
  { type, root }: { readonly type: string | undefined; readonly root: string },
): Promise<readonly Verdict[]> {
  if (file === undefined) throw new UsageError('Which file? Name one, or - for the standard input. See --help.');
  if (others.length > 0) throw new UsageError(`"${others[0]}" is unexpected: name one file.`);
  const entries = readEntries(await contentOf(file), type);
  const loaded = loadJourneys(path.join(root, 'statemachines'));
  const now = Date.parse(await currentTime());
  return entries.map((entry) => verdictOn(entry, loaded, now));
}

/** The content of a file, or of the standard input for `-`. @throws CommandError when it cannot be read */
export async function contentOf(file: string): Promise<string> {
  if (file === '-') return text(process.stdin);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${error instanceof Error ? error.message : error}.`);
  }
}
