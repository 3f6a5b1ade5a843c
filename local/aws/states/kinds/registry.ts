import type { Fields } from '../fields.ts';
import type { Branch, Compiled } from '../machine.ts';
import { parseChoice } from './choice.ts';
import { parseFail } from './fail.ts';
import { parseMap } from './map.ts';
import { parseParallel } from './parallel.ts';
import { parsePass } from './pass.ts';
import { parseSucceed } from './succeed.ts';
import { parseTask } from './task.ts';
import { parseWait } from './wait.ts';

/** Compiles a kind of state. @param parseBranch compiles the lines of states inside it */
type ParseKind = (fields: Fields, name: string, parseBranch: (fields: Fields) => Branch) => Compiled;

/** Every kind of state, by its Type. */
export const kinds: ReadonlyMap<string, ParseKind> = new Map<string, ParseKind>([
  ['Choice', parseChoice],
  ['Fail', parseFail],
  ['Map', parseMap],
  ['Parallel', parseParallel],
  ['Pass', parsePass],
  ['Succeed', parseSucceed],
  ['Task', parseTask],
  ['Wait', parseWait],
]);
