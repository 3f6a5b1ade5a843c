import type { YAMLError } from 'yaml';
import { halfWidth } from './full-width.ts';
import { misplacedLine } from './indentation.ts';
import { type Saying, say } from './saying.ts';

/** A place in a text, and what is wrong there. */
export interface TextFault {
  /** From 0, in UTF-16 code units. */
  readonly offset: number;
  readonly text: string;
  readonly message: Saying;
  readonly suggestion: Saying;
}

/**
 * The full-width characters where YAML wants its own: in the indentation, behind a dash, in place of a dash, a colon or a
 * `#`. Then nothing else of the text is read as it was meant.
 * @param isText tells a place inside a quoted or folded text, where every character is allowed
 */
export function fullWidthSyntax(text: string, isText: (offset: number) => boolean): TextFault[] {
  let start = 0;
  return text.split('\n').flatMap((line) => {
    const fault = isText(start) ? undefined : lineFault(line.replace(/\r$/, ''));
    const found = fault && { ...fault, offset: start + fault.offset };
    start += line.length + 1;
    return found ? [found] : [];
  });
}

function lineFault(line: string): TextFault | undefined {
  const indent = /^[ \t]*(?:- +)*([\u3000\u00a0])[\s\u3000]*(?=\S)/u.exec(line);
  if (indent) return spaceFault(line, indent[0].search(/[\u3000\u00a0]/u));
  const dash = /^\s*-\u3000/u.exec(line);
  if (dash) return spaceFault(line, dash[0].length - 1);
  const bullet = /^(\s*)[－ー―–—‐・●*][\s\u3000]*([a-z][a-z ]*[:：].*)/u.exec(line);
  if (bullet) {
    const [, spaces = '', rest = ''] = bullet;
    const sign = line.charAt(spaces.length);
    return fault(spaces.length, line, say`"${sign}" begins no step`, say`write "- ${colonApart(halfWidth(rest))}"`);
  }
  const colon = /^\s*(?:- +)?["']?[A-Za-z][A-Za-z .-]*["']?：/u.exec(line);
  if (colon) {
    const meant = colonApart(halfWidth(line.trim()));
    return fault(colon[0].length - 1, line, say`the colon "：" is full-width`, say`write "${meant}"`);
  }
  const gap = /^\s*(?:- +)?[A-Za-z][A-Za-z .-]*:\u3000/u.exec(line);
  if (gap) {
    const meant = colonApart(halfWidth(line.trim()));
    return fault(gap[0].length - 1, line, say`a full-width space follows the colon`, say`write "${meant}"`);
  }
  const comment = /^\s*＃/u.exec(line);
  if (comment) return fault(comment[0].length - 1, line, say`the "＃" is full-width`, say`begin a comment with "#"`);
  return flowFault(line);
}

/** Japanese brackets and commas among those of YAML, on a line with `{ … }` or `[ … ]`; texts in a language may have them. */
function flowFault(line: string): TextFault | undefined {
  const bare = line
    .replace(/"[^"]*"|'[^']*'/g, (quoted) => ' '.repeat(quoted.length))
    .replace(/ #.*$/, (comment) => ' '.repeat(comment.length));
  if (!/^\s*(?:- +)?[A-Za-z][A-Za-z .-]*: *[{[]/.test(bare)) return undefined;
  const brackets = /(?<=(?<!\b(?:en|ja)): *)([［「])([ -~、，]*)[］」](?=\s*[,}\]、，])/u.exec(bare);
  if (brackets) {
    const [piece, sign = '', inside = ''] = brackets;
    const plain = halfWidth(inside).trim();
    const meant = plain.includes(',') ? `[${plain}]` : plain;
    const message =
      sign === '［' ? say`"${piece}" has a full-width "${sign}"` : say`"${piece}" is in Japanese brackets`;
    return fault(brackets.index, line, message, say`write "${meant}"`);
  }
  const comma = /(?<=[\]}］][ \u3000]*)[、，]|[、，](?=\s*[a-z][a-z ]*: )/u;
  const found = comma.exec(bare);
  if (!found) return undefined;
  const all = new RegExp(`(?:${comma.source})\\s*`, 'gu');
  return fault(
    found.index,
    line,
    say`the comma "${found[0]}" is full-width`,
    say`write "${line.trim().replace(all, ', ')}"`,
  );
}

