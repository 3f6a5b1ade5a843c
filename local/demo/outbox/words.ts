/** The languages of the outbox page. */
export type OutboxLanguage = 'en' | 'ja';

const english = {
  title: 'Outbox',
  sent: 'Sent',
  unsent: 'Not sent',
  clock: 'The clock here:',
  time: 'Time',
  customerTime: "in the customer's zone",
  customer: 'Customer',
  channel: 'Channel',
  journey: 'Journey',
  step: 'Step',
  subject: 'Subject',
  outcome: 'Outcome',
  reason: 'Reason',
  due: 'Due',
  search: 'Search',
  searchHint: 'Address, journey or subject',
  newer: 'Newer',
  older: 'Older',
  empty: 'Nothing here yet. Messages appear as soon as they are sent.',
  emptyUnsent: 'Every intended message was sent.',
  notFound: 'No message fits the search.',
  count: 'in all',
  back: 'All messages',
  mail: 'E-mail',
  text: 'Plain text',
  headers: 'Headers',
  from: 'From',
  to: 'To',
  segments: 'segments',
  until: 'until',
  missing: 'There is no such message.',
  email: 'E-mail',
  sms: 'SMS',
} as const;

type Words = Record<keyof typeof english, string>;

const japanese: Words = {
  title: '送信箱',
  sent: '送信済み',
  unsent: '未送信',
  clock: 'この環境の時計：',
  time: '日時',
  customerTime: 'お客様の現地時間',
  customer: 'お客様',
  channel: 'チャネル',
  journey: 'ジャーニー',
  step: 'ステップ',
  subject: '件名',
  outcome: '結果',
  reason: '理由',
  due: '予定日時',
  search: '検索',
  searchHint: 'アドレス、ジャーニー、件名',
  newer: '新しい',
  older: '古い',
  empty: 'まだメッセージはありません。送信されるとここに表示されます。',
  emptyUnsent: '予定したメッセージはすべて送信されました。',
  notFound: '検索に合うメッセージはありません。',
  count: '件',
  back: '一覧へ戻る',
  mail: 'メール',
  text: 'テキスト',
  headers: 'ヘッダー',
  from: '差出人',
  to: '宛先',
  segments: '通分',
  until: 'まで',
  missing: 'メッセージが見つかりません。',
  email: 'メール',
  sms: 'SMS',
};

/** The words of the page in each language. */
export const outboxWords: Readonly<Record<OutboxLanguage, Words>> = { en: english, ja: japanese };

/** The names of outcomes, reasons and reports: English, Japanese. Others are shown as they are. */
const names: Readonly<Record<string, readonly [string, string]>> = {
  held: ['held', '保留'],
  skipped: ['skipped', '送信せず'],
  unknown: ['unknown', '不明'],
  'quiet-hours': ['quiet hours', '夜間のため'],
  'daily-cap': ['daily limit reached', '1日の上限'],
  'higher-priority': ['made way for a more important message', '優先度の高いメッセージを優先'],
  'still-active': ['the customer was still at it', 'お客様が操作中'],
  busy: ['too much at once: waits for its turn', '混雑のため順番待ち'],
  'sending-stopped': ['sending is stopped for the account', 'アカウントの送信が停止中'],
  'open-complaint': ['a complaint is open', 'ご不満への対応中'],
  'run-ended': ['the run had ended', 'ジャーニー終了済み'],
  superseded: ['a newer run took its place', '新しいジャーニーに交代'],
  'test-event': ['test event', 'テストイベント'],
  stale: ['too late', '期限切れ'],
  'no-longer-matches': ['no longer matches', '条件を満たさない'],
  condition: ['its condition does not hold', 'ステップの条件を満たさない'],
  'not-delivered': ['not all parcels have arrived', '未着の荷物あり'],
  refund: ['refund open', '返金手続き中'],
  'already-reviewed': ['reviewed already', 'レビュー投稿済み'],
  'no-address': ['no address', '宛先なし'],
  'no-consent': ['no consent', '同意なし'],
  suppressed: ['bounced or complained before', '不達・迷惑報告のあった宛先'],
  'channel-not-configured': ['channel not configured', 'チャネル未設定'],
  rejected: ['rejected by the provider', '配信事業者が拒否'],
  failed: ['could not be delivered', '配信できず'],
  'hold-out': ['kept back for comparison', '比較のため保留'],
  'no-answer': ['no answer was recorded', '応答の記録なし'],
  delivery: ['delivered', '配信済み'],
  bounce: ['bounced', '不達'],
  reject: ['refused after it was taken', '受付後に拒否'],
  complaint: ['complaint', '迷惑報告'],
  open: ['opened', '開封'],
  click: ['clicked', 'クリック'],
  failure: ['failed', '失敗'],
  marketing: ['marketing', '販促'],
  transactional: ['transactional', '取引'],
};

/** The name of an outcome, a reason or a report in the language. */
export function outcomeName(id: string, language: OutboxLanguage): string {
  return names[id]?.[language === 'en' ? 0 : 1] ?? id;
}

/** The language asked for by `?lang=`, else the first that the browser prefers of the two. */
export function chooseLanguage(asked: string | null, acceptLanguage: string | undefined): OutboxLanguage {
  if (asked === 'en' || asked === 'ja') return asked;
  return /^ja\b/i.test(acceptLanguage ?? '') ? 'ja' : 'en';
}
