import { channelKinds } from '../../channels/kinds.ts';
import { channels } from '../../commerce/customer/channel.ts';
import type { Condition } from '../values/condition.ts';
import { acceptedInWords } from './pattern-words.ts';
import type { Words } from './words.ts';

/** A condition as a person reads it: `the customer has not ordered since and customer country is JP or KR`. */
export function conditionInWords(condition: Condition): Words {
  const { $or: ways, ...others } = condition;
  if (Array.isArray(ways) && Object.keys(others).length === 0) return anyInWords(ways, []);
  return joined(partsOf(condition, []), ' and ', '、かつ');
}

/** The same for a picture, which knows no Markdown. */
export function withoutCode({ en, ja }: Words): Words {
  return { en: en.replaceAll('`', ''), ja: ja.replaceAll('`', '') };
}

function partsOf(pattern: Condition, path: readonly string[]): Words[] {
  return Object.entries(pattern).map(([key, below]) => {
    if (key === '$or' && Array.isArray(below)) {
      return bracketed(anyInWords(below, path));
    }
    const here = [...path, key];
    return Array.isArray(below)
      ? leafInWords(here, below)
      : joined(partsOf(below as Condition, here), ' and ', '、かつ'); // validated: a list or an object
  });
}

/** One of several ways: each of more than one condition has brackets of its own, for `and` and `or` read alike. */
function anyInWords(ways: readonly Condition[], path: readonly string[]): Words {
  const said = ways.map((way) => allInWords(way, path));
  if (!said.some(({ several }) => several)) return joined(said, ' or ', 'か、');
  return joined(
    said.map((words) => (words.several ? bracketed(words) : words)),
    ' or ',
    '、または',
  );
}

function allInWords(condition: Condition, path: readonly string[]): Words & { readonly several: boolean } {
  return { ...joined(partsOf(condition, path), ' and ', '、かつ'), several: leavesOf(condition) > 1 };
}

function leavesOf(condition: Condition): number {
  const below = Object.values(condition).map((one) => (Array.isArray(one) ? 1 : leavesOf(one as Condition))); // as above
  return below.reduce((sum, count) => sum + count, 0);
}

function leafInWords(path: readonly string[], accepted: readonly unknown[]): Words {
  const phrase = phrases[JSON.stringify([...path, accepted])];
  if (phrase) return phrase;
  const [noun, part = ''] = path;
  if (noun === 'segments' && accepted.length === 1) return segmentInWords(part, accepted[0] === true);
  const name = path.join(' ');
  const subject = subjects[name] ?? { en: name, ja: `\`${name}\` ` };
  const json = JSON.stringify(accepted);
  const { en, ja } = acceptedInWords(accepted) ?? { en: `matches ${json}`, ja: ` ${json} に合う` };
  return { en: `${subject.en} ${en}`, ja: `${subject.ja}が${ja}` };
}

/** What is asked of, as people call it; anything else goes by its path. */
const subjects: Readonly<Record<string, Words>> = {
  'customer country': { en: "the customer's country", ja: 'お客様の国' },
  'customer birthday': { en: "the customer's birthday", ja: 'お客様の誕生日' },
  'order dispatchBy': { en: 'the promised day of dispatch', ja: '約束した発送期限' },
  'order reorderAt': { en: 'the usual time to order again', ja: 'いつもの再注文の時期' },
  'order total amount': { en: "the order's total", ja: '注文の合計金額' },
  'order total currency': { en: "the order's currency", ja: '注文の通貨' },
  'orders spent amount': { en: 'the sum spent in that currency', ja: 'その通貨でのご購入総額' },
  'orders spent currency': { en: 'the currency of the last order', ja: '前回の注文の通貨' },
  'orders count': { en: 'the number of orders', ja: '注文の回数' },
  'orders open refunds': { en: 'the number of open refunds', ja: '手続き中の返金の件数' },
  'orders days since last': { en: 'the number of days since the last order', ja: '前回の注文からの日数' },
  'survey score': { en: 'the score from 0 to 10', ja: '10点満点の評価' },
};

function segmentInWords(name: string, inside: boolean): Words {
  return inside
    ? { en: `the customer is in the segment “${name}”`, ja: `お客様がセグメント「${name}」に入っている` }
    : { en: `the customer is not in the segment “${name}”`, ja: `お客様がセグメント「${name}」に入っていない` };
}

/** What is asked most, as people say it. */
const phrases: Readonly<Record<string, Words>> = {
  '["orders","since start",[0]]': { en: 'the customer has not ordered since', ja: 'その後の注文がない' },
  '["orders","since start",[{"numeric":[">",0]}]]': { en: 'the customer has ordered since', ja: 'その後に注文した' },
  '["orders","count",[0]]': { en: 'the customer has never ordered', ja: '一度も注文していない' },
  '["orders","count",[1]]': { en: 'the customer has ordered once', ja: '注文が1回だけである' },
  '["orders","open refunds",[0]]': { en: 'no refund is open', ja: '手続き中の返金がない' },
  '["messages","last","opened",[true]]': { en: 'the last message was opened', ja: '前のメッセージを開いた' },
  '["messages","last","opened",[false]]': { en: 'the last message was not opened', ja: '前のメッセージを開いていない' },
  '["messages","last","clicked",[true]]': { en: 'the last message was clicked', ja: '前のメッセージをクリックした' },
  '["messages","last","clicked",[false]]': {
    en: 'the last message was not clicked',
    ja: '前のメッセージをクリックしていない',
  },
  '["event","referral","role",["referrer"]]': { en: 'the customer recommended the shop', ja: '紹介した側である' },
  '["event","referral","role",["referred"]]': { en: 'the customer was recommended to come', ja: '紹介された側である' },
  '["survey","score",[{"exists":false}]]': {
    en: 'the customer has not said how it was',
    ja: 'まだ評価をいただいていない',
  },
  '["survey","score",[{"numeric":["<=",6]}]]': {
    en: 'the customer gave 6 of 10 or less',
    ja: '10点満点で6点以下である',
  },
  '["survey","score",[{"exists":false},{"numeric":[">",6]}]]': {
    en: 'the customer has not given a score of 6 or less',
    ja: '10点満点で6点以下の評価をしていない',
  },
  ...Object.fromEntries(
    channels.map((channel) => {
      const { en, ja } = channelKinds[channel].words;
      const words: Words = { en: `the customer agreed to ${en.name}`, ja: `${ja.name}配信に同意している` };
      return [`["customer","consent","${channel}",[true]]`, words];
    }),
  ),
};

function joined(words: readonly Words[], en: string, ja: string): Words {
  return { en: words.map((one) => one.en).join(en), ja: words.map((one) => one.ja).join(ja) };
}

function bracketed({ en, ja }: Words): Words {
  return { en: `(${en})`, ja: `（${ja}）` };
}
