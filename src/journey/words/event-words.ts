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
export const askedAbout: Table = Object.assign(
  { 'messages last outcome': { en: 'the outcome of the last message', ja: '前のメッセージの結果' } },
  ...words.map(({ askedAbout }) => askedAbout),
);

/** The words for the texts that fields may be, by the last part of their paths. */
export const valueWords: Readonly<Record<string, Table>> = Object.assign(
  {
    outcome: {
      sent: { en: 'sent', ja: '送信済み' },
      held: { en: 'held', ja: '保留' },
      skipped: { en: 'skipped', ja: '見送り' },
      unknown: { en: 'unknown', ja: '不明' },
    },
  },
  ...words.map(({ values }) => values),
);

/** The units of numbers, by their paths with spaces. */
export const unitWords: Table = Object.assign({}, ...words.map(({ units }) => units));

/** Phrases for lists that contain what stands in place of `{}`, by their paths with spaces. */
export const containing: Table = Object.assign({}, ...words.map((of) => of.containing));

/** Everyday phrases for common conditions, by the JSON of path and accepted values. */
export const commonConditions: Table = Object.assign(messageConditions(), ...words.map(({ conditions }) => conditions));

/** The reports of the last message: each happened, or did not. */
function messageConditions(): Table {
  const reports: Readonly<Record<string, readonly [en: string, ja: string, not: string]>> = {
    delivered: ['delivered', '前のメッセージが届いた', '前のメッセージが届いていない'],
    opened: ['opened', '前のメッセージを開いた', '前のメッセージを開いていない'],
    clicked: ['clicked', '前のメッセージをクリックした', '前のメッセージをクリックしていない'],
  };
  const table: Record<string, Words> = {
    '["messages","coupon",[true]]': {
      en: 'the customer has a coupon of this run that is valid and not used',
      ja: 'この流れで受け取った未使用の有効なクーポンがある',
    },
    '["messages","coupon",[false]]': {
      en: 'the customer has no coupon of this run that is valid and not used',
      ja: 'この流れで受け取った未使用の有効なクーポンがない',
    },
  };
  for (const [key, [en, ja, not]] of Object.entries(reports)) {
    const path = `"messages","last","${key}"`;
    table[`[${path},[true]]`] = { en: `the last message was ${en}`, ja };
    for (const refused of ['[false]', '[{"exists":false},false]']) {
      table[`[${path},${refused}]`] = { en: `the last message was not ${en}`, ja: not };
    }
  }
  return table;
}
