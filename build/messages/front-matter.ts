import { isMap, isScalar, LineCounter, type Pair, parseDocument, Scalar, type YAMLMap } from 'yaml';
import { channelsWithOwnText } from '../../src/channels/kinds.ts';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import { halfWidth } from '../../src/journey/reading/full-width.ts';
import { type Saying, say } from '../../src/journey/reading/saying.ts';
import { allOf, nearest, nearestOr } from '../../src/journey/reading/suggest.ts';
import { explainYaml, firstYamlError, fullWidthSyntax, type TextFault } from '../../src/journey/reading/yaml-fault.ts';
import type { LiquidField } from './liquid-field.ts';
import type { ReportProblem } from './problem.ts';

const keys = ['subject', 'preheader', ...channelsWithOwnText, 'asks'] as const;
type Key = (typeof keys)[number];

/** The texts of a front matter by key; those that are wrong have been reported. */
export interface FrontMatter {
  readonly fields: Readonly<Partial<Record<Key | Channel, LiquidField>>>;
  /** The keys that are written, even with an unusable value or misspelt. */
  readonly written: ReadonlySet<string>;
}

/** Words that people write for a key. */
const otherNames: Readonly<Record<string, Key>> = {
  title: 'subject',
  件名: 'subject',
  タイトル: 'subject',
  preview: 'preheader',
  'preview text': 'preheader',
  プリヘッダー: 'preheader',
};

/** Reads the YAML between the two lines of `---`, of which the first is line 1 of the file. */
export function readFrontMatter(yaml: string, report: ReportProblem): FrontMatter {
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines, prettyErrors: false });
  const texts = offsetsOfTexts(document.contents);
  const wide = fullWidthSyntax(yaml, (offset) => texts.some(([from, to]) => from < offset && offset < to));
  const error = firstYamlError(document.errors);
  const faults: readonly TextFault[] = wide.length > 0 ? wide : error ? [explainYaml(error, yaml)] : [];
  for (const { offset, message, suggestion } of faults) reportAt(offset, lines, report, message, suggestion);
  const reading: FrontReading = { yaml, lines, report, fields: {}, written: new Set() };
  if (faults.length > 0) return { fields: {}, written: new Set(keys) };
  if (isMap(document.contents)) {
    for (const pair of (document.contents as YAMLMap<Scalar, Scalar>).items) readPair(pair, reading); // checked pair by pair
  }
  return reading;
}

/** The quoted and folded texts, from offset to offset. */
function offsetsOfTexts(contents: unknown): (readonly [number, number])[] {
  if (!isMap(contents)) return [];
  return contents.items.flatMap(({ value }) =>
    isScalar(value) && value.range && value.type !== Scalar.PLAIN ? [[value.range[0], value.range[2]] as const] : [],
  );
}

interface FrontReading {
  readonly yaml: string;
  readonly lines: LineCounter;
  readonly report: ReportProblem;
  readonly fields: Partial<Record<Key, LiquidField>>;
  readonly written: Set<string>;
}

function reportAt(
  offset: number,
  lines: LineCounter,
  report: ReportProblem,
  message: Saying,
  suggestion: Saying,
): void {
  const { line, col } = lines.linePos(offset);
  report(Math.max(1, line) + 1, Math.max(1, col), message, suggestion);
}

function readPair({ key, value }: Pair, reading: FrontReading): void {
  const { yaml, lines, report, fields, written } = reading;
  if (!isScalar(key)) return;
  const name = String(key.value);
  const keyAt = key.range?.[0] ?? 0;
  if (!isKey(name)) {
    const meant = meantKey(name);
    if (meant !== undefined) written.add(meant);
    const advice = meant === undefined ? say`a message has ${allOf(keys)}` : say`write "${meant}"`;
    reportAt(keyAt, lines, report, say`unknown key "${name}"`, nearestOr(advice, name, keys));
    return;
  }
  written.add(name);
  const cut = isScalar(value) && value.type === Scalar.PLAIN ? cutOff(yaml, value) : undefined;
  if (cut) reportAt(cut.offset, lines, report, cut.message, cut.suggestion);
  else if (!isScalar(value) || typeof value.value !== 'string' || value.value.trim() === '') {
    reportNoText(name, value, keyAt, reading);
  } else fields[name] = { text: value.value, ...contentPlace(value, yaml, lines) };
}

function meantKey(name: string): Key | undefined {
  const plain = halfWidth(name).trim().toLowerCase();
  const near = nearest(plain, keys);
  return keys.find((key) => key === near) ?? (Object.hasOwn(otherNames, plain) ? otherNames[plain] : undefined);
}

/** `subject: Order #1042`: YAML takes `#1042` for a comment. */
function cutOff(yaml: string, { range }: Scalar): TextFault | undefined {
  const [from = 0, to = 0] = range ?? [];
  const [, gap = '', comment] = /^([ \t]+)(#\S.*)/.exec(yaml.slice(to)) ?? [];
  if (comment === undefined) return undefined;
  const text = `${yaml.slice(from, to)}${gap}${comment}`;
  const suggestion = say`put the whole text in quotes: "${text}"`;
  return { offset: to + gap.length, text: comment, message: say`the text ends before "#"`, suggestion };
}

function reportNoText(name: Key, value: unknown, keyAt: number, { yaml, lines, report }: FrontReading): void {
  const rest =
    yaml
      .slice(keyAt + name.length + 1)
      .split('\n')[0]
      ?.trim() ?? '';
  if (isScalar(value) && value.value === null && rest === '') {
    reportAt(keyAt, lines, report, say`"${name}" is empty`, say`write its text behind the colon`);
  } else {
    const suggestion =
      rest === ''
        ? say`write its text behind the colon`
        : say`put it in quotes: ${name}: "${rest.replaceAll('"', '\\"')}"`;
    reportAt(keyAt, lines, report, say`"${name}" is no text`, suggestion);
  }
}

function isKey(name: string): name is Key {
  return keys.some((key) => key === name);
}

/** The position of the text itself: after the quote, or on the line after `|` or `>`. The front matter begins on line 2. */
function contentPlace(node: Scalar, yaml: string, lines: LineCounter): { line: number; column: number } {
  const { line, col: column } = lines.linePos(node.range?.[0] ?? 0);
  if (node.type === Scalar.QUOTE_DOUBLE || node.type === Scalar.QUOTE_SINGLE)
    return { line: line + 1, column: column + 1 };
  if (node.type === Scalar.PLAIN) return { line: line + 1, column };
  const indented = yaml.split('\n')[line] ?? '';
  return { line: line + 2, column: indented.length - indented.trimStart().length + 1 };
}
