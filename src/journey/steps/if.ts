import type { Condition, IfStep } from '../model/steps.ts';
import { requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import { conditionKey, readCondition } from '../values/condition.ts';
import { boxInWords, conditionInWords, inWords } from '../words/words.ts';
import { armTask } from './choice.ts';
import type { StepBranch, StepKind } from './step-kind.ts';

export const ifKind: StepKind<IfStep> = {
  keys: {
    if: conditionKey,
    then: { description: 'Steps for when it holds; after them the line goes on.', $ref: '#/$defs/steps' },
    else: { description: 'Steps for when it does not. Without it: the line goes on.', $ref: '#/$defs/steps' },
  },

  read(fields, reading) {
    const { source } = reading;
    const condition = readCondition(source, fields.values.get('if') ?? fields.node, reading.scope);
    requiredNode(source, fields, 'then', 'if', say`list what happens when it holds`);
    const id = reading.id('if');
    const then = reading.arm('then', fields);
    const otherwise = fields.values.has('else') ? reading.arm('else', fields) : [];
    if (!condition || !then || !otherwise) return undefined;
    return { kind: 'if', at: source.at(fields.node), id, condition, then, else: otherwise };
  },

  arms: ({ then, else: otherwise }) => [then, otherwise],

  conditions: ({ condition }) => [condition],

  stateName: ({ condition }) => `Choose: ${inEnglish(condition)}`,

  nounFor: () => 'the choice',

  state({ id, condition, then, else: otherwise }, place) {
    const words = inEnglish(condition);
    const arms = [place.arm(then), place.arm(otherwise)];
    return armTask(`${words.charAt(0).toUpperCase()}${words.slice(1)}?`, { id, if: condition }, arms, place);
  },

  explain: (step) => inWords(({ steps }) => steps.if.sentence(step)),

  branches({ condition, then, else: otherwise }) {
    const held: StepBranch = { key: 'then', when: inWords(({ steps }) => steps.if.holds(condition)), steps: then };
    const not: StepBranch = { key: 'else', when: inWords(({ steps }) => steps.if.otherwise), steps: otherwise };
    return otherwise.length > 0 ? [held, not] : [held];
  },

  box: (step) => ({
    tone: 'question',
    icon: 'M8 1.5L14.5 8L8 14.5L1.5 8z',
    ...boxInWords(step, ({ steps }) => steps.if),
  }),

  calledInDiff: (step) => inWords(({ steps }) => steps.if.called(step, '')),

  setting: (step) => inWords(({ steps }) => steps.if.setting(step)),
};

function inEnglish(condition: Condition): string {
  return conditionInWords(condition).en;
}
