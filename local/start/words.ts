import type { Language } from '../../src/commerce/words.ts';

/** What `npm start` prints beside the summary. Times are ISO 8601. */
export interface StartWords {
  readonly preparing: string;
  readonly synthesizingOnce: string;
  readonly synthesizing: string;
  readonly startsOnceMended: string;
  readonly inEffect: (seconds: string) => string;
  readonly goesOn: string;
  /** A mistake is mended, and what runs is what the files say. */
  readonly mended: string;
  /** The settings are no longer those that run. */
  readonly outdated: string;
  /** They are again. */
  readonly upToDate: string;
  /** The notice before a long wait. */
  readonly slowInTheSandbox: string;
  readonly continuing: (directory: string, time: string) => string;
  readonly playing: (events: number) => string;
  readonly progress: (posted: string, of: string, runs: string, messages: string) => string;
  readonly measuredIn: (seconds: number) => string;
  readonly sumsDisagree: string;
  readonly untilToday: string;
  readonly clock: (time: string) => string;
  readonly steps: (command: string) => string;
  readonly edit: string;
  readonly lookAround: (endpoint: string) => string;
  readonly wrongDay: string;
  readonly backend: (address: string, secret: string) => string;
  readonly outbox: (address: string) => string;
  readonly demoShop: string;
  readonly export: (file: string) => string;
  readonly madeUp: string;
}

const en: StartWords = {
  preparing: 'Synthesizing the stack: once, and after each change of the code.',
  synthesizingOnce: 'Synthesizing the stack: some ten seconds, once and after each change …',
  synthesizing: 'synthesizing',
  startsOnceMended: 'It starts once that is mended.',
  inEffect: (seconds) => `The change is in effect (${seconds} s). Runs under way go on as they began.`,
  goesOn: 'The last good version goes on.',
  mended: 'The mistake is mended: what runs is what the files say.',
  outdated: `infra/settings.ts or other code under infra/ or build/ has changed, which only a new start takes over: end this
with Ctrl+C, and run npm start again. Until then the version before goes on, also of statemachines/.`,
  upToDate: 'infra/ and build/ are as they were at the start again: changes take effect as before.',
  slowInTheSandbox: `SES's sandbox accepts no mail to unverified addresses. So each mail waits, is retried at least once an hour until it is stale
after three days, and is skipped. That is more than ten times the work of the usual play:
--customers 3 --days 2 shows it in a few minutes.`,
  continuing: (directory, time) => `Continuing with the data in ${directory}, at ${time}.`,
  playing: (events) => `Playing ${events} events through the bus, the functions and the state machines …`,
  progress: (posted, of, runs, messages) => `${posted} of ${of} events, ${runs} runs, ${messages} messages`,
  measuredIn: (seconds) => `Measured in this run of ${seconds} s:`,
  sumsDisagree: 'The sums above do not agree.',
  untilToday: 'the days until today',
  clock: (time) => `Demo clock: ${time}.`,
  steps: (command) => ` It stops before every wait: buttons on the page, or ${command}`,
  edit: 'Edit anything under statemachines/, and it takes effect as you save it. Ctrl+C ends.',
  lookAround: (endpoint) => `Any AWS SDK or the AWS CLI can look around and post events: --endpoint-url ${endpoint}`,
  wrongDay: 'Events of your own backend carry the present time: npm start -- --today goes by that.',
  backend: (address, secret) => `A backend can post signed HTTP: ${address}, with the secret ${secret}`,
  outbox: (address) => `Every message as the customer sees it: ${address}`,
  demoShop: 'The demo shop',
  export: (file) => `The export ${file}`,
  madeUp: 'Clicks are made up, about one in twenty mails, and so are the conversions that follow. So is every address.',
};

const ja: StartWords = {
  preparing: 'スタックを合成しています（初回とコードの変更後のみ）。',
  synthesizingOnce: 'スタックを合成しています（10秒ほど。初回と変更後のみ）…',
  synthesizing: '合成中',
  startsOnceMended: '修正して保存すると起動します。',
  inEffect: (seconds) => `変更を反映しました（${seconds}秒）。進行中のものは、以前の内容のまま進みます。`,
  goesOn: '最後の正しい内容のまま動き続けます。',
  mended: '誤りが修正されました。ファイルの内容のとおりに動いています。',
  outdated: `infra/settings.ts など、infra/ または build/ のファイルが変更されました。反映するには、Ctrl+C で終了し、もう一度 npm start を
実行してください。それまでは、statemachines/ の変更も含め、変更前の内容で動き続けます。`,
  upToDate: 'infra/ と build/ が起動時の内容に戻りました。これまでどおり、保存した変更が反映されます。',
  slowInTheSandbox: `SES のサンドボックスは、検証されていない宛先へのメールを受け付けません。そのため、各メールは1時間に1回以上再試行され、
3日後に期限切れになります。通常の再生の10倍以上の処理が必要です。
--customers 3 --days 2 を付けると、数分で確認できます。`,
  continuing: (directory, time) => `${directory} のデータを使い、${time} から再開します。`,
  playing: (events) =>
    `${events.toLocaleString('ja')}件のイベントを、イベントバス・関数・ステートマシンで再生しています…`,
  progress: (posted, of, runs, messages) =>
    `イベント ${posted} / ${of}件、ジャーニー ${runs}回、メッセージ ${messages}件`,
  measuredIn: (seconds) => `今回の再生（${seconds}秒）での計測値：`,
  sumsDisagree: '上の合計が一致しません。',
  untilToday: '今日までの日々を再生中',
  clock: (time) => `デモ内の時刻：${time}。`,
  steps: (command) => `次の予定の手前で止まります。ページのボタンか ${command} で進めます。`,
  edit: 'statemachines/ を編集すると、保存したときに反映されます。Ctrl+C で終了します。',
  lookAround: (endpoint) => `AWS SDK や AWS CLI からも、確認やイベントの送信ができます：--endpoint-url ${endpoint}`,
  wrongDay: '自社のシステムが送るイベントの日時は現在です。npm start -- --today で、デモの時計を現在に合わせられます。',
  backend: (address, secret) => `署名付きHTTPでも送信できます：${address}（シークレットは ${secret}）`,
  outbox: (address) => `お客様に届くすべてのメッセージ：${address}`,
  demoShop: 'デモショップ',
  export: (file) => `注文データ ${file}`,
  madeUp: '宛先、クリック（メール20通に1通ほど）、それに続く成果は架空のものです。',
};

export const startWords: Readonly<Record<Language, StartWords>> = { en, ja };
