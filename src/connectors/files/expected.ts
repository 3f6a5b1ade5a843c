import { handleKinds } from '../../commerce/values/handle.ts';
import type { Words } from '../../commerce/words.ts';
import type { FileField } from './fields.ts';

const amount: Words = {
  en: 'is no amount; expected one of 0 or more, such as 1234.50',
  ja: '金額として読めません。1234 や 1,234.50 のように、0以上の金額を書いてください',
};

const id: Words = {
  en: 'is no id that can be used; expected one such as C-1001, not a placeholder such as 0, null or guest; leave the cell empty where there is none',
  ja: 'IDとして使えません。C-1001 のようなIDを書いてください（0・null・guest などの仮の値は使えません）。IDがなければ空欄にしてください',
};

function handle(kind: string): Words {
  return {
    en: `is no user name, or an unverified one beside another name; expected one such as @tea, and a yes in a column named with --columns "${kind}-verified=…" if it was verified`,
    ja: `ユーザー名として読めないか、ほかの名前と一緒に書かれた未確認の名前です。@tea のように書き、本人のものと確認済みなら --columns "${kind}-verified=…" の列に 1 を書いてください`,
  };
}

/** What is wrong with a value, what was expected, with an example, and how to mend it, by field. */
const byField: Readonly<Partial<Record<FileField, Words>>> = {
  id,
  customer: id,
  email: {
    en: 'is no e-mail address; expected one address such as name@example.com',
    ja: 'メールアドレスとして読めません。name@example.com の形のアドレスを1つ書いてください',
  },
  phone: {
    en: 'is no phone number; expected one such as +819012345678 or, with a country, 090-1234-5678',
    ja: '電話番号として読めません。+819012345678、または国が分かる場合は 090-1234-5678 のように書いてください',
  },
  line: {
    en: "is no LINE user id; expected U and 32 digits or letters from a to f, as LINE's webhooks have it (not the name that people search for)",
    ja: 'LINEのユーザーIDとして読めません。LINEのWebhookに含まれる、Uに続く32桁の英数字を書いてください（友だち検索用のIDではありません）',
  },
  ...Object.fromEntries(handleKinds.map((kind) => [kind, handle(kind)])),
  name: {
    en: 'is no name that can be shown; expected one such as Ann Lee',
    ja: '名前として表示できません。山田 花子 のように書いてください',
  },
  locale: {
    en: 'is no language; expected a tag such as ja or en-US, or a name such as Japanese; --locale says it for rows that have none',
    ja: '言語として読めません。ja・en-US のようなタグか、日本語 のような名前を書いてください。空欄の行には --locale で指定できます',
  },
  country: {
    en: 'is no country; expected a code such as JP or a name such as Japan; --country says it for rows that have none',
    ja: '国として読めません。JP や 日本 のように書いてください。空欄の行には --country で指定できます',
  },
  zone: {
    en: 'is no time zone; expected a name such as Asia/Tokyo or Europe/Berlin, not an abbreviation such as JST',
    ja: 'タイムゾーンとして読めません。JST のような略称ではなく、Asia/Tokyo のような名前で書いてください',
  },
  birthday: {
    en: 'is no birthday; expected one such as 1990-04-30, or --04-30 without the year, not in the future',
    ja: '誕生日として読めません。1990-04-30、年がなければ --04-30 のように、過去の日付を書いてください',
  },
  currency: {
    en: 'must be a currency of ISO 4217, such as USD or JPY; mend the cell, or name another column with --columns "currency=…"',
    ja: '通貨として読めません。JPY や USD のような通貨コード（ISO 4217）を書くか、--columns "currency=…" で別の列を指定してください',
  },
  total: amount,
  refunded: amount,
  price: {
    en: 'is no price; expected that of one piece, 0 or more, such as 12.50; a discount belongs into the total',
    ja: '単価として読めません。1200 や 12.50 のように、1個あたり0以上の金額を書いてください。値引きは合計金額に含めてください',
  },
  quantity: {
    en: 'is no quantity; expected a number in digits such as 2 or 0.5',
    ja: '数量として読めません。2 や 0.5 のように、数字で書いてください',
  },
  rating: {
    en: 'is no rating; expected a number from 1 to 5, such as 4; convert other scales',
    ja: '評価として読めません。4 のように、1から5までの数字で書いてください。ほかの段階の評価は換算してください',
  },
  'tracking-url': {
    en: 'is no link; expected one that begins with https://, such as https://example.com/track/1234',
    ja: 'リンクとして読めません。https://example.com/track/1234 のように、https:// で始まるURLを書いてください',
  },
  'email-consent': {
    en: 'counts only beside an e-mail address that can be used; mend the address',
    ja: '使えるメールアドレスがないため、同意として取り込めません。メールアドレスを修正してください',
  },
  'sms-consent': {
    en: 'counts only beside a phone number that can be used; mend the number',
    ja: '使える電話番号がないため、同意として取り込めません。電話番号を修正してください',
  },
};

const other: Words = {
  en: 'is no value that can be used; expected one as docs/events.md describes it',
  ja: '使えない値です。docs/events.md にある形で書いてください',
};

/** What is to be said of a value that its field cannot have. */
export function notExpected(field: FileField): Words {
  return byField[field] ?? other;
}

/** A national phone number of a customer whose country nobody knows. */
export const phoneWithoutCountry: Words = {
  en: 'is a phone number without its country, and the row says no country; expected one such as +819012345678, or a column of countries (--columns "country=…"), or the country of all rows: --country JP',
  ja: '国番号のない電話番号で、国も分かりません。+819012345678 のように書くか、国の列を --columns "country=…" で、全行が同じ国なら --country JP で指定してください',
};

/** Digits that a spreadsheet took for a large number. */
export const scientific: Words = {
  en: 'was turned into a number such as 8.19E+11 by a spreadsheet, and its last digits are lost; export it again, and import the file without saving it in the spreadsheet',
  ja: '表計算ソフトで 8.19E+11 のような数値に変換され、末尾の桁が失われています。もう一度書き出し、表計算ソフトで保存し直さずに取り込んでください',
};

export function isScientific(text: string): boolean {
  return /^\d(?:\.\d+)?E\+\d{2,}$/i.test(text.normalize('NFKC').trim());
}

const isLeftOut: Words = {
  en: ' (left out, the rest is imported)',
  ja: '（この項目だけ省いて取り込みます）',
};

/** The same, of a value that is left out while the rest of its row is imported. */
export function leftOut({ en, ja }: Words): Words {
  return { en: `${en}${isLeftOut.en}`, ja: `${ja}${isLeftOut.ja}` };
}
