import { isMap, isScalar, LineCounter, type Pair, parseDocument, Scalar, type YAMLMap } from 'yaml';
import { channelsWithOwnText } from '../../src/channels/kinds.ts';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import { suggest } from '../../src/journey/reading/suggest.ts';
import type { ReportProblem } from './problem.ts';

/** A piece of Liquid in a message file, and the position of its first character. */
export interface LiquidField {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

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

const keys = ['subject', 'preheader', ...channelsWithOwnText, 'asks'] as const;
type Key = (typeof keys)[number];
type Front = Partial<Record<Key, LiquidField>>;

/** Reads a message file. Undefined when so much is wrong that there is no message; the report says what. */
export function readMessageFile(text: string, report: ReportProblem): MessageSource | undefined {
  const parts = /^---[ \t]*\r?\n([\s\S]*?\n)?---[ \t]*(?:\r?\n|$)/.exec(text);
  if (!parts) {
    report(1, 1, 'no front matter', 'begin the file with --- and the lines subject: …, preheader: …, ---');
    return undefined;
  }
  const front = readFront(parts[1] ?? '', report);
  const body: LiquidField = { text: text.slice(parts[0].length), line: parts[0].split('\n').length, column: 1 };
  for (const key of ['subject', 'preheader'] as const) {
    if (!front[key] && !mentions(parts[1] ?? '', key))
      report(1, 1, `no ${key}`, `add a line ${key}: … between the two lines of ---`);
  }
  const { subject, preheader, asks, ...own } = front;
  if (asks && asks.text !== 'review') {
    report(
      asks.line,
      asks.column,
      `a message cannot ask for "${asks.text}"`,
      'write asks: review, or leave the line out',
    );
  }
  if (!subject || !preheader) return undefined;
  return { subject, preheader, body, ...own, ...(asks && { asks: 'review' as const }) };
}

/** True if the key is there, even with an unusable value: that has been reported already. */
function mentions(yaml: string, key: Key): boolean {
  return yaml.split('\n').some((line) => line.startsWith(`${key}:`));
}

function readFront(yaml: string, report: ReportProblem): Front {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  for (const error of document.errors) {
    const { line, col } = lines.linePos(error.pos[0]);
    report(
      line + 1,
      col,
      String(error.message.split(' at line')[0]),
      'put a text that holds {{ }} or a colon in quotes',
    );
  }
  const front: Front = {};
  if (document.errors.length > 0 || !isMap(document.contents)) return front;
  for (const pair of (document.contents as YAMLMap<Scalar, Scalar>).items) readPair(pair, yaml, lines, front, report); // checked entry by entry
  return front;
}

function readPair(pair: Pair, yaml: string, lines: LineCounter, front: Front, report: ReportProblem): void {
  const { key, value } = pair;
  if (!isScalar(key)) return;
  const name = String(key.value);
  const at = place(key, lines);
  if (!isKey(name)) {
    report(at.line, at.column, `unknown key "${name}"`, suggest(name, keys));
  } else if (!isScalar(value) || typeof value.value !== 'string' || value.value.trim() === '') {
    report(at.line, at.column, `"${name}" is no text`, 'write one, in quotes if it holds {{ }}');
  } else {
    front[name] = { text: value.value, ...contentPlace(value, yaml, lines) };
  }
}

function isKey(name: string): name is Key {
  return keys.some((key) => key === name);
}

/** The position of a node in the file: the front matter begins on line 2. */
function place(node: Scalar, lines: LineCounter): { line: number; column: number } {
  const { line, col } = lines.linePos(node.range?.[0] ?? 0);
  return { line: line + 1, column: col };
}

/** The position of the text itself: after the quote, or on the line after `|` or `>`. */
function contentPlace(node: Scalar, yaml: string, lines: LineCounter): { line: number; column: number } {
  const { line, column } = place(node, lines);
  if (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE) return { line, column: column + 1 };
  if (node.type === Scalar.PLAIN) return { line, column };
  const indented = yaml.split('\n')[line - 1] ?? '';
  return { line: line + 1, column: indented.length - indented.trimStart().length + 1 };
}
