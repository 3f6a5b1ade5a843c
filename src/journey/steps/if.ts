import { required } from '../reading/fields.ts';
import type { Position } from '../reading/problem.ts';
import { type Condition, conditionKey, readCondition } from '../values/condition.ts';
import { conditionInWords, withoutCode } from '../words/condition-words.ts';
import { chooseArm } from './choice.ts';
import type { Step } from './registry.ts';
import type { Branch, StepKind } from './step-kind.ts';

/** `if: { orders: { since start: [0] } }`, what happens `then`, and what else; after that the line goes on. */
export interface IfStep {
  readonly kind: 'if';
  readonly at: Position;
  readonly id: string;
  readonly condition: Condition;
  readonly then: readonly Step[];
  /** Empty when the journey does not say. */
  readonly else: readonly Step[];
}

export const ifKind: StepKind<IfStep> = {
  keys: {
    if: conditionKey,
    then: { description: 'Steps for when it holds; after them the line goes on.', $ref: '#/$defs/steps' },
    else: { description: 'Steps for when it does not. Without it: the line goes on.', $ref: '#/$defs/steps' },
  },

  read(fields, reading) {
    const { source } = reading;
    const condition = readCondition(source, fields.values.get('if') ?? fields.node);
    required(source, fields, 'then', 'if', 'list what happens when it holds');
    const id = reading.id('if');
    const then = reading.arm('then', fields);
    const otherwise = fields.values.has('else') ? reading.arm('else', fields) : [];
    if (!condition || !then || !otherwise) return undefined;
    return { kind: 'if', at: source.at(fields.node), id, condition, then, else: otherwise };
  },

  stateName: ({ condition }) => `Choose: ${conditionInWords(condition).en}`,

  nounFor: () => 'the choice',

  state({ id, condition, then, else: otherwise }, place) {
    const { en: words } = conditionInWords(condition);
    const arms = [place.arm(then), place.arm(otherwise)];
    return chooseArm(`${words.charAt(0).toUpperCase()}${words.slice(1)}?`, { id, if: condition }, arms, place);
  },

  explain: () => ({ en: 'Choose by what is known.', ja: '分かっていることで進み方を選びます。' }),

  branches({ condition, then, else: otherwise }) {
    const { en, ja } = conditionInWords(condition);
    const held: Branch = { key: 'then', when: { en: `if ${en}`, ja: `${ja}なら` }, steps: then };
    const not: Branch = { key: 'else', when: { en: 'if not', ja: 'そうでなければ' }, steps: otherwise };
    return otherwise.length > 0 ? [held, not] : [held];
  },

  box({ condition }) {
    const { en, ja } = withoutCode(conditionInWords(condition));
    const title = { en: `${en.charAt(0).toUpperCase()}${en.slice(1)}?`, ja: `${ja}？` };
    return { tone: 'question', icon: 'M8 1.5L14.5 8L8 14.5L1.5 8z', title };
  },

  calledInDiff: ({ id }) => `the choice ${id}`,

  setting: ({ condition }) => conditionInWords(condition).en,
};
