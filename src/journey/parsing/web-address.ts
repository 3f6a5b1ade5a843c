import type { Node } from 'yaml';
import { readWord } from '../reading/fields.ts';
import { type Saying, say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';

/** The address of a page: https, without spaces. */
export function readPage(source: Source, node: Node, what: string): string | undefined {
  const advice = say`write one such as "https://shop.example.com/guide"`;
  const text = readWord(source, node, what, advice);
  if (text === undefined || isSecure(text)) return text;
  source.report(node, say`"${text}" is no address of a page`, advice);
  return undefined;
}

/** The address of a picture that mail programs show. */
export function readPicture(source: Source, node: Node, what: string): string | undefined {
  const advice = say`write the address of a PNG, JPEG or GIF, such as "https://shop.example.com/logo.png"`;
  const text = readWord(source, node, what, advice);
  if (text === undefined) return undefined;
  const problem = problemOf(text);
  if (problem === undefined) return text;
  source.report(node, problem, advice);
  return undefined;
}

function problemOf(text: string): Saying | undefined {
  if (text.startsWith('http://'))
    return say`"${text}" is not secure, and mail programs load pictures from https:// only`;
  if (!isSecure(text)) return say`"${text}" is no address of a picture`;
  const kind = /\.(svg|webp|avif|heic|pdf|bmp|tiff?)$/i.exec(new URL(text).pathname)?.[1];
  return kind === undefined
    ? undefined
    : say`"${text}" is a picture in ${kind.toUpperCase()}, which not every mail program shows`;
}

function isSecure(text: string): boolean {
  return /^https:\/\/[^\s/]+\S*$/.test(text) && URL.canParse(text);
}
