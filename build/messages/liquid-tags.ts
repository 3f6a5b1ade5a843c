import { type Saying, say } from '../../src/journey/reading/saying.ts';
import { liquidPieces } from './masked.ts';

/** Something that Liquid would not read, or read otherwise: in which place of the text, from 0. */
interface TagFault {
  readonly offset: number;
  readonly message: Saying;
  readonly suggestion: Saying;
}

/** The tags that go on to an end of their own. */
const blocks = ['if', 'unless', 'for', 'case', 'capture', 'tablerow', 'comment', 'raw'];

/** Signs of other languages in a condition, and the one of Liquid. */
const signs: Readonly<Record<string, string>> = {
  '=': '==',
  '===': '==',
  '!==': '!=',
  '<>': '!=',
  '=>': '>=',
  '=<': '<=',
  '&&': 'and',
  '||': 'or',
};

/** The tags that people write as in another language: `{% else if %}`, `{% if x = "y" %}`, and ends of nothing. */
export function faultsOfTags(text: string): TagFault[] {
  const open: string[] = [];
  return liquidPieces(text).flatMap(({ text: piece, offset }): TagFault[] => {
    const [, name = '', rest = ''] = /^\{%-?\s*(\w+)([\s\S]*?)-?%\}$/.exec(piece) ?? [];
    const inner = open.at(-1);
    if ((inner === 'raw' || inner === 'comment') && name !== `end${inner}`) return [];
    if (blocks.includes(name)) open.push(name);
    if (name.startsWith('end')) return endFault(name, piece, offset, open);
    const branch = /^\s*if\b\s*([\s\S]*)$/.exec(name === 'else' ? rest : '');
    if (branch) {
      const suggestion = say`write "${`{% elsif ${branch[1]?.trim() ?? ''} %}`}"`;
      return [{ offset, message: say`unknown tag "${'else if'}"`, suggestion }];
    }
    return ['if', 'elsif', 'unless'].includes(name) ? signFault(piece, offset) : [];
  });
}

/** The fault of `{% end %}`, and of an end of something else than what is open. */
function endFault(name: string, piece: string, offset: number, open: string[]): TagFault[] {
  const inner = open.pop();
  if (inner !== undefined && name === `end${inner}`) return [];
  if (inner === undefined) {
    if (!['end', ...blocks.map((block) => `end${block}`)].includes(name)) return [];
    return [{ offset, message: say`${piece} ends nothing`, suggestion: say`leave it out` }];
  }
  const known = blocks.some((block) => name === `end${block}`);
  if (name !== 'end' && !known) return [];
  const message = known ? say`${piece} does not end {% ${inner} … %}` : say`unknown tag "${name}"`;
  return [{ offset, message, suggestion: say`write "${`{% end${inner} %}`}"` }];
}

function signFault(piece: string, offset: number): TagFault[] {
  const bare = piece.replace(/"[^"\n]*"|'[^'\n]*'/g, (quoted) => '_'.repeat(quoted.length));
  const found = /[=<>!&|]+/g;
  for (const { 0: sign, index } of bare.matchAll(found)) {
    const meant = Object.hasOwn(signs, sign) ? signs[sign] : undefined;
    if (meant !== undefined)
      return [{ offset: offset + index, message: say`Liquid has no "${sign}"`, suggestion: say`write "${meant}"` }];
  }
  return [];
}