/** `wait:4 hours` with a space behind the colon. */
function colonApart(line: string): string {
  return line.replace(/^((?:- )?["']?[A-Za-z][A-Za-z .-]*["']?:)\s*(?=\S)/, '$1 ');
}

function spaceFault(line: string, offset: number): TextFault {
  const what =
    line.charAt(offset) === '\u3000'
      ? say`this line begins with a full-width space`
      : say`this line begins with a space that cannot be broken, as word processors write it`;
  const advice = say`write plain spaces, two for each level`;
  return fault(offset, line, what, advice);
}

function fault(offset: number, line: string, message: Saying, suggestion: Saying): TextFault {
  return { offset, text: line.slice(offset), message, suggestion };
}

/** A syntax error of YAML in plain words, at the place where it is mended. */
export function explainYaml(error: YAMLError, text: string): TextFault {
  const [start, end] = error.pos;
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const own =
    keyTwice(error, text) ??
    tabFault(error, lines) ??
    openQuote(error, lines) ??
    bracketFault(error, text) ??
    indentFault(error, lines);
  if (own) return own;
  const line = lineAt(text, start);
  const plain = plainWords(error, line);
  if (plain) return { offset: line.offset + plain.column, text: line.text.slice(plain.column), ...plain };
  const suggestion = say`check the indentation, brackets, colons and quotes here`;
  return { offset: start, text: text.slice(start, end), message: say`this is not YAML`, suggestion };
}

/** The error that says most: the first, for the others follow from it. */
export function firstYamlError(errors: readonly YAMLError[]): YAMLError | undefined {
  return errors.find(({ code }) => code === 'TAB_AS_INDENT') ?? errors.toSorted((a, b) => a.pos[0] - b.pos[0])[0];
}

interface Line {
  readonly text: string;
  /** Where in the text it begins. */
  readonly offset: number;
}

function lineAt(text: string, at: number): Line {
  const offset = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
  return { offset, text: (text.slice(offset).split('\n')[0] ?? '').trimEnd() };
}

function offsetOf(lines: readonly string[], line: number): number {
  return lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0);
}

/** The second of two keys with one name. */
export function keyTwice({ code, pos: [offset] }: YAMLError, text: string): TextFault | undefined {
  if (code !== 'DUPLICATE_KEY') return undefined;
  const key = /^["']?([^:"'\n]*)/.exec(text.slice(offset))?.[1] ?? '';
  return { offset, text: key, message: say`"${key}" is written twice`, suggestion: say`keep one` };
}

function tabFault(error: YAMLError, lines: readonly string[]): TextFault | undefined {
  if (error.code !== 'TAB_AS_INDENT') return undefined;
  const line = lines.findIndex((text) => /^ *\t/.test(text));
  if (line === -1) return undefined;
  const tab = lines[line]?.indexOf('\t') ?? 0;
  const message = say`this line is indented with a tab`;
  return {
    offset: offsetOf(lines, line) + tab,
    text: '\t',
    message,
    suggestion: say`write spaces, two for each level`,
  };
}

const structural = ['BAD_INDENT', 'BLOCK_AS_IMPLICIT_KEY', 'MULTILINE_IMPLICIT_KEY'];

function indentFault(error: YAMLError, lines: readonly string[]): TextFault | undefined {
  if (!structural.includes(error.code) && !error.message.startsWith('Sequence item without')) return undefined;
  const misplaced = misplacedLine(lines);
  if (!misplaced) return undefined;
  const { line, indent, expected, like, isItem, or } = misplaced;
  const text = lines[line]?.trim() ?? '';
  if (/^-[A-Za-z]/.test(text)) {
    const suggestion = say`write "- ${text.slice(1)}"`;
    return {
      offset: offsetOf(lines, line) + indent,
      text,
      message: say`a space is missing behind the dash`,
      suggestion,
    };
  }
  const what = isItem ? say`this item of a list` : say`this line`;
  const side = or
    ? say`${what} begins between two levels`
    : indent < expected
      ? say`${what} begins too far left`
      : say`${what} begins too far right`;
  return {
    offset: offsetOf(lines, line) + indent,
    text,
    message: side,
    suggestion: or
      ? say`begin it in column ${or.expected + 1}, as "${shortened(or.like)}" above, or in column ${expected + 1}, as "${shortened(like)}"`
      : say`begin it in column ${expected + 1}, as "${shortened(like)}" above`,
  };
}

function shortened(line: string): string {
  return line.length > 40 ? `${line.slice(0, 39).trimEnd()}…` : line;
}

const partners: Readonly<Record<string, string>> = { '[': ']', '{': '}' };

/** A bracket that is not closed, or by the wrong one. */
function bracketFault(error: YAMLError, text: string): TextFault | undefined {
  if (!/^Flow (map|sequence)|^Expected flow/.test(error.message)) return undefined;
  const from = topLevelStart(text, error.pos[0]);
  const open: { readonly sign: string; readonly offset: number }[] = [];
  for (let at = from; at < error.pos[0]; at++) {
    const sign = text.charAt(at);
    if (sign in partners) open.push({ sign, offset: at });
    else if (sign === partners[open.at(-1)?.sign ?? '']) open.pop();
  }
  const last = open.at(-1);
  if (!last) return undefined;
  const { sign, offset } = last;
  const line = lineAt(text, offset + 1);
  const suggestion = say`write "${partners[sign] ?? ''}" where it ends`;
  return { offset, text: line.text.slice(offset - line.offset), message: say`"${sign}" is not closed`, suggestion };
}

/** The beginning of the last line without indentation before the offset. */
function topLevelStart(text: string, before: number): number {
  const starts = [...text.slice(0, before).matchAll(/^\S/gm)];
  const last = starts.at(-1)?.index ?? 0;
  return lineAt(text, before).offset === last ||
    text.slice(last, before).includes('[') ||
    text.slice(last, before).includes('{')
    ? last
    : (starts.at(-2)?.index ?? 0);
}

/** What a line of YAML is meant to say, where that can be told. */
interface PlainFault {
  /** In the line, from 0. */
  readonly column: number;
  readonly message: Saying;
  readonly suggestion: Saying;
}

function plainWords({ code }: YAMLError, { text }: Line): PlainFault | undefined {
  const value = /^(\s*(?:- +)?[^\s:"'[{][^:"'[{]*: +)(\S.*)$/.exec(text);
  const quoted = value && quotedValue(value[1] ?? '', value[2] ?? '');
  if (code === 'BAD_SCALAR_START' && value && quoted)
    return atValue(value, say`"${value[2]?.charAt(0) ?? ''}" cannot begin a text`, quoted);
  if (code === 'UNEXPECTED_TOKEN' && value && quoted)
    return atValue(value, say`this text begins with a sign of YAML`, quoted);
  if (code === 'NON_STRING_KEY' && value && quoted)
    return atValue(value, say`this text begins with a sign of YAML`, quoted);
  if (value && /^｛.*[:：].*[｝}]/u.test(value[2] ?? '')) {
    return atValue(value, say`the "｛" is full-width`, say`write "${halfWidth(text.trim())}"`);
  }
  if (code === 'BLOCK_AS_IMPLICIT_KEY' && value && quoted && /: /.test(value[2] ?? ''))
    return atValue(value, say`this text has a colon with a space behind it`, quoted);
  if (code === 'BLOCK_IN_FLOW') return missingComma(text);
  if (code === 'MULTIPLE_DOCS') {
    return { column: 0, message: say`"---" begins a second document`, suggestion: say`remove the line` };
  }
  return structural.includes(code) ? noColon(text) : undefined;
}

function atValue(value: RegExpExecArray, message: Saying, suggestion: Saying): PlainFault {
  return { column: value[1]?.length ?? 0, message, suggestion };
}

function quotedValue(key: string, value: string): Saying {
  return say`put it in quotes: ${key.trim()} "${value.replaceAll('"', '\\"')}"`;
}

/** The first quote that begins a value and has no partner on its line. */
function openQuote(error: YAMLError, lines: readonly string[]): TextFault | undefined {
  if (!error.message.startsWith('Missing closing')) return undefined;
  for (const [line, text] of lines.entries()) {
    const [, before = '', sign = ''] = /^(.*?(?:[:[{,] *|- +))(["'])/.exec(text) ?? [];
    if (sign === '' || text.slice(before.length).split(sign).length % 2 === 1) continue;
    const offset = offsetOf(lines, line) + before.length;
    const suggestion = say`write another ${sign} where it ends`;
    return { offset, text: text.slice(before.length), message: say`the quote ${sign} is not closed`, suggestion };
  }
  return undefined;
}

function missingComma(text: string): PlainFault {
  const semicolon = text.indexOf(';');
  if (semicolon !== -1) return { column: semicolon, message: say`";" separates nothing`, suggestion: say`write ","` };
  const brace = Math.max(0, text.search(/[{[]/));
  const message = say`a comma is missing between these brackets`;
  return { column: brace, message, suggestion: say`separate the parts with ","` };
}

/** A line that is neither `key: value` nor an item. */
function noColon(text: string): PlainFault {
  const column = text.length - text.trimStart().length;
  const line = text.trim();
  if (/^(<{7}|={7}|>{7})/.test(line)) {
    const suggestion = say`keep one of the two versions, and remove the lines with <<<<<<<, ======= and >>>>>>>`;
    return { column, message: say`git left two versions here`, suggestion };
  }
  const glued = /^((?:- )?[A-Za-z][A-Za-z .-]*):(\S.*)$/.exec(line);
  if (glued) {
    const [, key = '', value = ''] = glued;
    const at = column + key.length + 1;
    return { column: at, message: say`a space is missing behind the colon`, suggestion: say`write "${key}: ${value}"` };
  }
  const other = /^((?:- )?[A-Za-z][A-Za-z ]*?)\s*([=;→])\s*(\S.*)$/.exec(line);
  const [, key = 'key', , value = 'value'] = other ?? [];
  return { column, message: say`this line has no colon behind its key`, suggestion: say`write "${key}: ${value}"` };
}
