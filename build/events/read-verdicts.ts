import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { type Said, type Saying, say } from '../../src/journey/reading/saying.ts';
import { CommandError, type HelpLines, refuseMore, UsageError } from '../command/command.ts';
import { likelyEncoding } from '../import/reading/encoding.ts';
import { loadJourneys } from '../journeys.ts';
import { currentTime, isLocal } from '../stage/clock.ts';
import { readEntries } from './entry.ts';
import { type Verdict, verdictOn } from './verdict.ts';

/** The options of every command that reads a file of events. */
export const fileOptions = { type: { type: 'string' }, lang: { type: 'string' } } as const;

/** The lines of their help. */
export const fileDetails: HelpLines = {
  en: [
    'FILE            entries for PutEvents (Source, DetailType, Detail as text or object): one, a list, {"Entries": […]},',
    '                or one in each line; events as a rule delivers them; or details alone. - reads the standard input',
    '--type TYPE     the DetailType of details alone, such as order.placed',
    '--lang en|ja    English (default) or Japanese',
  ],
  ja: [
    'FILE            PutEvents の形式のイベント（Source、DetailType、文字列またはオブジェクトの Detail）：1件、配列、',
    '                {"Entries": […]}、または1行に1件。ルールが届ける形式や、Detail だけでもかまいません。- は標準入力です',
    '--type TYPE     Detail だけの場合の DetailType（order.placed など）',
    '--lang en|ja    英語（既定）または日本語',
  ],
};

/**
 * Reads the events of a file, and checks each.
 * @param root the folder that holds statemachines/
 * @throws UsageError without a file; CommandError when it cannot be read
 */
export async function readVerdicts(
  [file, ...others]: readonly string[],
  { type, root }: { readonly type: string | undefined; readonly root: string },
): Promise<readonly Verdict[]> {
  if (file === undefined) throw new UsageError(say`Which file? Name one, or - for the standard input. See --help.`);
  refuseMore(others, say`name one file`);
  const entries = readEntries(await contentOf(file), type);
  const loaded = loadJourneys(path.join(root, 'statemachines'));
  const now = Date.parse(await currentTime());
  return entries.map((entry) => verdictOn(entry, loaded, now));
}

/** Advice on events that are refused for their time by the local runtime, whose clock may show another day. */
export function clockAdvice(verdicts: readonly Verdict[]): readonly Saying[] {
  const isAhead = verdicts.some(({ problems }) =>
    problems.some(({ problem }) => String(problem).endsWith('more than a day ahead')),
  );
  return isAhead && isLocal()
    ? [say`The clock of "npm start" shows another day: npm start -- --today goes by the present.`]
    : [];
}

/** The content of a file, or of the standard input for `-`. @throws CommandError when it cannot be read, or is not UTF-8 */
export async function contentOf(file: string): Promise<string> {
  if (file === '-') return textOf(await buffer(process.stdin), say`The standard input`);
  return textOf(bytesOf(file), file);
}

function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new CommandError(say`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

/** @throws CommandError when the bytes are no UTF-8: read as such, names would reach customers broken */
function textOf(bytes: Buffer, name: Said): string {
  if (bytes.includes(0)) throw new CommandError(say`${name} is not UTF-8 (it may be UTF-16): save the file as UTF-8.`);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new CommandError(say`${name} is not UTF-8 (it may be ${likelyEncoding(bytes)}): save the file as UTF-8.`);
  }
}
