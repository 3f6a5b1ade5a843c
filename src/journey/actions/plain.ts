import type { Node } from 'yaml';
import { readText } from '../reading/fields.ts';
import type { Source } from '../reading/source.ts';

/** Reads a text without placeholders, which nothing would fill in. @param most characters */
export function readPlain(source: Source, node: Node, what: string, most: number): string | undefined {
  const text = readText(source, node, what, 'write some words');
  if (text === undefined) return undefined;
  const fault = placeholderIn(text);
  if (fault !== undefined) {
    source.report(node, `"${fault}" in ${what} is never filled in`, 'write plain words', text.indexOf(fault));
  } else if ([...text].length > most) {
    source.report(node, `${what} is longer than ${most} characters`, 'shorten it');
  } else return text;
  return undefined;
}

/** The first text that looks like a placeholder: of Liquid, of this repository's machines, or of JavaScript. */
export function placeholderIn(text: string): string | undefined {
  return /\{\{|\{%|\$\{/.exec(text)?.[0];
}
