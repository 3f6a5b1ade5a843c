import type { Fields } from '../fields.ts';
import type { State } from '../machine.ts';
import { parseChoice } from './choice.ts';
import { parseFail } from './fail.ts';
import { parseMap } from './map.ts';
import { parseParallel } from './parallel.ts';
import { parsePass } from './pass.ts';
import { parseSucceed } from './succeed.ts';
import { parseTask } from './task.ts';
import { parseWait } from './wait.ts';

/** What a kind of state compiles to; its name and type are added by the caller. */
export type Compiled = Pick<State, 'targets' | 'run'>;

/** Every kind of state, by its Type. */
export const kinds: ReadonlyMap<string, (fields: Fields, name: string) => Compiled> = new Map([
  ['Choice', parseChoice],
  ['Fail', parseFail],
  ['Map', parseMap],
  ['Parallel', parseParallel],
  ['Pass', parsePass],
  ['Succeed', parseSucceed],
  ['Task', parseTask],
  ['Wait', parseWait],
]);
