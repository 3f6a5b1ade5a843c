import { readNamedColumns } from '../../build/import/reading/named-columns.ts';
import { isTimeZone } from '../../src/commerce/values/time-zone.ts';
import { type Language, languages, type Words } from '../../src/commerce/words.ts';
import type { NamedColumns } from '../../src/connectors/files/columns.ts';
import { quotaSets } from '../aws/quotas.ts';
import { type ClockMode, parseClockMode } from '../aws/virtual-clock.ts';
import { parseCommandLine, StartError } from '../command-line.ts';

export const help: Words = {
  en: `Runs the whole stack on this machine: npm start -- [options]

It plays the demo shop's March 2026 and its follow-up messages until the end of June, in less than a minute, then serves.
While it runs, every change under statemachines/ takes effect as it is saved. A mistake is shown with its place, in the
terminal and on the page, and the last good version goes on.

  --once               play, print what happened, and exit
  --details            print every figure: by journey, goals, reasons, costs, checks
  --customers N        number of customers of the demo shop (100)
  --days N             number of days that the demo shop is open; follow-up messages are played too (30)
  --today              play so long ago that the clock shows the present time when it serves: for the events of your own
                       backend, which are refused when they lie more than a day ahead of the clock
  --orders FILE        play an order export (.csv or .csv.gz) instead of the demo shop, read as "npm run import" reads it
  --columns LIST       the columns of the export: "id=Invoice,customer=Customer ID,time=Date,total=Sum"
                       (npm run import -- orders --help lists the fields)
  --currency CODE      currency of the export, unless it has a column for it or its total column names one, as total_gbp does
  --time-zone ZONE     zone of times in the export that have no offset (UTC, or that of the export's format)
  --limit N            maximum number of rows to read from the export
  --clock MODE         the clock while it serves: step (it stops before every wait of more than a minute; npm run clock or
                       the page puts it forward), jump (to the next due wait), 60x, real (step)
  --port N             port on 127.0.0.1 (4310 or the next free one; with --once any free one)
  --quotas SET         enforce an account's quotas: none; new (SES's sandbox, one mail a second, ten functions at
                       once); production (14 mails a second, 150 executions a second) (none). With new no customer
                       gets mail, and each mail is retried for days, which takes more than ten times as long:
                       try it with --customers 3 --days 2
  --keep DIR           keep the data in a directory, and continue from there next time
  --verbose            print what the functions log
  --lang en|ja         the language of what is printed (en)
  --help               this text

While it serves, any AWS SDK and the AWS CLI can talk to it with --endpoint-url http://127.0.0.1:PORT.
`,
  ja: `npm start -- [options]：このパソコンですべてを動かします

デモショップの2026年3月の営業と、6月末までのメッセージを1分足らずで再現し、そのままサーバーとして動き続けます。
動いている間に statemachines/ を編集すると、保存したときに反映されます。誤りがあれば、その場所を端末とページに表示し、
最後の正しい内容のまま動き続けます。

  --once               再現した結果を表示して終了します
  --details            すべての数値を表示します（ジャーニー別、目標、理由、費用、検査）
  --customers N        デモショップのお客様の人数（100）
  --days N             デモショップの営業日数。その後のメッセージも再現します（30）
  --today              再現が終わると時計が現在の時刻になるように、過去から再現します。自社のシステムのイベントを試すためのもの
                       です（時計より1日を超えて先の日時のイベントは拒否されます）
  --orders FILE        デモショップの代わりに、注文データ（.csv または .csv.gz）を再現します（読み方は npm run import と同じです）
  --columns LIST       注文データの列の対応：「id=Invoice,customer=Customer ID,time=Date,total=Sum」
                       （項目の一覧は npm run import -- orders --help で確認できます）
  --currency CODE      注文データの通貨。通貨の列があるか、total_gbp のように列の名前が通貨を示す場合は不要です
  --time-zone ZONE     注文データの、時差のない日時のタイムゾーン（UTC、または形式ごとのタイムゾーン）
  --limit N            注文データから読む行数の上限
  --clock MODE         サーバーとして動いている間の時計：step（1分を超える待ち時間の前で止まり、npm run clock またはページの
                       操作で進む）、jump（次の予定まで飛ぶ）、60x（60倍速）、real（実時間）（step）
  --port N             127.0.0.1 のポート番号（4310、または次の空いている番号。--once では任意の番号）
  --quotas SET         アカウントの上限を再現します：none（なし）、new（SES のサンドボックス。1秒に1通、同時に実行できる関数は
                       10）、production（1秒に14通、1秒に150件の開始）（none）。new ではお客様にメールが届かず、各メールを
                       何日も再試行するため、10倍以上の時間がかかります。--customers 3 --days 2 で試してください
  --keep DIR           データをフォルダーに保存し、次回はその続きから動かします
  --verbose            関数のログを表示します
  --lang en|ja         表示の言語（en）
  --help               この説明

サーバーとして動いている間は、AWS SDK や AWS CLI から --endpoint-url http://127.0.0.1:PORT で利用できます。
`,
};

