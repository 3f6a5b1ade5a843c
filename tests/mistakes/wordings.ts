import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { patternWordings } from '../../src/journey/conditions/pattern-fault.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** Every wording that is written with say`…`: values numbered, `unknown key "{0}" in {1}`. */
export function wordingsInSource(): ReadonlySet<string> {
  const files = ['src/journey', 'build'].flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && entry.name !== 'saying.ts')
      .map((entry) => path.join(entry.parentPath, entry.name)),
  );
  return new Set([...patternWordings, ...files.flatMap((file) => wordingsOf(readFileSync(file, 'utf8')))]);
}

function wordingsOf(text: string): string[] {
  return [...text.matchAll(/\bsay`/g)].map(({ 0: start, index }) => wordingAt(text, index + start.length));
}

function wordingAt(text: string, from: number): string {
  let wording = '';
  let values = 0;
  for (let at = from; text.charAt(at) !== '`'; at++) {
    if (at > text.length) throw new Error(`A wording has no end: ${wording.slice(0, 200)}`);
    if (text.startsWith('\\n', at++)) wording += '\n';
    else if (text.charAt(--at) === '\\') wording += text.charAt(++at);
    else if (text.startsWith('${', at)) {
      at = endOfValue(text, at + 2);
      wording += `{${values++}}`;
    } else wording += text.charAt(at);
  }
  return wording;
}

/** The place of the brace that ends a value; a value may hold templates of its own. */
function endOfValue(text: string, from: number): number {
  let depth = 1;
  let at = from;
  for (; depth > 0; at++) {
    if (at > text.length) throw new Error(`A value has no end: ${text.slice(from, from + 200)}`);
    const sign = text.charAt(at);
    if (sign === '`') at = text.indexOf('`', at + 1);
    else if (sign === '{') depth += 1;
    else if (sign === '}') depth -= 1;
  }
  return at - 1;
}
