import type { Words } from '../../commerce/words.ts';
import { notExpected } from './expected.ts';
import type { FileField } from './fields.ts';

type Wording = readonly [problem: RegExp, en: string, ja: string];

/** What the contract says of a field, and how to mend it. `$1` and `$2` stand for what varies. */
const wordings: readonly Wording[] = [
  [
    /^must be at most ([\d.]+) ([A-Z]{3})$/,
    'must be at most $1 $2; check the currency and the decimals of the amount, such as 1234.50',
    '$1 $2 以下の金額を 1234 のように書いてください。通貨と小数点を確認してください',
  ],
  [
    /^has more than the 0 decimals of ([A-Z]{3})$/,
    'has decimals, and $1 has none; expected whole units such as 1234; write 1.234 as 1,234 if the point separates thousands, or say the currency with --currency or --columns "currency=…"',
    '$1の金額に小数があります。1234 のように整数で書いてください。桁区切りは 1,234 のようにカンマを使います。別の通貨なら --currency または --columns "currency=…" で指定してください',
  ],
  [
    /^has more than the (\d) decimals of ([A-Z]{3})$/,
    'has more than the $1 decimals of $2; round the amount, or say its currency with --currency or --columns "currency=…"',
    '$2の金額は小数第$1位までです。丸めるか、通貨を --currency または --columns "currency=…" で指定してください',
  ],
  [
    /^must be a time since the year 2000.*$/,
    'lies before the year 2000; expected a time such as 2026-03-01 09:30; mend a year of two digits, or remove the row',
    '2000年より前の日時です。2026-03-01 09:30 のように書いてください。年が2桁なら4桁に直し、古いデータの行は削除してください',
  ],
  [
    /^must not be more than a day ahead$/,
    'must not be more than a day ahead; expected a past time such as 2026-03-01 09:30; check the order of day and month (--dates) and the zone (--time-zone)',
    '未来の日時です。2026-03-01 09:30 のような過去の日時を書いてください。日と月の順序（--dates）とタイムゾーン（--time-zone）も確認してください',
  ],
  [
    /^must not be (?:a placeholder|a word of JavaScript)$/,
    'is a placeholder, not an id; expected the id of the store, such as 1001',
    'IDではなく仮の値です。1001 のような、ショップでのIDを書いてください',
  ],
  [
    /^must have at most ([\d,]+) characters$/,
    'must have at most $1 characters; shorten it, or choose another column with --columns',
    '長すぎます。$1文字以内にするか、--columns で別の列を指定してください',
  ],
  [
    /^must have at most ([\d,]+) elements$/,
    'has more than $1 lines in one order; check the column of the order’s id, or leave some lines out',
    '1件の注文の明細が$1行を超えています。注文IDの列を確認するか、明細を減らしてください',
  ],
  [
    /^must be text of at most .*$/,
    'is too long, or holds characters that cannot be seen; expected an id such as 1001; mend the cell',
    'IDが長すぎるか、見えない文字を含んでいます。1001 のようなIDに修正してください',
  ],
  [
    /^must contain words that can be shown$/,
    'holds no characters that can be shown; expected words such as Green tea; mend the cell or empty it',
    '表示できる文字がありません。煎茶 のような文字を書くか、空欄にしてください',
  ],
];

/** What the contract says of a field, in the words of somebody who can mend the file. */
export function contractWords(problem: string, field: FileField): Words {
  const known = wordings.find(([pattern]) => pattern.test(problem));
  if (known === undefined) return notExpected(field);
  const [pattern, en, ja] = known;
  return { en: problem.replace(pattern, en), ja: problem.replace(pattern, ja) };
}
