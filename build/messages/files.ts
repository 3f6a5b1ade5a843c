import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { JourneyError, type Problem } from '../../src/journey/reading/problem.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { problemOfFile, readSourceFile } from '../source-file.ts';
import { foreignLocale, isLeftBehind, readMessageName } from './file-name.ts';
import { reportInto } from './problem.ts';
import { type MessageSource, readMessageFile } from './source.ts';

/** A message in one locale, as its author wrote it. */
export interface MessageFile {
  /** The path that problems name: statemachines/abandoned-cart/messages/reminder.en.md. */
  readonly file: string;
  readonly journey: string;
  readonly message: string;
  readonly locale: string;
  readonly source: MessageSource;
  /** The file as it is. */
  readonly text: string;
}

/**
 * Reads the message files of a journey, in the order of their names; adds what is wrong to the problems.
 * @param locales of the store: a file in another one is a problem
 */
export function readMessageFiles(
  statemachinesDir: string,
  journey: string,
  problems: Problem[],
  locales?: readonly string[],
): MessageFile[] {
  const folder = path.join(statemachinesDir, journey, 'messages');
  const isFolder = existsSync(folder) && statSync(folder).isDirectory();
  const entries = isFolder ? readdirSync(folder, { withFileTypes: true }) : [];
  const sorted = entries.toSorted((one, other) => (one.name < other.name ? -1 : 1));
  return sorted.flatMap((entry) => {
    const file = [path.basename(statemachinesDir), journey, 'messages', entry.name].join('/');
    return isLeftBehind(entry.name) ? [] : readEntry(entry, folder, { file, journey, locales }, problems);
  });
}

interface Place {
  readonly file: string;
  readonly journey: string;
  readonly locales: readonly string[] | undefined;
}

function readEntry(
  entry: Dirent,
  folder: string,
  { file, journey, locales }: Place,
  problems: Problem[],
): MessageFile[] {
  if (entry.isDirectory()) {
    const advice = say`put its files into messages itself, or remove it`;
    problems.push(problemOfFile(file, say`messages has no folders`, advice));
    return [];
  }
  const name = readMessageName(entry.name);
  const fault = 'suggestion' in name ? name : locales && foreignLocale(file, name, locales);
  if (fault) problems.push(problemOfFile(file, fault.message, fault.suggestion));
  if ('suggestion' in name || fault) return [];
  const text = textOf(path.join(folder, entry.name), file, problems);
  const source = text === undefined ? undefined : readMessageFile(text, reportInto(problems, file, text));
  return source && text !== undefined ? [{ file, journey, ...name, source, text }] : [];
}

function textOf(full: string, file: string, problems: Problem[]): string | undefined {
  try {
    return readSourceFile(full, file);
  } catch (error) {
    if (!(error instanceof JourneyError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}
