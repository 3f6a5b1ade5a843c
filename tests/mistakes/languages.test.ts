import { describe, expect, test } from 'vitest';
import { languages } from '../../src/commerce/words.ts';
import { say } from '../../src/journey/reading/saying.ts';
import { wordingsIn } from '../../src/journey/words/problems.ts';
import { saidOf } from './shop.ts';
import { wordingsInSource } from './wordings.ts';

const values = (wording: string) => [...wording.matchAll(/\{\d+\}/g)].map(String).sort();
const marks = [':', '.'];

describe.each(languages.filter((language) => language !== 'en'))('the wordings in %s', (language) => {
  const wordings = wordingsIn[language];

  test('are those of every sentence that check can say, and no others', () => {
    const inSource = [...wordingsInSource()].sort();
    expect(inSource.length).toBeGreaterThan(300);
    expect(
      Object.keys(wordings)
        .filter((wording) => !marks.includes(wording))
        .sort(),
    ).toEqual(inSource);
  });

  test('have the values of the English ones', () => {
    const wrong = Object.entries(wordings).filter(
      ([english, other]) => values(english).join() !== values(other).join(),
    );
    expect(wrong).toEqual([]);
  });
});

test('a sentence in a sentence is told in the same language', () => {
  const inner = say`${'a'} or ${'b'}`;
  expect(say`write ${inner}`.in(wordingsIn.ja)).toBe('a または b と書いてください');
  expect(String(say`write ${inner}`)).toBe('write a or b');
});

test('a part in Japanese stands without the spaces that a word of the author’s has around it', () => {
  const store = say`the store`;
  expect(say`unknown key "${'quiet'}" in ${store}`.in(wordingsIn.ja)).toBe(
    'ストアの設定に「quiet」という項目はありません',
  );
  expect(say`unknown key "${'mail'}" in ${'hours'}`.in(wordingsIn.ja)).toBe('hours に「mail」という項目はありません');
  expect(say`${store} has no "${'shop'}"`.in(wordingsIn.ja)).toBe('ストアの設定に「shop」がありません');
});

test('a sentence without a wording in a language is told in English', () => {
  expect(say`write ${'x'}`.in({})).toBe('write x');
});

describe('in Japanese', () => {
  const said = async (file: string, from: string, to: string) => await saidOf([{ file, from, to }], wordingsIn.ja);

  test.each([
    [
      'cart/journey.yaml',
      '4 hours',
      '3時間',
      'cart/journey.yaml:12:11 「3時間」は期間として読めません。「3 hours」と書いてください。',
    ],
    [
      'cart/journey.yaml',
      'wait: 4',
      'wait：4',
      'cart/journey.yaml:12:9 コロン「：」が全角です。「- wait: 4 hours」と書いてください。',
    ],
    [
      'cart/messages/reminder.ja.md',
      '{{ customer.name }}',
      '｛｛ customer.name ｝｝',
      'cart/messages/reminder.ja.md:5:1 「｛｛ customer.name ｝｝」の「｛」が全角です。「{{ customer.name }}」と書いてください。',
    ],
    [
      'cart/journey.yaml',
      'send: reminder',
      'send: birthday-card',
      'cart/journey.yaml:13:11 「birthday-card」というメッセージはありません。messages/birthday-card.en.md と messages/birthday-card.ja.md を作成してください。',
    ],
    [
      'survey/messages/ask.ja.md',
      'いかがでしたか',
      '春のセール',
      '警告: survey/messages/ask.ja.md:2:1 取引連絡の件名に「セール」とあります。広告には同意が必要です。journey.yaml に「purpose: marketing」と書いてください。',
    ],
  ])('%s with %s as %s', async (file, from, to, line) => {
    expect(await said(file, from, to)).toEqual([line]);
  });
});
