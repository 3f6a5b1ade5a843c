import type { Node } from 'yaml';
import { readText } from '../reading/fields.ts';
import { type Said, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';

/** Reads a text without placeholders, which nothing would fill in. @param most characters */
export function readPlain(source: Source, node: Node, what: Said, most: number): string | undefined {
  const text = readText(source, node, what, say`write some words`);
  if (text === undefined) return undefined;
  const fault = placeholderIn(text);
  if (fault !== undefined) {
    source.report(node, say`"${fault}" in ${what} is never filled in`, say`write plain words`, text.indexOf(fault));
  } else if ([...text].length > most) {
    source.report(node, say`${what} is longer than ${most} characters`, say`shorten it`);
  } else return text;
  return undefined;
}

/** The first text that looks like a placeholder: of Liquid, of this repository's machines, or of JavaScript. */
export function placeholderIn(text: string): string | undefined {
  return /\{\{|\{%|\$\{/.exec(text)?.[0];
}
