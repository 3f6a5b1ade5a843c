import { problemInWords } from '../../src/commerce/reading/problem-words.ts';
import type { FieldProblem } from '../../src/commerce/values/contract-error.ts';
import type { Language } from '../../src/commerce/words.ts';

type Wording = readonly [english: RegExp, japanese: string];

/** The problems of fields that only connectors find, with their Japanese; `$1` is a value. */
const wordings: readonly Wording[] = [
  [
    /^has neither e-mail address nor phone number, and the order no customer$/,
    'にメールアドレスも電話番号もなく、注文に顧客もありません',
  ],
  [/^has neither e-mail address nor phone number$/, 'にメールアドレスも電話番号もありません'],
  [
    /^is missing: neither e-mail address, phone number nor customer; a sale at the till, or redacted$/,
    'がありません。メールアドレス、電話番号、顧客のいずれもないため、店頭での販売か、個人情報が削除された注文です',
  ],
  [
    /^is empty, and the order has no account and no phone number: may the app manage orders and users\?$/,
    'が空で、注文にアカウントも電話番号もありません。アプリに注文と顧客を管理する権限があるか確認してください',
  ],
  [
    /^is missing: give the subscription the query of docs\/connect\.md, and its token the scopes that it reads$/,
    'がありません。購読に docs/connect.md のクエリを設定し、読み取りに必要なスコープをトークンに付けてください',
  ],
  [
    /^is missing: set the currency of the connector in infra\/settings\.ts$/,
    'がありません。infra/settings.ts でコネクターの通貨を設定してください',
  ],
  [
    /^is missing: give the app the permission (\S+), and the webhook the subscription query of src\/connectors\/saleor$/,
    'がありません。アプリに権限 $1 を付け、Webhookに src/connectors/saleor の購読クエリを設定してください',
  ],
  [/^is missing, or the currency is$/, 'または通貨がありません'],
  [
    /^are not known: store a restricted key of the same mode, live or test, to have them$/,
    'が分かりません。取得するには、同じモード（本番またはテスト）の制限付きキーを登録してください',
  ],
  [
    /^is missing: this is a thin event; choose the payload style Snapshot$/,
    'がありません。シン（thin）イベントのため、ペイロードの形式に「Snapshot」を選んでください',
  ],
  [/^gives more than (\S+) characters$/, 'が長すぎ、イベントのIDが$1文字を超えます'],
  [/^must be an event \{.*$/, 'は { "type": …, "detail": { … } } の形のイベントか、{ "events": [ … ] } にしてください'],
  [/^must have an event$/, 'にイベントがありません'],
  [/^must be an object$/, 'はオブジェクトにしてください'],
];

/**
 * A field and what is wrong with it, as `npm run connectors -- try` prints it.
 * @param problem as a connector or the contract words it
 */
export function problemLine({ path, problem }: FieldProblem, language: Language): string {
  if (language === 'en') return `${path} ${problem}`;
  const known = wordings.find(([english]) => english.test(problem));
  const japanese = known ? problem.replace(known[0], known[1]) : problemInWords(problem, language);
  return `${path} ${japanese}`;
}
