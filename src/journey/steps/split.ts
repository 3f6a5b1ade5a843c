import { isScalar, type Node } from 'yaml';
import type { SplitArm, SplitStep } from '../model/steps.ts';
import { type Fields, readFields, readList, readWhole, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import { boxInWords, inWords } from '../words/words.ts';
import { armTask } from './choice.ts';
import type { Nouns, Reading, StepKind } from './step-kind.ts';

const armKeys = {
  weight: { type: 'integer', minimum: 1, maximum: 100, description: 'How many runs take it, beside the other arms.' },
  'hold-out': {
    type: 'boolean',
    default: false,
    description: 'Whether its messages are kept back, so that the others can be compared with nothing.',
  },
  steps: { description: 'What happens in it; after that the line goes on.', $ref: '#/$defs/steps' },
};

export const splitKind: StepKind<SplitStep> = {
  keys: {
    split: {
      type: 'array',
      description:
        'Arms, of which every run takes one by chance, always the same: `weight` (1 to 100), `steps`, and `hold-out: true` for an arm whose messages are decided and recorded, but not sent.',
      items: { type: 'object', properties: armKeys, required: ['weight', 'steps'], additionalProperties: false },
      minItems: 2,
    },
  },

  read({ node, values }, reading) {
    const { source } = reading;
    const list = values.get('split') ?? node;
    const nodes = readList(source, list);
    if (nodes.length < 2) source.report(list, say`a split needs two arms`, say`add "- { weight: 50, steps: [ … ] }"`);
    const id = reading.id('split');
    const arms = nodes.map((arm) => readArm(arm, reading)).filter((arm) => arm !== undefined);
    if (nodes.length < 2 || arms.length < nodes.length) return undefined;
    return { kind: 'split', at: source.at(node), id, arms };
  },

  arms: ({ arms }) => arms.map(({ steps }) => steps),

  stateName: (step, { arm }) => `Choose: ${nounsOf(step, arm)}`,

  nounFor: () => 'the split',

  state(step, place) {
    const weights = step.arms.map(({ weight }) => weight);
    const arms = step.arms.map(({ steps, holdOut }) => place.arm(steps, { holdOut }));
    return armTask(`Split: ${nounsOf(step, place.armNoun)}`, { id: step.id, split: weights }, arms, place);
  },

  explain: (step) => inWords(({ steps }) => steps.split.sentence(step)),

  branches({ arms }) {
    const all = arms.reduce((sum, { weight }) => sum + weight, 0);
    return arms.map((arm, index) => ({
      key: `arm ${index + 1}`,
      when: inWords(({ steps }) => steps.split.arm(arm, all)),
      steps: arm.steps,
    }));
  },

  box: (step) => ({
    tone: 'question',
    icon: 'M2.5 2.5h11v11h-11zM5.5 5.5h.01M10.5 5.5h.01M8 8h.01M5.5 10.5h.01M10.5 10.5h.01',
    ...boxInWords(step, ({ steps }) => steps.split),
  }),

  calledInDiff: (step) => inWords(({ steps }) => steps.split.called(step, '')),

  setting: (step) => inWords(({ steps }) => steps.split.setting(step)),
};

function readArm(node: Node, reading: Reading): SplitArm | undefined {
  const { source } = reading;
  const fields = readFields(source, node, say`an arm`, Object.keys(armKeys));
  if (!fields) return undefined;
  const weightNode = requiredNode(
    source,
    fields,
    'weight',
    say`an arm`,
    say`say how many runs take it, such as "weight: 50"`,
  );
  const weight = weightNode && readWhole(source, weightNode, 'weight', [1, 100]);
  requiredNode(source, fields, 'steps', say`an arm`, say`list what happens in it`);
  const holdOut = readHoldOut(fields, reading);
  const steps = reading.arm('steps', fields);
  return weight === undefined || holdOut === undefined || !steps ? undefined : { weight, holdOut, steps };
}

function readHoldOut({ values }: Fields, { source }: Reading): boolean | undefined {
  const node = values.get('hold-out');
  if (!node) return false;
  const scalar = source.resolve(node);
  if (isScalar(scalar) && typeof scalar.value === 'boolean') return scalar.value;
  source.report(node, say`hold-out is neither true nor false`, say`write "hold-out: true", or drop it`);
  return undefined;
}

/** The nouns that set the arms apart in the names of states: the beginning of each. */
function nounsOf({ arms }: SplitStep, armNoun: Nouns['arm']): string {
  const nouns = arms.map(({ holdOut, steps }) => (holdOut ? 'hold-out' : armNoun(steps)));
  return `${nouns.slice(0, -1).join(', ')} or ${nouns.at(-1)}`;
}
