/** The languages of the outbox page. */
export type OutboxLanguage = 'en' | 'ja';

const english = {
  title: 'Outbox',
  gallery: 'Messages',
  galleryIntro: 'What a customer sees: one of each message that was sent, in both languages.',
  sent: 'Sent',
  unsent: 'Not sent',
  customers: 'Customers',
  refused: 'Refused',
  clock: 'Demo clock',
  time: 'Time',
  customerTime: 'on the customer’s clock',
  customer: 'Customer',
  channel: 'Channel',
  journey: 'Journey',
  step: 'Step',
  subject: 'Subject',
  outcome: 'Outcome',
  reason: 'Reason',
  due: 'Due',
  language: 'Language',
  en: 'English',
  ja: 'Japanese',
  all: 'All',
  search: 'Search',
  searchHint: 'Address, journey or subject',
  searchUnsent: 'Name, address or reason',
  searchCustomers: 'Name or address',
  newer: 'Newer',
  older: 'Older',
  previous: 'Previous',
  next: 'Next',
  empty: 'Nothing here yet. Messages appear as soon as they are sent.',
  emptyUnsent: 'Every message that was due so far has been sent.',
  emptyCustomers: 'No customers yet. They appear with the first event of the shop.',
  emptyRefused: 'No event was refused.',
  notFound: 'Nothing fits this search. Other filters may help.',
  back: 'Sent messages',
  backToGallery: 'All kinds of messages',
  backToCustomers: 'Customers',
  mail: 'E-mail',
  text: 'Plain text',
  headers: 'Headers',
  desktop: 'Desktop',
  phone: 'Phone',
  light: 'Light',
  dark: 'Dark',
  view: 'View',
  from: 'From',
  to: 'To',
  reports: 'Reports',
  until: 'until',
  missing: 'There is no such message.',
  missingCustomer: 'There is no such customer.',
  email: 'E-mail',
  sms: 'SMS',
  notInThisPlay: 'not sent in this play',
  wholeTimeline: 'Everything about this customer',
  begins: 'starts',
  goal: 'Goal reached, credited to',
  lastMessage: 'Last message',
  refusedIntro:
    'Events that do not fit their contract, with the field and the reason, never the value. docs/events.md describes every field.',
  event: 'Event',
  problem: 'Field and reason',
  received: 'Received',
  unmatchedIntro: 'Events that no rule matches: their source or type is not one that Aftercart listens to.',
  source: 'Source',
  nameless: 'without a name',
} as const;

type Words = Record<keyof typeof english, string>;

const japanese: Words = {
  title: '送信箱',
  gallery: 'メッセージ一覧',
  galleryIntro: 'お客様に届くメッセージを、種類ごとに1通ずつ、日本語と英語でご覧いただけます。',
  sent: '送信済み',
  unsent: '未送信',
  customers: 'お客様',
  refused: '受付不可',
  clock: 'デモ内の時刻',
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
  language: '言語',
  en: '英語',
  ja: '日本語',
  all: 'すべて',
  search: '検索',
  searchHint: 'アドレス、ジャーニー、件名',
  searchUnsent: 'お名前、アドレス、理由',
  searchCustomers: 'お名前、アドレス',
  newer: '新しい順に戻る',
  older: '以前のもの',
  previous: '前へ',
  next: '次へ',
  empty: 'まだメッセージはありません。送信されるとここに表示されます。',
  emptyUnsent: 'これまでに予定されたメッセージは、すべて送信済みです。',
  emptyCustomers: 'まだお客様はいません。最初のイベントが届くと表示されます。',
  emptyRefused: '受け付けられなかったイベントはありません。',
  notFound: '条件に合うものはありません。条件を変えてお試しください。',
  back: '送信済みの一覧',
  backToGallery: 'メッセージ一覧',
  backToCustomers: 'お客様の一覧',
  mail: 'メール',
  text: 'テキスト',
  headers: 'ヘッダー',
  desktop: 'パソコン',
  phone: 'スマートフォン',
  light: 'ライト',
  dark: 'ダーク',
  view: '表示',
  from: '差出人',
  to: '宛先',
  reports: '配信の状況',
  until: 'まで',
  missing: 'メッセージが見つかりません。',
  missingCustomer: 'お客様が見つかりません。',
  email: 'メール',
  sms: 'SMS',
  notInThisPlay: '今回の再生では送信なし',
  wholeTimeline: 'このお客様の履歴をすべて見る',
  begins: '開始：',
  goal: '目標達成（効果のあったメッセージ）',
  lastMessage: '最後のメッセージ',
  refusedIntro:
    '規定に合わないため受け付けられなかったイベントです。項目と理由を表示し、値は表示しません。各項目の説明は docs/events.md にあります。',
  event: 'イベント',
  problem: '項目と理由',
  received: '受信日時',
  unmatchedIntro: 'どのルールにも一致しなかったイベントです。送信元または種類が Aftercart の対象ではありません。',
  source: '送信元',
  nameless: 'お名前なし',
};

/** The words of the page in each language. */
export const outboxWords: Readonly<Record<OutboxLanguage, Words>> = { en: english, ja: japanese };

/** What is counted on a page. */
export type Counted = 'sent' | 'unsent' | 'customers' | 'refused' | 'segments';

const counted: Readonly<Record<Counted, readonly [one: string, many: string, japanese: string]>> = {
  sent: ['message sent', 'messages sent', '件を送信'],
  unsent: ['message not sent', 'messages not sent', '件は送信なし'],
  customers: ['customer', 'customers', '名のお客様'],
  refused: ['event refused', 'events refused', '件を受付不可'],
  segments: ['segment', 'segments', '通分'],
};

/** "1 message sent", "2 messages sent", "2件を送信". */
export function countOf(number: number, what: Counted, language: OutboxLanguage): string {
  const [one, many, japaneseUnit] = counted[what];
  const written = number.toLocaleString(language);
  return language === 'ja' ? `${written}${japaneseUnit}` : `${written} ${number === 1 ? one : many}`;
}

/** The language asked for by `?lang=`, else the first that the browser prefers of the two. */
export function chooseLanguage(asked: string | null, acceptLanguage: string | undefined): OutboxLanguage {
  if (asked === 'en' || asked === 'ja') return asked;
  return /^ja\b/i.test(acceptLanguage ?? '') ? 'ja' : 'en';
}
