import { StateFailure } from '../errors.ts';
import { Fields } from '../fields.ts';
import { parseAssign, parsePaths } from '../flow.ts';
import type { Compiled } from '../machine.ts';
import { parseCondition } from './condition.ts';

/** Choice: goes where the first rule that holds says, else to Default. */
export function parseChoice(fields: Fields): Compiled {
  const rules = fields.list('Choices').map((raw) => parseRule(new Fields(raw, fields.state, 'Choices')));
  if (rules.length === 0) throw fields.invalid('Choices', 'At least one rule is expected here.');
  const fallback = fields.text('Default');
  const assignByDefault = parseAssign(fields);
  const paths = parsePaths(fields);
  return {
    targets: [...rules.map((rule) => rule.next), ...(fallback === undefined ? [] : [fallback])],
    run(visit) {
      const input = paths.input(visit);
      const rule = rules.find(({ holds }) => holds(visit.seeing(input)));
      const next = rule ? rule.next : fallback;
      if (next === undefined) {
        throw new StateFailure('States.NoChoiceMatched', `No rule of '${visit.name}' holds and it has no Default.`);
      }
      const output = paths.output(visit, input);
      (rule?.assign ?? assignByDefault)(visit, input);
      return { next, output };
    },
  };
}

function parseRule(fields: Fields) {
  fields.text('Comment');
  const next = fields.requiredText('Next');
  const assign = parseAssign(fields);
  return { next, assign, holds: parseCondition(fields) };
}