/** The options of the local runtime. */
export interface StartOptions {
  readonly help: boolean;
  readonly once: boolean;
  /** Every figure, rather than a summary that fits on a screen. */
  readonly details: boolean;
  readonly customers: number;
  readonly days: number;
  /** True if the clock shows the present time when it serves. */
  readonly today: boolean;
  readonly orders: string | undefined;
  readonly columns: NamedColumns;
  readonly currency: string | undefined;
  /** Of times in the export that have no offset. */
  readonly 'time-zone': string | undefined;
  readonly limit: number | undefined;
  readonly clock: ClockMode;
  readonly port: number;
  /** The number of next ports that will do as well. */
  readonly furtherPorts: number;
  readonly quotas: keyof typeof quotaSets;
  readonly keep: string | undefined;
  readonly verbose: boolean;
  /** The language of everything that is printed. */
  readonly language: Language;
}

const options = {
  help: { type: 'boolean', default: false },
  once: { type: 'boolean', default: false },
  details: { type: 'boolean', default: false },
  verbose: { type: 'boolean', default: false },
  customers: { type: 'string', default: '100' },
  days: { type: 'string', default: '30' },
  today: { type: 'boolean', default: false },
  orders: { type: 'string' },
  columns: { type: 'string' },
  currency: { type: 'string' },
  'time-zone': { type: 'string' },
  limit: { type: 'string' },
  clock: { type: 'string', default: 'step' },
  port: { type: 'string' },
  quotas: { type: 'string', default: 'none' },
  keep: { type: 'string' },
  lang: { type: 'string', default: 'en' },
} as const;

/**
 * Reads the command line.
 * @param environment the variables that npm sets from the options that it kept for itself
 * @throws StartError saying which option is wrong and what it takes
 */
export function parseOptions(args: readonly string[], environment: NodeJS.ProcessEnv = process.env): StartOptions {
  refuseSwallowed(environment);
  const { values, positionals } = parseCommandLine(args, options);
  const [extra] = positionals;
  if (extra !== undefined) throw unexpected(extra);
  const { help, once, details, verbose, today, orders, keep } = values;
  if (orders === undefined) refuseWithoutOrders(values);
  else if (today) throw todayAndOrders;
  return {
    help,
    once,
    details,
    verbose,
    today,
    orders,
    keep,
    customers: wholeNumber('customers', values.customers, 1, 100_000),
    days: wholeNumber('days', values.days, 1, 365),
    columns: values.columns === undefined ? {} : readNamedColumns([values.columns], 'orders'),
    currency: values.currency === undefined ? undefined : currencyCode(values.currency),
    'time-zone': values['time-zone'] === undefined ? undefined : zoneNamed(values['time-zone']),
    limit: values.limit === undefined ? undefined : wholeNumber('limit', values.limit, 1, 10_000_000),
    clock: clockMode(values.clock),
    port: wholeNumber('port', values.port ?? (once ? '0' : '4310'), 0, 65_535),
    quotas: quotaSet(values.quotas),
    language: languageNamed(values.lang),
    furtherPorts: values.port === undefined ? 20 : 0,
  };
}

