import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Problem, Report } from './problem.ts';
import { type MessageSource, readMessage } from './source.ts';

/** A message in one locale, as its author wrote it. */
export interface MessageFile {
  /** The path that problems name: statemachines/abandoned-cart/messages/reminder.en.md. */
  readonly file: string;
  readonly journey: string;
  readonly message: string;
  readonly locale: string;
  readonly source: MessageSource;
}

/** Reads the message files of a journey, in the order of their names; adds what is wrong to the problems. */
export function readMessageFiles(statemachinesDir: string, journey: string, problems: Problem[]): MessageFile[] {
  const folder = path.join(statemachinesDir, journey, 'messages');
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  return names.flatMap((name) => {
    const file = [path.basename(statemachinesDir), journey, 'messages', name].join('/');
    const report = reportInto(problems, file);
    const [, message, locale] = /^([a-z0-9-]+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\.md$/.exec(name) ?? [];
    if (message === undefined || locale === undefined) {
      report(1, 1, 'is not named <message>.<locale>.md, such as reminder.en.md');
      return [];
    }
    const source = readMessage(readFileSync(path.join(folder, name), 'utf8'), report);
    return source ? [{ file, journey, message, locale, source }] : [];
  });
}

/** A report that notes problems of one file. */
export function reportInto(problems: Problem[], file: string): Report {
  return (line, column, problem) => problems.push({ file, line, column, problem });
}
