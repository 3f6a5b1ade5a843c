import { channelsWithOwnText } from '../../src/channels/kinds.ts';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { readFrontMatter } from './front-matter.ts';
import type { LiquidField } from './liquid-field.ts';
import type { ReportProblem } from './problem.ts';

/** A message file, read: its front matter's texts and its body. */
export interface MessageSource extends Readonly<Partial<Record<Channel, LiquidField>>> {
  readonly subject: LiquidField;
  readonly preheader: LiquidField;
  readonly asks?: 'review';
  readonly body: LiquidField;
}

/** The texts of a message that are written for one channel alone. */
export function ownTextsOf(source: MessageSource): readonly (readonly [Channel, LiquidField])[] {
  return channelsWithOwnText.flatMap((channel) => {
    const field = source[channel];
    return field === undefined ? [] : [[channel, field] as const];
  });
}

/** Reads a message file. Undefined when so much is wrong that there is no message; the report says what. */
export function readMessageFile(text: string, report: ReportProblem): MessageSource | undefined {
  const parts = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(text);
  if (!parts) {
    reportNoFront(text, report);
    return undefined;
  }
  const { fields, written } = readFrontMatter(parts[1] ?? '', report);
  const body: LiquidField = { text: text.slice(parts[0].length), line: parts[0].split('\n').length, column: 1 };
  for (const key of ['subject', 'preheader'] as const) {
    if (!written.has(key)) report(1, 1, say`no ${key}`, say`add a line "${key}: …" between the two lines of ---`);
  }
  const { subject, preheader, asks, ...own } = fields;
  if (asks && asks.text !== 'review') {
    const advice = say`write "asks: review", or leave the line out`;
    report(asks.line, asks.column, say`a message cannot ask for "${asks.text}"`, advice);
  }
  if (!subject || !preheader) return undefined;
  return { subject, preheader, body, ...own, ...(asks && { asks: 'review' as const }) };
}

const beginning = say`begin the file with the lines "---", "subject: …", "preheader: …" and "---"`;

/** Says what keeps the lines between --- from being read. */
function reportNoFront(text: string, report: ReportProblem): void {
  const lines = text.split('\n');
  const first = lines.findIndex((line) => line.trim() !== '');
  const opening = lines[first]?.trim() ?? '';
  if (first === -1) report(1, 1, say`the file is empty`, beginning);
  else if (/^[-－ー―—–]{2,}$/u.test(opening) && opening !== '---') {
    report(first + 1, 1, say`"${opening}" does not begin the front matter`, say`write three half-width hyphens: ---`);
  } else if (opening !== '---') report(1, 1, say`no front matter`, beginning);
  else if (first > 0) report(1, 1, say`an empty line stands above the first "---"`, say`remove it`);
  else reportNotClosed(lines, report);
}

/** The front matter goes on to the first line that is no "key: value". */
function reportNotClosed(lines: readonly string[], report: ReportProblem): void {
  const end = lines.findIndex((line, index) => index > 0 && !/^(\w+\s*[:：]|[ \t]+\S)/u.test(line));
  const at = end === -1 ? lines.length : end + 1;
  const written = lines[at - 1]?.trim() ?? '';
  const like = /^[-－ー―—–]{2,}$/u.test(written);
  const advice = like ? say`write three half-width hyphens: ---` : say`write "---" above the text of the message`;
  report(at, 1, say`the front matter is not closed`, advice);
}
