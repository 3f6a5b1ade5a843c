import type { Operator } from './operator.ts';

/** `{"exists": true}`: some leaf is there. Absence has no leaf to look at; the matcher decides `{"exists": false}`. */
export const exists: Operator = {
  problem: (operand) => (typeof operand === 'boolean' ? undefined : '"exists" takes true or false.'),
  matches: (operand) => operand === true,
};
