import { isMap, isScalar, isSeq, type Node } from 'yaml';
import { fullWidthIn, halfWidth } from './full-width.ts';
import { type Said, type Saying, say } from './saying.ts';
import type { Source } from './source.ts';
import { suggest } from './suggest.ts';

/** A mapping whose keys were checked, with the node under each key. */
export interface Fields {
  readonly node: Node;
  readonly values: ReadonlyMap<string, Node>;
}

/**
 * Reads a mapping and reports every key that is not known.
 * @param what how errors call the mapping: `starts`
 * @param advice what to write instead of something that is no mapping; without it, which keys there are
 */
export function readFields(
  source: Source,
  node: Node,
  what: Said,
  known: readonly string[],
  advice: Saying = say`write "key: value" lines with ${known.join(', ')}`,
): Fields | undefined {
  const map = source.resolve(node);
  if (!isMap(map)) {
    reportNoMapping(source, node, what, advice);
    return undefined;
  }
  const values = new Map<string, Node>();
  for (const { key, value } of map.items) {
    const name = String((key as Node & { value?: unknown }).value); // stringKeys leaves no keys but scalars
    const meant = known.includes(name) ? name : readUnknownKey(source, key as Node, name, what, known);
    if (meant !== undefined) values.set(meant, (value ?? key) as Node); // `key` alone, as in a flow mapping, has no value node
  }
  return { node: map, values };
}

/** Reports a key that is not known. Returns the key that is meant, if it is only written in full-width characters. */
function readUnknownKey(source: Source, key: Node, name: string, what: Said, known: readonly string[]) {
  const plain = halfWidth(name).trim();
  const meant = known.find((one) => plain === one || plain.startsWith(`${one}:`));
  if (meant === undefined || !fullWidthIn(name)) {
    source.report(key, say`unknown key "${name}" in ${what}`, suggest(name, known));
    return undefined;
  }
  source.reportFullWidth(key, name, plain.replace(/:\s*(?=\S)/, ': '));
  return meant;
}

function reportNoMapping(source: Source, node: Node, what: Said, advice: Saying): void {
  const target = source.resolve(node);
  const text = isScalar(target) && target.value !== null ? String(target.source ?? target.value) : '';
  if (/^[｛{［]/.test(text) && source.reportFullWidth(node, text)) return;
  source.report(node, say`${what} is no mapping`, advice);
}

/** The node under a key that must be there. @param suggestion what to write when it is not */
export function requiredNode(source: Source, fields: Fields, key: string, what: Said, suggestion: Saying) {
  const node = fields.values.get(key);
  if (!node) source.report(fields.node, say`${what} has no "${key}"`, suggestion);
  return node;
}

/** The elements of a list; a single value counts as a list of one. */
export function readList(source: Source, node: Node): Node[] {
  const list = source.resolve(node);
  return isSeq(list) ? (list.items as Node[]) : [node]; // a parsed document's items are nodes
}

/** The text of a scalar, on one line; a number or a word such as `true` counts as its text. */
export function readText(source: Source, node: Node, what: Said, suggestion: Saying): string | undefined {
  const scalar = source.resolve(node);
  const text = isScalar(scalar) && scalar.value !== null ? String(scalar.source ?? scalar.value) : undefined;
  const line = text?.replace(/[^\S\u3000]+/g, ' ').trim();
  if (line) return line;
  source.report(node, isScalar(scalar) ? say`${what} is empty` : say`${what} is no text`, suggestion);
  return undefined;
}

/**
 * A text that the language itself reads, such as a name or a time: not one with full-width characters.
 * @param meant the text to write in place of one with them
 */
export function readWord(
  source: Source,
  node: Node,
  what: Said,
  suggestion: Saying,
  meant: (text: string) => string = halfWidth,
): string | undefined {
  const text = readText(source, node, what, suggestion);
  return text === undefined || source.reportFullWidth(node, text, meant(text)) ? undefined : text;
}

/** A word out of a few. */
export function readChoice<T extends string>(
  source: Source,
  node: Node,
  what: Said,
  choices: readonly T[],
): T | undefined {
  const text = readWord(source, node, what, suggest('', choices));
  const choice = choices.find((candidate) => candidate === text);
  if (text !== undefined && choice === undefined) {
    source.report(node, say`unknown ${what} "${text}"`, suggest(text, choices));
  }
  return choice;
}

/** A whole number between two others. */
export function readWhole(source: Source, node: Node, what: Said, [least, most]: readonly [number, number]) {
  const text = readText(source, node, what, say`write a number from ${least} to ${most}`);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  reportNumber(source, node, what, text, [least, most]);
  return undefined;
}

/** The percentage that Japanese says in tenths: `1割` is 10, `2割5分引き` is 25. */
function percentOfTenths(text: string): number | undefined {
  const [, tenths, hundredths = '0'] =
    /^([\d一二三四五六七八九])割(?:([\d一二三四五六七八九])分)?(?:引き?)?$/.exec(text) ?? [];
  if (tenths === undefined) return undefined;
  const digit = (sign: string) => (/\d/.test(sign) ? Number(sign) : '〇一二三四五六七八九'.indexOf(sign));
  const percent = digit(tenths) * 10 + digit(hundredths);
  return percent > 0 ? percent : undefined;
}

function reportNumber(source: Source, node: Node, what: Said, text: string, bounds: readonly [number, number]): void {
  const [least, most] = bounds;
  const plain = halfWidth(text).trim();
  const [, before = '', digits = '', after = ''] = /^([^\d.-]*)(\d[\d,]*(?:\.\d+)?)(.*)$/.exec(plain) ?? [];
  const number = Number(digits.replaceAll(',', ''));
  const fits = digits !== '' && Number.isInteger(number) && number >= least && number <= most;
  const alone = before === '' && after.trim() === '';
  const advice = say`write a whole number from ${least} to ${most}`;
  const tenths = percentOfTenths(plain);
  if (tenths !== undefined) {
    source.report(node, say`${what} "${text}" is no number`, say`write ${tenths}`);
    return;
  }
  if (fits && alone && source.reportFullWidth(node, text, String(number))) return;
  if (fits && !alone && !/^-/.test(before)) {
    const sign = `${before}${after}`.trim();
    source.report(node, say`${what} is a number alone`, say`leave out "${sign}": write ${number}`);
  } else if (Number.isFinite(Number(plain)) && !Number.isInteger(Number(plain))) {
    source.report(node, say`${what} "${text}" is no whole number`, advice);
  } else if (fits) source.report(node, say`${what} "${text}" is no number`, say`write ${number}`);
  else if (!Number.isFinite(Number(plain))) source.report(node, say`${what} "${text}" is no number`, advice);
  else source.report(node, say`${what} "${text}" is out of range`, advice);
}
