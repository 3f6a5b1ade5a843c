import type { Condition } from './condition.ts';
import { acceptedInWords } from './pattern-words.ts';
import type { Words } from './words.ts';

/** A condition as a person reads it: `the customer has not ordered since and customer country is JP or KR`. */
export function conditionInWords(condition: Condition): Words {
  return joined(partsOf(condition, []), ' and ', '、かつ');
}

function partsOf(pattern: Condition, path: readonly string[]): Words[] {
  return Object.entries(pattern).map(([key, below]) => {
    if (key === '$or' && Array.isArray(below)) {
      return bracketed(
        joined(
          below.map((one) => joined(partsOf(one, path), ' and ', '、かつ')),
          ' or ',
          'か、',
        ),
      );
    }
    const here = [...path, key];
    return Array.isArray(below)
      ? leafInWords(here, below)
      : joined(partsOf(below as Condition, here), ' and ', '、かつ'); // validated: a list or an object
  });
}

function leafInWords(path: readonly string[], accepted: readonly unknown[]): Words {
  const phrase = phrases[JSON.stringify([...path, accepted])];
  if (phrase) return phrase;
  const [noun, name = ''] = path;
  if (noun === 'segments' && accepted.length === 1) return segmentInWords(name, accepted[0] === true);
  const subject = path.join(' ');
  const json = JSON.stringify(accepted);
  const { en, ja } = acceptedInWords(accepted) ?? { en: `matches ${json}`, ja: ` ${json} に合う` };
  return { en: `${subject} ${en}`, ja: `\`${subject}\` が${ja}` };
}

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
  '["orders","count",[1]]': { en: 'the customer has ordered once', ja: '注文が1回だけ' },
  '["messages","last","opened",[true]]': { en: 'the last message was opened', ja: '前のメッセージを開いた' },
  '["messages","last","opened",[false]]': { en: 'the last message was not opened', ja: '前のメッセージを開いていない' },
  '["messages","last","clicked",[true]]': { en: 'the last message was clicked', ja: '前のメッセージをクリックした' },
  '["messages","last","clicked",[false]]': {
    en: 'the last message was not clicked',
    ja: '前のメッセージをクリックしていない',
  },
  '["customer","consent","email",[true]]': { en: 'the customer agreed to e-mail', ja: 'メール配信に同意している' },
  '["customer","consent","sms",[true]]': { en: 'the customer agreed to SMS', ja: 'SMS配信に同意している' },
};

function joined(words: readonly Words[], en: string, ja: string): Words {
  return { en: words.map((one) => one.en).join(en), ja: words.map((one) => one.ja).join(ja) };
}

function bracketed({ en, ja }: Words): Words {
  return { en: `(${en})`, ja: `（${ja}）` };
}
