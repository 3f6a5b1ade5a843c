import type { Words } from '../../commerce/words.ts';

/** What the contract says of a field, in Japanese. `$1` and `$2` stand for what varies. */
const inJapanese: readonly (readonly [RegExp, string])[] = [
  [/^is missing$/, '値がありません'],
  [/^must not be empty$/, '値がありません'],
  [/^cannot be used$/, '使えない値です'],
  [/^must be a currency of ISO 4217.*$/, 'JPY のような通貨コード（ISO 4217）を書いてください'],
  [/^must be 0 or more$/, '0以上の金額を書いてください'],
  [/^must be at most ([\d.]+) ([A-Z]{3})$/, '$1 $2 以下の金額を書いてください'],
  [/^has more than the (\d) decimals of ([A-Z]{3})$/, '$2の金額は小数第$1位までです'],
  [/^must be at (?:least|most) .*$/, '範囲外の値です（評価は1から5）'],
  [/^must be a time since the year 2000.*$/, '2000年以降の日時を書いてください'],
  [/^must not be more than a day ahead$/, '未来の日時です'],
  [/^must not be a placeholder$/, 'IDとして使えない仮の値です'],
  [/^must not be a word of JavaScript$/, 'IDとして使えない語です'],
  [/^must have at most ([\d,]+) characters$/, '$1文字以内で書いてください'],
  [/^must have at most ([\d,]+) elements$/, '明細が多すぎます（$1行まで）'],
  [/^must be text of at most .*$/, 'IDが長すぎるか、見えない文字を含んでいます'],
  [/^must contain words that can be shown$/, '表示できる文字がありません'],
  [/^must be a link .*$/, 'https:// で始まるURLを書いてください'],
  [/^needs at least one of .*$/, 'お客様を特定できる値（メールアドレス、電話番号、ID）がありません'],
];

/** What the contract says of a field, in each language. */
export function contractWords(problem: string): Words {
  const known = inJapanese.find(([pattern]) => pattern.test(problem));
  return {
    en: problem,
    ja: known ? problem.replace(known[0], known[1]) : `イベントの決まりに合いません（${problem}）`,
  };
}
