import { anythingBut } from './anything-but.ts';
import { cidr } from './cidr.ts';
import { exists } from './exists.ts';
import { numeric } from './numeric.ts';
import type { Operator } from './operator.ts';
import { equalsIgnoreCase, prefix, suffix } from './text.ts';
import { wildcard } from './wildcard.ts';

/** Every operator of an event pattern, by the name it has in one. */
export const operators: ReadonlyMap<string, Operator> = new Map([
  ['anything-but', anythingBut],
  ['cidr', cidr],
  ['equals-ignore-case', equalsIgnoreCase],
  ['exists', exists],
  ['numeric', numeric],
  ['prefix', prefix],
  ['suffix', suffix],
  ['wildcard', wildcard],
]);
