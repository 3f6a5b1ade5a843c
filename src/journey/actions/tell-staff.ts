import { isMap, type Node } from 'yaml';
import { type ActionOf, staffWays } from '../../model/action.ts';
import { readChoice, readFields, requiredNode } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import type { Source } from '../reading/source.ts';
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
      description:
        'Tells the staff, with the ids of what it is about: where, infra/settings.ts says. One text, or one in each language of the store: `staff language` of store.yaml says which is sent.',
      oneOf: [
        { type: 'string', maxLength: most },
        { type: 'object', additionalProperties: { type: 'string', maxLength: most }, minProperties: 1 },
      ],
      examples: ['A customer waits for an answer.', { en: 'A customer waits.', ja: 'お客様がお待ちです。' }],
    },
    by: { enum: [...staffWays], default: 'email', description: 'How the staff is told. Without it: by e-mail.' },
  },
  needed: ['tell staff'],

  read({ node, values }, source, locales) {
    const texts = readTexts(source, values.get('tell staff') ?? node, locales);
    const wayNode = values.get('by');
    const by = wayNode ? readChoice(source, wayNode, 'way', staffWays) : 'email';
    return texts === undefined || by === undefined ? undefined : { kind: 'tell-staff', ...texts, by };
  },

  id: () => 'tell-staff',

  stateName: ({ by }) => `Tell staff ${ways[by]}`,

  nounFor: () => 'telling staff',

  explain: (action) => inWords(({ actions }) => actions['tell-staff'].sentence(action)),

  box: (action) => boxInWords(action, ({ actions }) => actions['tell-staff']),

  calledInDiff: (action) => inWords(({ actions }) => actions['tell-staff'].called(action, '')),

  setting: (action) => inWords(({ actions }) => actions['tell-staff'].setting(action)),
};

/** Reads one text, or one in each locale of the store. */
function readTexts(
  source: Source,
  node: Node,
  locales: readonly string[],
): Pick<ActionOf<'tell-staff'>, 'text' | 'texts'> | undefined {
  if (!isMap(source.resolve(node))) {
    const only = readPlain(source, node, 'tell staff', most);
    return only === undefined ? undefined : { text: only };
  }
  const fields = readFields(source, node, 'tell staff', locales);
  const texts = locales.flatMap((locale) => {
    const textNode = fields && requiredNode(source, fields, locale, 'tell staff', say`write it in ${locale}`);
    const text = textNode && readPlain(source, textNode, say`tell staff in ${locale}`, most);
    return text === undefined ? [] : [[locale, text] as const];
  });
  const [first] = texts;
  return first === undefined || texts.length < locales.length
    ? undefined
    : { text: first[1], texts: Object.fromEntries(texts) };
}
