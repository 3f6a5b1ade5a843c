import type { Language, Words } from '../../../src/commerce/words.ts';
import type { FeedbackKind } from '../../../src/model/message.ts';
import type { RunEnd } from '../../../src/model/run.ts';

/** What `npm start -- --details` says beside the summary. Numbers come written with their separators. */
export interface DetailWords {
  readonly journeys: readonly string[];
  readonly goals: readonly string[];
  readonly reasons: readonly string[];
  readonly variants: readonly string[];
  readonly bill: readonly string[];
  /** The titles of the parts, in their order. */
  readonly titles: Readonly<Record<'goals' | 'unsent' | 'variants' | 'stories' | 'bill' | 'standing', string>>;
  readonly noGoal: string;
  readonly unaided: (unaided: number, reached: number) => string;
  readonly message: string;
  readonly run: string;
  readonly reason: (outcome: string, reason: string) => string;
  readonly ends: Readonly<Record<RunEnd['why'], string>>;
  readonly feedback: (sent: number, byLocale: readonly string[], heard: readonly string[]) => string;
  /** Messages of a channel in a language. */
  readonly inLocale: (channel: string, locale: string, count: number) => string;
  readonly heard: (kind: string, count: number) => string;
  readonly notTracked: string;
  readonly together: string;
  readonly standing: (what: string, quantity: string, dollars: string) => string;
  readonly month: (dollars: string, withoutFree: string) => string;
  readonly metrics: (dollars: string, count: number) => string;
  readonly noDeadLetters: string;
  readonly deadLetters: (queues: readonly (readonly [string, number])[]) => string;
  readonly letter: (id: string | undefined, count: number, onPurpose: string | undefined) => string;
  readonly howToRead: readonly string[];
}

const en: DetailWords = {
  journeys: [
    'journey',
    'runs',
    'completed',
    'ended early',
    'left',
    'refused',
    'under way',
    'sent',
    'held',
    'skipped',
    'unknown',
  ],
  goals: ['journey', 'entries', 'goals reached', 'conversions', 'revenue of conversions', 'of it cancelled'],
  reasons: ['what', 'reason', 'count'],
  variants: ['step', 'message', 'intended', 'sent', 'opened', 'clicked'],
  bill: ['used', 'quantity', 'US dollars'],
  titles: {
    goals: 'Goals and conversions',
    unsent: 'Messages not sent, and why',
    variants: 'Messages by variant',
    stories: 'Some customers, on their own clocks',
    bill: 'Cost on AWS (list prices, no free tier; function time and DynamoDB are below)',
    standing: 'Cost of a month without events',
  },
  noGoal: 'No goal was reached.',
  unaided: (unaided, reached) =>
    `A conversion is a goal that followed a click (or an open, where opens are tracked) in a message of the same entry.
${unaided} of the ${reached} goals were reached before the entry had sent any; an order that is the goal of several is credited to one.`,
  message: 'message',
  run: 'run',
  reason: (outcome, reason) => `${outcome}: ${reason}`,
  ends: { event: 'event', left: 'left', refused: 'refused', completed: 'completed', stopped: 'stopped' },
  feedback: (sent, byLocale, heard) =>
    `${sent} sent: ${byLocale.join(', ')}. Heard back: ${heard.join(', ') || 'nothing'}.`,
  inLocale: (channel, locale, count) => `${count} ${channel} in ${locale}`,
  heard: (kind, count) => `${count} ${kind}`,
  notTracked: 'not tracked',
  together: 'together',
  standing: (what, quantity, dollars) => `${what}: ${quantity}, $${dollars}`,
  month: (dollars, withoutFree) =>
    `together $${dollars}; $${withoutFree} if the account's free million requests and ten alarms are unused`,
  metrics: (dollars, count) =>
    `and up to $${dollars} for ${count} custom ${count === 1 ? 'metric' : 'metrics'}, by the hours in which there is something to count`,
  noDeadLetters: 'Dead letters: none.',
  deadLetters: (queues) =>
    `Dead letters, kept whole: ${queues.map(([queue, count]) => `${count} in ${queue}`).join(', ')}`,
  letter: (id = 'something that is not an event', count, onPurpose) =>
    `${count} of ${id}${onPurpose === undefined ? '' : `: on purpose, ${onPurpose}`}`,
  howToRead: [
    'docs/operations.md, "Dead letters", explains how to read them: without --once, with --endpoint-url http://127.0.0.1:PORT.',
    'SQS keeps a letter for 14 days: read them before you let the clock pass that',
  ],
};

const reports: Readonly<Record<FeedbackKind, string>> = {
  delivered: '配信済み',
  bounced: '不達',
  complained: '迷惑メールの報告',
  opened: '開封',
  clicked: 'クリック',
  failed: '失敗',
};

