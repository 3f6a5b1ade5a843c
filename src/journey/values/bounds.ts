import type { Node } from 'yaml';
import type { Condition } from '../model/steps.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';

/** The whole numbers that a field can have, by the end of its path. */
const bounds: Readonly<Record<string, readonly [least: number, most: number]>> = {
  'survey.score': [0, 10],
  'review.rating': [1, 5],
};

/**
 * Reports comparisons of a condition or a pattern that hold of every score or of none.
 * @param condition as read from the node
 */
export function checkBounds(source: Source, node: Node, condition: Condition | undefined): void {
  if (condition) walk(source, node, condition, []);
}

function walk(source: Source, node: Node, value: unknown, path: readonly (string | number)[]): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, below] of Object.entries(value)) {
    const here = [...path, Array.isArray(value) ? Number(key) : key];
    const field = here
      .filter((part) => typeof part === 'string')
      .slice(-2)
      .join('.');
    const limits = Object.hasOwn(bounds, field) ? bounds[field] : undefined;
    if (limits && Array.isArray(below)) checkAll(source, source.find(source.resolve(node), here), field, below, limits);
    else walk(source, node, below, here);
  }
}

function checkAll(
  source: Source,
  node: Node,
  field: string,
  accepted: readonly unknown[],
  limits: readonly [number, number],
) {
  const [least, most] = limits;
  const all = Array.from({ length: most - least + 1 }, (_, index) => least + index);
  const suggestion = say`write numbers from ${least} to ${most}`;
  const odd = accepted.find((one) => typeof one === 'number' && !all.includes(one));
  if (odd !== undefined) {
    source.report(node, say`no ${field} is ${Number(odd)}`, suggestion);
    return;
  }
  const comparison = accepted.find((one) => typeof one === 'object' && one !== null && 'numeric' in one);
  const terms = comparison && (comparison as { readonly numeric: unknown }).numeric; // found by the key
  if (!Array.isArray(terms)) return;
  const holds = all.filter((number) => satisfies(number, terms));
  const words = terms.join(' ');
  if (holds.length === 0) source.report(node, say`no ${field} is ${words}`, suggestion);
  else if (holds.length === all.length) source.report(node, say`every ${field} is ${words}`, suggestion);
}

/** True if a number fulfils EventBridge's `[">=", 7, "<", 9]`. */
function satisfies(number: number, terms: readonly unknown[]): boolean {
  return terms.every((term, index) => {
    if (index % 2 === 1) return true;
    const bound = Number(terms[index + 1]);
    if (term === '=') return number === bound;
    if (term === '<') return number < bound;
    if (term === '<=') return number <= bound;
    return term === '>' ? number > bound : number >= bound;
  });
}
