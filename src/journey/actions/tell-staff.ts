import { type ActionOf, staffWays } from '../../model/action.ts';
import { readChoice } from '../reading/fields.ts';
import type { ActionKind } from './action-kind.ts';
import { readPlain } from './plain.ts';

const most = 500;
const ways = { email: { en: 'by e-mail', ja: 'メール' }, webhook: { en: 'by webhook', ja: 'Webhook' } };

/** `tell staff: "…"`, `by: email`. */
export const tellStaffKind: ActionKind<ActionOf<'tell-staff'>> = {
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
    const written = values.get('by');
    const by = written ? readChoice(source, written, 'way', staffWays) : 'email';
    return text === undefined || by === undefined ? undefined : { kind: 'tell-staff', text, by };
  },

  id: () => 'tell-staff',

  stateName: ({ by }) => `Tell staff ${ways[by].en}`,

  nounFor: () => 'telling staff',

  explain: ({ text, by }) => ({
    en: `Tell the staff ${ways[by].en}: “${text}”`,
    ja: `スタッフに${ways[by].ja}で知らせます：「${text}」`,
  }),

  box: ({ text, by }) => ({
    title: { en: `Tell the staff ${ways[by].en}`, ja: `スタッフに${ways[by].ja}で知らせる` },
    note: { en: text, ja: text },
  }),

  setting: ({ text, by }) => `“${text}”, ${ways[by].en}`,
};