const ja: DetailWords = {
  journeys: [
    'ジャーニー',
    '開始',
    '完了',
    '途中終了',
    '離脱',
    '開始せず',
    '進行中',
    '送信',
    '保留',
    '送信せず',
    '不明',
  ],
  goals: ['ジャーニー', '開始', '目標の達成', 'コンバージョン', 'コンバージョンの売上', 'うちキャンセル'],
  reasons: ['対象', '理由', '件数'],
  variants: ['ステップ', 'メッセージ', '予定', '送信', '開封', 'クリック'],
  bill: ['項目', '数量', '米ドル'],
  titles: {
    goals: '目標とコンバージョン',
    unsent: '送信しなかったメッセージとその理由',
    variants: 'メッセージの種類別',
    stories: 'お客様の例（時刻はお客様の現地時間）',
    bill: 'AWS の費用（定価、無料枠なし。関数の実行時間と DynamoDB は下に表示）',
    standing: 'イベントがない月の費用',
  },
  noGoal: '目標を達成したジャーニーはありません。',
  unaided: (unaided, reached) =>
    `コンバージョンは、同じ開始回のメッセージのクリック（開封を計測している場合は開封も）の後に達成された目標です。
目標${reached}件のうち${unaided}件は、メッセージを送る前に達成されました。複数のジャーニーの目標となる注文は、1つのジャーニーの成果として数えます。`,
  message: 'メッセージ',
  run: 'ジャーニー',
  reason: (outcome, reason) => `${outcome}：${reason}`,
  ends: { event: '途中終了', left: '離脱', refused: '開始せず', completed: '完了', stopped: '停止' },
  feedback: (sent, byLocale, heard) =>
    `送信${sent}件：${byLocale.join('、')}。その後の報告：${heard.join('、') || 'なし'}。`,
  inLocale: (channel, locale, count) =>
    `${channel === 'email' ? 'メール' : channel.toUpperCase()}（${locale}）${count}件`,
  heard: (kind, count) => `${Object.hasOwn(reports, kind) ? reports[kind as FeedbackKind] : kind} ${count}`, // just looked up
  notTracked: '計測なし',
  together: '合計',
  standing: (what, quantity, dollars) => `${what}：${quantity}（$${dollars}）`,
  month: (dollars, withoutFree) =>
    `合計 $${dollars}。アカウントの無料枠（100万リクエスト、アラーム10個）が未使用なら $${withoutFree}`,
  metrics: (dollars, count) =>
    `ほかに、カスタムメトリクス${count}個に最大 $${dollars}（計上するものがある時間に応じて）`,
  noDeadLetters: '配信不能キュー：なし',
  deadLetters: (queues) =>
    `配信不能キューに残っているメッセージ：${queues.map(([queue, count]) => `${queue} に${count}件`).join('、')}`,
  letter: (id = 'イベントではないもの', count, onPurpose) =>
    `${id}：${count}件${onPurpose === undefined ? '' : `（動作確認のための誤り：${onPurpose}）`}`,
  howToRead: [
    '読み方は docs/operations.md の「Dead letters」にあります（--once を外して起動し、--endpoint-url http://127.0.0.1:PORT を指定）。',
    'SQS の保存期間は14日です。時計をそれより先に進める前に確認してください。',
  ],
};

export const detailWords: Readonly<Record<Language, DetailWords>> = { en, ja };

/** What the lines of the bill are. */
export const billWords = {
  events: { en: 'EventBridge events', ja: 'EventBridge のイベント' },
  queue: {
    en: 'SQS requests (sends, and a receive and a delete per batch)',
    ja: 'SQS のリクエスト（送信と、一括ごとの受信・削除）',
  },
  web: { en: 'HTTP API requests', ja: 'HTTP API のリクエスト' },
  invocations: { en: 'Lambda invocations', ja: 'Lambda の呼び出し' },
  transitions: { en: 'Step Functions transitions', ja: 'Step Functions の状態遷移' },
  schedules: { en: 'Scheduler invocations', ja: 'Scheduler の呼び出し' },
  secrets: {
    en: 'Secrets Manager requests, one per cold start that needs the secret',
    ja: 'Secrets Manager のリクエスト（必要なコールドスタートごとに1回）',
  },
  logs: { en: 'CloudWatch log megabytes', ja: 'CloudWatch のログ（MB）' },
  traces: { en: 'X-Ray traces, at most', ja: 'X-Ray のトレース（最大）' },
  emails: { en: 'E-mails by SES', ja: 'SES のメール' },
  texts: { en: 'SMS segments (at the Japanese price)', ja: 'SMS のセグメント（日本の料金）' },
  functionTime: {
    en: 'Lambda GB-seconds, on this machine, without most of the SDK',
    ja: 'Lambda の実行時間（GB秒、このパソコンでの計測。SDKの処理の多くを除く）',
  },
  reads: { en: 'DynamoDB read units', ja: 'DynamoDB の読み取りユニット' },
  writes: { en: 'DynamoDB write units', ja: 'DynamoDB の書き込みユニット' },
  polls: { en: 'SQS requests for polling, without messages', ja: 'SQS の受信待ちのリクエスト（メッセージなし）' },
  alarmMetrics: { en: 'Metrics that alarms read', ja: 'アラームが参照するメトリクス' },
  secret: { en: 'Secrets', ja: 'シークレット' },
} as const satisfies Readonly<Record<string, Words>>;

/** @param seconds of each start */
export function coldStartWords(count: number, seconds: number): Words {
  return {
    en: `Lambda GB-seconds of ${count} cold starts, ${seconds} s each`,
    ja: `Lambda の実行時間（GB秒）：コールドスタート${count}回、各${seconds}秒`,
  };
}

/** What the checks compare. */
export const checkWords = {
  intended: {
    en: 'messages intended = sent + held + skipped + unknown',
    ja: '予定したメッセージ＝送信＋保留＋送信せず＋不明',
  },
  handedOver: {
    en: 'messages handed over by the ledger = messages in the outbox',
    ja: '配信台帳で送信済みのメッセージ＝送信箱のメッセージ',
  },
  different: {
    en: 'messages in the outbox = different messages in it',
    ja: '送信箱のメッセージ＝重複を除いたメッセージ',
  },
  runs: {
    en: 'runs that stand and were started = their executions + those that ended before their first step',
    ja: '開始したジャーニー＝ステートマシンの実行＋最初のステップの前に終了したもの',
  },
  orders: { en: 'orders in the export = runs of post-purchase', ja: '注文データの注文＝post-purchase の開始' },
} as const satisfies Readonly<Record<string, Words>>;
