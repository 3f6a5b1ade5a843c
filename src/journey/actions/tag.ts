import type { Action } from '../../model/action.ts';
import { readText } from '../reading/fields.ts';
import type { ActionKind } from './action-kind.ts';

type TagAction = Extract<Action, { tag: string }>;

const pattern = '^[a-z][a-z0-9-]{0,39}$';

/** `tag: loyal`. */
export const tagKind = kindOfTag('tag', {
  description: 'Puts a tag on the customer.',
  verb: 'Tag',
  noun: 'tagging',
  en: (tag) => `Put the tag “${tag}” on the customer.`,
  ja: (tag) => `お客様にタグ「${tag}」を付けます。`,
  title: (tag) => `タグ「${tag}」を付ける`,
});

/** `untag: loyal`. */
export const untagKind = kindOfTag('untag', {
  description: 'Takes a tag off the customer.',
  verb: 'Untag',
  noun: 'untagging',
  en: (tag) => `Take the tag “${tag}” off the customer.`,
  ja: (tag) => `お客様のタグ「${tag}」を外します。`,
  title: (tag) => `タグ「${tag}」を外す`,
});

interface TagWords {
  readonly description: string;
  readonly verb: string;
  readonly noun: string;
  en(tag: string): string;
  ja(tag: string): string;
  title(tag: string): string;
}

function kindOfTag(kind: TagAction['kind'], words: TagWords): ActionKind<TagAction> {
  return {
    keys: { [kind]: { type: 'string', description: words.description, pattern, examples: ['loyal'] } },
    needed: [kind],
    read({ node, values }, source) {
      const written = values.get(kind) ?? node;
      const tag = readText(source, written, kind, 'name a tag, such as "loyal"');
      if (tag === undefined || new RegExp(pattern).test(tag)) return tag === undefined ? undefined : { kind, tag };
      source.report(written, `"${tag}" is no tag`, 'use a-z, 0-9 and -, beginning with a letter; at most 40');
      return undefined;
    },
    id: ({ tag }) => `${kind}-${tag}`,
    stateName: ({ tag }) => `${words.verb} ${tag}`,
    nounFor: ({ tag }) => `${words.noun} ${tag}`,
    explain: ({ tag }) => ({ en: words.en(tag), ja: words.ja(tag) }),
    box: ({ tag }) => ({ title: { en: `${words.verb} “${tag}”`, ja: words.title(tag) } }),
    setting: () => '',
  };
}
