import type { Fields } from '../fields.ts';
import { parsePaths } from '../flow.ts';
import type { Compiled } from '../machine.ts';

/** Succeed: ends the branch well. */
export function parseSucceed(fields: Fields): Compiled {
  const paths = parsePaths(fields);
  return { targets: [], run: (visit) => ({ next: undefined, output: paths.output(visit, paths.input(visit)) }) };
}