/** The variables of options that npm does not know by their name. It takes --days for a row of its single letters. */
const kept = {
  ...Object.fromEntries(Object.keys(options).map((name) => [name, name.replaceAll('-', '_')])),
  days: 'all',
  lang: 'long',
};

/** @throws StartError when npm has kept an option for itself, because the two dashes before it are missing */
function refuseSwallowed(environment: NodeJS.ProcessEnv): void {
  if (environment.npm_lifecycle_event !== 'start') return;
  const isKept = ([name, variable]: [string, string]) =>
    !['help', 'verbose'].includes(name) && !['', undefined].includes(environment[`npm_config_${variable}`]);
  const names = Object.entries(kept)
    .filter(isKept)
    .map(([name]) => `--${name}`);
  if (names.length === 0) return;
  const [list, line] = [names.join(' and '), `npm start -- ${names.join(' … ')} …`];
  throw new StartError({
    en: `npm took ${list} for itself. Write two dashes before it: ${line}`,
    ja: `${names.join('、')} は npm 自身のオプションとして扱われました。前に「--」を入れて、${line} と書いてください。`,
  });
}

/** @throws StartError when an option is given that an order export alone makes use of */
function refuseWithoutOrders(values: Readonly<Record<string, unknown>>): void {
  const idle = ['columns', 'currency', 'time-zone', 'limit'].find((name) => values[name] !== undefined);
  if (idle === undefined) return;
  throw new StartError({
    en: `--${idle} needs an order export: add --orders FILE.`,
    ja: `--${idle} は注文データと合わせて使います。--orders FILE を加えてください。`,
  });
}

const todayAndOrders = new StartError({
  en: '--today plays the demo shop: leave out --orders.',
  ja: '--today はデモショップを再生します。--orders を外してください。',
});

function unexpected(word: string): StartError {
  return new StartError({
    en: `"${word}" is unexpected: this command takes no name.`,
    ja: `「${word}」は余分です。このコマンドに名前は要りません。`,
  });
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  const takes = { en: `a whole number from ${least} to ${most}`, ja: `${least} から ${most} までの整数` };
  throw wrong(name, text, takes);
}

function languageNamed(text: string): Language {
  const language = languages.find((one) => one === text);
  if (language === undefined) throw wrong('lang', text, oneOf(languages));
  return language;
}

function clockMode(text: string): ClockMode {
  try {
    return parseClockMode(text);
  } catch {
    const takes = { en: 'step, jump, real, or a factor such as 60x', ja: 'step、jump、real、または 60x のような倍率' };
    throw wrong('clock', text, takes);
  }
}

function quotaSet(name: string): keyof typeof quotaSets {
  if (Object.hasOwn(quotaSets, name)) return name as keyof typeof quotaSets; // just looked up
  throw wrong('quotas', name, oneOf(Object.keys(quotaSets)));
}

function currencyCode(text: string): string {
  if (/^[A-Z]{3}$/.test(text)) return text;
  throw wrong('currency', text, { en: 'an ISO 4217 code such as JPY', ja: 'JPY のような ISO 4217 の通貨コード' });
}

function zoneNamed(name: string): string {
  if (isTimeZone(name)) return name;
  const takes = { en: 'an IANA zone such as Asia/Tokyo', ja: 'Asia/Tokyo のような IANA のタイムゾーン名' };
  throw wrong('time-zone', name, takes);
}

function oneOf(words: readonly string[]): Words {
  return { en: words.join(' or '), ja: words.join('、') };
}

function wrong(option: string, text: string, takes: Words): StartError {
  return new StartError({
    en: `--${option} is "${text}": it takes ${takes.en}.`,
    ja: `--${option} に「${text}」は指定できません。${takes.ja} を書いてください。`,
  });
}
