import type { Node } from 'yaml';
import type { EventType } from '../contracts/event.ts';
import { leadsAstray } from '../contracts/unlisted.ts';
import { alternatives } from '../pattern/alternatives.ts';
import { readPattern } from './read-pattern.ts';
import type { Source } from './source.ts';

/**
 * Reads `where`. It may look at fields that the event's contract does not name, but not inside of the contract's lists:
 * of those only the named fields are remembered, and a message would never find again what the rule has matched.
 * @param on the event that starts the journey, if it is known
 */
export function readWhere(source: Source, node: Node, on?: EventType): Record<string, unknown> | undefined {
  const where = readPattern(source, node, 'where');
  if (where === undefined || on === undefined) return where;
  const astray = alternatives(where)
    .flat()
    .find(({ path }) => leadsAstray(on, path));
  if (astray === undefined) return where;
  const field = astray.path.join('.');
  source.report(
    node,
    `where: nothing remembers "${field}" of ${on}`,
    'ask for a field of docs/events.md, or for one beside the list',
  );
  return undefined;
}
