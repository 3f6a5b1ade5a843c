import { nounWords } from '../../commerce/nouns.ts';
import { type NounWords, sharedFields, type Words } from '../../commerce/words.ts';
import type { AwaitedEvent, AwaitedMessageEvent } from '../../model/awaited.ts';

type Table = Readonly<Record<string, Words>>;

const entries: readonly (readonly [string, NounWords<string>])[] = Object.entries(nounWords);
const words = entries.map(([, of]) => of);

const messageEventWords: Readonly<Record<AwaitedMessageEvent, Words>> = {
  'message.opened': { en: 'the last message is opened', ja: '直前のメッセージが開封される' },
  'message.clicked': { en: 'a link in the last message is clicked', ja: '直前のメッセージのリンクがクリックされる' },
};

/** A phrase for each event: follows "when …", and precedes 「…と」, 「…まで」 and 「…こと」. */
export const eventWords = Object.assign({}, messageEventWords, ...words.map(({ events }) => events)) as Readonly<
  Record<AwaitedEvent, Words> // every noun has words for all of its events
>;

/** The names of nouns. */
export const nounNames: Table = Object.assign(
  {},
  ...entries.map(([kind, { noun, parts }]) => ({ ...(noun && { [kind]: noun }), ...parts })),
);

/** The fields that a pattern asks about, by their path below the noun. */
export const fieldWords: Table = Object.assign({}, sharedFields, ...words.map(({ fields }) => fields));

/** The names of fields that an `if` asks about, by their paths with spaces. */
export const askedAbout: Table = Object.assign({}, ...words.map(({ askedAbout }) => askedAbout));

/** Everyday phrases for common conditions, by the JSON of path and accepted values. */
export const commonConditions: Table = Object.assign(
  {
    '["messages","last","opened",[true]]': { en: 'the last message was opened', ja: '前のメッセージを開いた' },
    '["messages","last","opened",[false]]': {
      en: 'the last message was not opened',
      ja: '前のメッセージを開いていない',
    },
    '["messages","last","clicked",[true]]': { en: 'the last message was clicked', ja: '前のメッセージをクリックした' },
    '["messages","last","clicked",[false]]': {
      en: 'the last message was not clicked',
      ja: '前のメッセージをクリックしていない',
    },
  },
  ...words.map(({ conditions }) => conditions),
);
