import { type ActionOf, staffWays } from '../../model/action.ts';
import { readChoice } from '../reading/fields.ts';
import { en } from '../words/en.ts';
import { boxInWords, inWords } from '../words/words.ts';
import type { ActionKind } from './action-kind.ts';
import { readPlain } from './plain.ts';

const most = 500;
const { by: ways } = en.actions['tell-staff'];

/** `tell staff: "…"`, `by: email`. */
export const tellStaffKind: ActionKind<ActionOf<'tell-staff'>> = {
  kind: 'tell-staff',

  keys: {
    'tell staff': {
      type: 'string',
      description: 'Tells the staff, with the ids of what it is about: where, infra/settings.ts says.',
      examples: ['A customer waits for an answer.'],
      maxLength: most,
    },
    by: { enum: [...staffWays], default: 'email', description: 'How the staff is told. Without it: by e-mail.' },
  },
  needed: ['tell staff'],

  read({ node, values }, source) {
    const text = readPlain(source, values.get('tell staff') ?? node, 'tell staff', most);
    const wayNode = values.get('by');
    const by = wayNode ? readChoice(source, wayNode, 'way', staffWays) : 'email';
    return text === undefined || by === undefined ? undefined : { kind: 'tell-staff', text, by };
  },

  id: () => 'tell-staff',

  stateName: ({ by }) => `Tell staff ${ways[by]}`,

  nounFor: () => 'telling staff',

  explain: (action) => inWords(({ actions }) => actions['tell-staff'].sentence(action)),

  box: (action) => boxInWords(action, ({ actions }) => actions['tell-staff']),

  calledInDiff: (action) => inWords(({ actions }) => actions['tell-staff'].called(action, '')),

  setting: (action) => inWords(({ actions }) => actions['tell-staff'].setting(action)),
};
