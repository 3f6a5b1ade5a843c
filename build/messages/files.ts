import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem } from '../../src/journey/reading/problem.ts';
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

/** Reads the message files of a journey, in the order of their names; adds what is wrong to the problems. */
export function readMessageFiles(statemachinesDir: string, journey: string, problems: Problem[]): MessageFile[] {
  const folder = path.join(statemachinesDir, journey, 'messages');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.flatMap((name) => {
    const file = [path.basename(statemachinesDir), journey, 'messages', name].join('/');
    const text = readFileSync(path.join(folder, name), 'utf8');
    const report = reportInto(problems, file, text);
    const [, message, locale] = /^([a-z0-9-]+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.md$/.exec(name) ?? [];
    if (message === undefined || locale === undefined) {
      report(1, 1, 'this is no name of a message', 'call it <message>.<locale>.md, such as reminder.en.md');
      return [];
    }
    const source = readMessageFile(text, report);
    return source ? [{ file, journey, message, locale, source, text }] : [];
  });
}
