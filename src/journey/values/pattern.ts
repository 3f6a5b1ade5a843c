import type { Node } from 'yaml';
import type { Pattern } from '../../pattern/pattern.ts';
import { validatePattern } from '../../pattern/validate.ts';
import type { Source } from '../reading/source.ts';

/**
 * Reads an EventBridge pattern; each fault is reported where in the pattern it is.
 * @param what how errors call the pattern: `where`
 */
export function readPattern(source: Source, node: Node, what: string): Pattern | undefined {
  const map = source.resolve(node);
  const pattern = source.plain(map);
  const faults = validatePattern(pattern);
  for (const { path, message } of faults) {
    source.report(source.find(map, path), `${what}: ${message.replace(/\.$/, '')}`);
  }
  return faults.length === 0 ? (pattern as Pattern) : undefined; // only objects have no faults
}
