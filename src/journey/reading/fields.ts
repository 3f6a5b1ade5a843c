import { isMap, isScalar, isSeq, type Node } from 'yaml';
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
  what: string,
  known: readonly string[],
  advice = `write "key: value" lines with ${known.join(', ')}`,
): Fields | undefined {
  const map = source.resolve(node);
  if (!isMap(map)) {
    source.report(node, `${what} is no mapping`, advice);
    return undefined;
  }
  const values = new Map<string, Node>();
  for (const { key, value } of map.items) {
    const name = String((key as Node & { value?: unknown }).value); // stringKeys leaves no keys but scalars
    if (!known.includes(name)) source.report(key as Node, `unknown key "${name}" in ${what}`, suggest(name, known));
    else values.set(name, (value ?? key) as Node); // `key` alone, as in a flow mapping, has no value node
  }
  return { node: map, values };
}

/** The node under a key that must be there. @param suggestion what to write when it is not */
export function requiredNode(source: Source, fields: Fields, key: string, what: string, suggestion: string) {
  const node = fields.values.get(key);
  if (!node) source.report(fields.node, `${what} has no "${key}"`, suggestion);
  return node;
}

/** The elements of a list; a single value counts as a list of one. */
export function readList(source: Source, node: Node): Node[] {
  const list = source.resolve(node);
  return isSeq(list) ? (list.items as Node[]) : [node]; // a parsed document's items are nodes
}

/** The text of a scalar, on one line; a number or a word such as `true` counts as its text. */
export function readText(source: Source, node: Node, what: string, suggestion: string): string | undefined {
  const scalar = source.resolve(node);
  const text = isScalar(scalar) && scalar.value !== null ? String(scalar.source ?? scalar.value) : undefined;
  const line = text?.replace(/\s+/g, ' ').trim();
  if (line) return line;
  source.report(node, isScalar(scalar) ? `${what} is empty` : `${what} is no text`, suggestion);
  return undefined;
}

/** A word out of a few. */
export function readChoice<T extends string>(
  source: Source,
  node: Node,
  what: string,
  choices: readonly T[],
): T | undefined {
  const text = readText(source, node, what, suggest('', choices));
  const choice = choices.find((candidate) => candidate === text);
  if (text !== undefined && choice === undefined) {
    source.report(node, `unknown ${what} "${text}"`, suggest(text, choices));
  }
  return choice;
}

/** A whole number between two others. */
export function readWhole(source: Source, node: Node, what: string, [least, most]: readonly [number, number]) {
  const text = readText(source, node, what, `write a number from ${least} to ${most}`);
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  source.report(node, `${what} "${text}" is out of range`, `write a whole number from ${least} to ${most}`);
  return undefined;
}
