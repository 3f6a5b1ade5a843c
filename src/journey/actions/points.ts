import type { ActionOf } from '../../model/action.ts';
import { readWhole, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import { boxInWords, inWords } from '../words/words.ts';
import type { ActionKind } from './action-kind.ts';
import { readPlain } from './plain.ts';

const most = 1_000_000;

/** `points: 100`, `for: review`. */
export const pointsKind: ActionKind<ActionOf<'points'>> = {
  kind: 'points',

  keys: {
    points: {
      type: 'integer',
      description: 'Grants points: the event `points.granted` tells the store.',
      minimum: 1,
      maximum: most,
    },
    for: { type: 'string', description: 'What the points are for.', examples: ['review'], maxLength: 80 },
  },
  needed: ['points', 'for'],

  read(fields, source) {
    const points = readWhole(source, fields.values.get('points') ?? fields.node, 'points', [1, most]);
    const node = requiredNode(source, fields, 'for', 'points', say`say what for, such as "for: review"`);
    const reason = node && readPlain(source, node, 'for', 80);
    return points === undefined || reason === undefined ? undefined : { kind: 'points', points, for: reason };
  },

  id: () => 'points',

  stateName: (action) => `Grant points for ${action.for}`,

  nounFor: (action) => `points for ${action.for}`,

  explain: (action) => inWords(({ actions }) => actions.points.sentence(action)),

  box: (action) => boxInWords(action, ({ actions }) => actions.points),

  calledInDiff: (action) => inWords(({ actions }) => actions.points.called(action, '')),

  setting: (action) => inWords(({ actions }) => actions.points.setting(action)),
};
