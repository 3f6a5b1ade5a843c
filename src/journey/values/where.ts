import type { Node } from 'yaml';
import type { EventType } from '../../commerce/events.ts';
import { isCustomFieldOfList } from '../../commerce/reading/custom-fields.ts';
import { alternatives } from '../../pattern/alternatives.ts';
import type { Pattern } from '../../pattern/pattern.ts';
import type { Source } from '../reading/source.ts';
import { readPattern } from './pattern.ts';

/**
 * Reads `where`. It may ask for custom fields, but not inside a list of the contract: those are not stored, so the
 * check before each message would always fail.
 * @param on the event that starts the journey, if known
 */
export function readWhere(source: Source, node: Node, on?: EventType): Pattern | undefined {
  const where = readPattern(source, node, 'where');
  if (where === undefined || on === undefined) return where;
  const lost = alternatives(where)
    .flat()
    .find(({ path }) => isCustomFieldOfList(on, path));
  if (lost === undefined) return where;
  const field = lost.path.join('.');
  source.report(
    node,
    `where: "${field}" of ${on} is not stored`,
    'ask for a field of docs/events.md, or for one beside the list',
  );
  return undefined;
}
