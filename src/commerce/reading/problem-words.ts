import type { Language } from '../words.ts';

type Wording = readonly [english: RegExp, japanese: string];

const types: Readonly<Record<string, string>> = {
  text: '文字列',
  'a number': '数',
  'true or false': 'true か false',
  'a list': 'リスト',
  'an object': 'オブジェクト',
};

/** The problems of fields, as src/commerce words them, with their Japanese; `$1` is a value. */
const wordings: readonly Wording[] = [
  [/^is missing$/, 'がありません'],
  [/^is missing or wrong$/, 'がないか、正しくありません'],
  [/^cannot be used$/, 'は使えません'],
  [/^does not fit$/, 'が正しくありません'],
  [/^must not be empty$/, 'が空です'],
  [/^must have at most (\S+) characters$/, 'は$1文字までです'],
  [/^must have at least (\S+) characters$/, 'は$1文字以上必要です'],
  [/^must have at most (\S+) elements$/, 'は$1件までです'],
  [/^must have at least (\S+) elements$/, 'は$1件以上必要です'],
  [/^must be at most (.+)$/, 'は $1 以下にしてください'],
  [/^must be at least (.+)$/, 'は $1 以上にしてください'],
  [/^must be 0 or more$/, 'は 0 以上にしてください'],
  [/^must be a link that begins with https:\/\/ or http:\/\/$/, 'は https:// か http:// で始まるリンクにしてください'],
  [/^must be a date and time with its offset, such as (\S+)$/, 'は $1 のように、時差を付けた日時にしてください'],
  [/^must be an e-mail address$/, 'はメールアドレスにしてください'],
  [/^must be the name of a topic, such as (\S+)$/, 'は $1 のような、トピックの名前にしてください'],
  [/^must be written as the documentation says$/, 'は docs/events.md のとおりに書いてください'],
  [
    /^must be text of at most (\d+) bytes without invisible characters$/,
    'は、見えない文字を含まない$1バイト以内の文字列にしてください',
  ],
  [
    /^must be a time since the year 2000, with at most nine decimals of a second$/,
    'は2000年以降の日時で、秒は小数点以下9桁までにしてください',
  ],
  [
    /^must be a number such as 12\.5, or digits in quotation marks such as "12\.50"$/,
    'は 12.5 のような数か、"12.50" のように引用符で囲んだ数字にしてください',
  ],
  [/^must be a currency of ISO 4217, such as (\S+)$/, 'は $1 のような ISO 4217 の通貨コードにしてください'],
  [/^must be E\.164, such as (\S+)$/, 'は $1 のような E.164 形式にしてください'],
  [/^must be two capital letters, such as (\S+)$/, 'は $1 のような大文字2文字にしてください'],
  [/^must be lower-case letters, digits and hyphens$/, 'に使えるのは、英小文字、数字、ハイフンだけです'],
  [/^must not be more than a day ahead$/, 'が1日より先の日時です'],
  [/^must not be more than ten years ahead$/, 'が10年より先の日時です'],
  [/^needs at least one of (.+) that can be used$/, 'には、使える $1 が1つ以上必要です'],
  [/^must not be a word of JavaScript$/, 'に JavaScript の予約語は使えません'],
  [/^must not be a placeholder$/, 'が仮の値のままです'],
  [/^must not contain a user name$/, 'にユーザー名を含めないでください'],
  [/^must contain words that can be shown$/, 'に表示できる文字がありません'],
  [
    /^must be left out: this event asks for something, and history asks for nothing$/,
    'は付けないでください。このイベントは依頼であり、過去の記録では依頼できません',
  ],
  [/^must be one of (.+)$/, 'は $1 のどれかにしてください'],
];

/**
 * What is wrong with a field, in words that follow its name.
 * @param problem as src/commerce words it
 */
export function problemInWords(problem: string, language: Language): string {
  if (language === 'en') return problem;
  const typed = /^must be (.+?), not (.+?)(: leave out the quotation marks)?$/.exec(problem);
  if (typed) return wrongTypeInWords(typed[1] ?? '', typed[2] ?? '', typed[3] !== undefined);
  const known = wordings.find(([english]) => english.test(problem));
  if (known) return problem.replace(known[0], known[1]);
  const [, value] = /^must be (.+)$/.exec(problem) ?? [];
  return value === undefined ? problem : `は ${value.replaceAll(' or ', ' か ')} にしてください`;
}

function wrongTypeInWords(wanted: string, found: string, isQuoted: boolean): string {
  const inJapanese = `には${types[wanted] ?? wanted}が必要ですが、${types[found] ?? found}になっています`;
  return isQuoted ? `${inJapanese}。引用符を外してください` : inJapanese;
}
