import type { Action } from '../../model/action.ts';
import { readWord } from '../reading/fields.ts';
import { say } from '../reading/saying.ts';
import { boxInWords, inWords } from '../words/words.ts';
import type { ActionKind } from './action-kind.ts';

type TagAction = Extract<Action, { tag: string }>;

const pattern = '^[a-z][a-z0-9-]{0,39}$';

/** `tag: loyal`. */
export const tagKind = kindOfTag('tag', { description: 'Puts a tag on the customer.', verb: 'Tag', noun: 'tagging' });

/** `untag: loyal`. */
export const untagKind = kindOfTag('untag', {
  description: 'Takes a tag off the customer.',
  verb: 'Untag',
  noun: 'untagging',
});

interface Named {
  readonly description: string;
  readonly verb: string;
  readonly noun: string;
}

function kindOfTag(kind: TagAction['kind'], { description, verb, noun }: Named): ActionKind<TagAction> {
  return {
    kind,
    keys: { [kind]: { type: 'string', description, pattern, examples: ['loyal'] } },
    needed: [kind],
    read({ node, values }, source) {
      const tagNode = values.get(kind) ?? node;
      const tag = readWord(source, tagNode, kind, say`name a tag, such as "loyal"`);
      if (tag === undefined || new RegExp(pattern).test(tag)) return tag === undefined ? undefined : { kind, tag };
      source.report(tagNode, say`"${tag}" is no tag`, say`use a-z, 0-9 and -, beginning with a letter; at most 40`);
      return undefined;
    },
    id: ({ tag }) => `${kind}-${tag}`,
    stateName: ({ tag }) => `${verb} ${tag}`,
    nounFor: ({ tag }) => `${noun} ${tag}`,
    explain: (action) => inWords(({ actions }) => actions[kind].sentence(action)),
    box: (action) => boxInWords(action, ({ actions }) => actions[kind]),
    calledInDiff: (action) => inWords(({ actions }) => actions[kind].called(action, '')),
    setting: (action) => inWords(({ actions }) => actions[kind].setting(action)),
  };
}
