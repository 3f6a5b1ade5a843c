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

/** The language asked for by `?lang=`, else the first that the browser prefers of the two. */
export function chooseLanguage(asked: string | null, acceptLanguage: string | undefined): OutboxLanguage {
  if (asked === 'en' || asked === 'ja') return asked;
  return /^ja\b/i.test(acceptLanguage ?? '') ? 'ja' : 'en';
}
