import type { Language } from '../../../src/commerce/words.ts';
import type { SilenceKind } from '../../../src/insight/silence.ts';
import type { FeedbackKind } from '../../../src/model/message.ts';

/** What the summary of a play says. Numbers come written with their separators. */
export interface SummaryWords {
  readonly head: (title: string, from: string, to: string, customers: number, events: number) => string;
  readonly sent: (messages: number, emails: number, texts: number, inJapanese: number) => string;
  readonly reports: Readonly<Record<FeedbackKind, (count: string) => string>>;
  readonly unsent: (messages: number) => string;
  readonly silences: Readonly<Record<SilenceKind, string>>;
  /** The head of the column that counts them all, beside those that count by channel. */
  readonly all: string;
  readonly silence: (kind: string, reasons: string) => string;
  readonly reason: (name: string, count: string) => string;
  readonly and: string;
  readonly more: string;
  readonly noGoal: string;
  readonly goals: (reached: number) => string;
  readonly conversions: (count: string, revenue: string) => string;
  readonly sums: (count: number) => string;
  readonly refused: (events: number) => string;
  readonly onPurpose: string;
  readonly everyFigure: string;
  readonly plots: Readonly<Record<'allWell' | 'wonBack' | 'wiselySilent', string>>;
  readonly story: (title: string, name: string, city: string) => string;
  readonly somebody: string;
  readonly event: (name: string, detail: string) => string;
  readonly begins: (journeys: readonly string[]) => string;
  readonly sentLine: (channel: string, title: string, journey: string, coupon: boolean, clicked: boolean) => string;
  readonly unsentLine: (steps: readonly string[], journey: string, reason: string, cause: string) => string;
  readonly notStarted: (journey: string, reason: string) => string;
  readonly credited: (journey: string) => string;
  readonly perThousand: (dollars: string) => string;
}

/** "1 message", "2 messages". */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

const en: SummaryWords = {
  head: (title, from, to, customers, events) =>
    `${title}, ${from} to ${to}: ${counted(customers, 'customer')}, ${counted(events, 'event')}`,
  sent: (messages, emails, texts, inJapanese) =>
    `${counted(messages, 'message')} sent: ${counted(emails, 'e-mail')} and ${counted(texts, 'text')}, ${inJapanese} in Japanese`,
  reports: {
    delivered: (count) => `${count} delivered`,
    bounced: (count) => `${count} bounced`,
    complained: (count) => `${count} complained about`,
    opened: (count) => `${count} opened`,
    clicked: (count) => `${count} clicked`,
    failed: (count) => `${count} failed`,
  },
  unsent: (messages) => `${counted(messages, 'message')} not sent, each with its reason:`,
  silences: {
    needless: 'no longer needed',
    closed: 'may not or cannot be written to',
    considerate: 'kept back out of consideration',
    failed: 'could not be delivered',
    other: 'for other reasons',
  },
  all: 'all',
  silence: (kind, reasons) => `${kind} (${reasons})`,
  reason: (name, count) => `${name} ${count}`,
  and: ', ',
  more: ', …',
  noGoal: 'No journey reached its goal.',
  goals: (reached) =>
    `${counted(reached, 'goal')} reached: what a journey works towards, such as an order, happened in time`,
  conversions: (count, revenue) =>
    `  ${count} of them after a click on one of the journey’s messages (conversions)${revenue && `: ${revenue}`}`,
  sums: (count) => `✓ ${count} sums agree: no message was lost or doubled between ledger, outbox, runs and executions`,
  refused: (events) => `${counted(events, 'event')} refused, which the outbox lists:`,
  onPurpose: ', on purpose',
  everyFigure: 'Every figure: npm start -- --details',
  plots: { allWell: 'It worked', wonBack: 'A cart won back', wiselySilent: 'Wisely not sent' },
  story: (title, name, city) => `${title}: ${name}, ${city}`,
  somebody: 'somebody',
  event: (name, detail) => (detail === '' ? name : `${name}: ${detail}`),
  begins: (journeys) => `Begins: ${journeys.join(', ')}`,
  sentLine: (channel, title, journey, coupon, clicked) =>
    `→ ${channel} “${title}” (${journey}${coupon ? ', with a coupon' : ''}${clicked ? ', clicked' : ''})`,
  unsentLine: (steps, journey, reason, cause) =>
    `✕ Not sent: ${steps.join(' and ')} (${journey}), ${reason}${cause && `: ${cause.toLowerCase()}`}`,
  notStarted: (journey, reason) => `✕ Did not start: ${journey} (${reason})`,
  credited: (journey) => `The order is credited to ${journey}`,
  perThousand: (dollars) =>
    `Cost on AWS at list prices: $${dollars} for 1,000 messages, without the charges of SES and SMS`,
};

const ja: SummaryWords = {
  head: (title, from, to, customers, events) =>
    `${title}（${from}～${to}）：お客様${number(customers)}名、イベント${number(events)}件`,
  sent: (messages, emails, texts, inJapanese) =>
    `送信したメッセージ ${number(messages)}件：メール${number(emails)}件、SMS${number(texts)}件（うち日本語${number(inJapanese)}件）`,
  reports: {
    delivered: (count) => `配信済み ${count}`,
    bounced: (count) => `不達 ${count}`,
    complained: (count) => `迷惑メールの報告 ${count}`,
    opened: (count) => `開封 ${count}`,
    clicked: (count) => `クリック ${count}`,
    failed: (count) => `失敗 ${count}`,
  },
  unsent: (messages) => `送信しなかったメッセージ ${number(messages)}件とその理由：`,
  silences: {
    needless: '不要になった',
    closed: '送信できない宛先',
    considerate: 'お客様への配慮で見合わせた',
    failed: '届かなかった',
    other: 'その他の理由',
  },
  all: '合計',
  silence: (kind, reasons) => `${kind}（${reasons}）`,
  reason: (name, count) => `${name} ${count}`,
  and: '、',
  more: '、ほか',
  noGoal: '目標を達成したジャーニーはありません。',
  goals: (reached) => `目標の達成 ${number(reached)}件：ジャーニーが目指す注文などが、期間内にありました`,
  conversions: (count, revenue) =>
    `  うち${count}件は、ジャーニーのメッセージをクリックした後の達成です（コンバージョン${revenue && `：${revenue}`}）`,
  sums: (count) =>
    `✓ ${count}項目の合計が一致：配信台帳・送信箱・ジャーニーの実行の間で、失われたり重複したりしたメッセージはありません`,
  refused: (events) => `受け付けられなかったイベント ${number(events)}件（送信箱の「受付不可」で確認できます）：`,
  onPurpose: '（動作確認のための誤り）',
  everyFigure: 'すべての数値：npm start -- --details --lang ja',
  plots: { allWell: 'うまくいった例', wonBack: 'カートから購入に戻った例', wiselySilent: '送らずに済んだ例' },
  story: (title, name, city) => `${title}：${name}さん（${city}）`,
  somebody: 'お客様',
  event: (name, detail) => (detail === '' ? name : `${name}：${detail}`),
  begins: (journeys) => `開始：${journeys.join('、')}`,
  sentLine: (channel, title, journey, coupon, clicked) =>
    `→ ${channel}「${title}」（${journey}${coupon ? '、クーポン付き' : ''}${clicked ? '、クリックあり' : ''}）`,
  unsentLine: (steps, journey, reason, cause) =>
    `✕ 送信せず：${steps.join('、')}（${journey}）、${reason}${cause && `（${cause}）`}`,
  notStarted: (journey, reason) => `✕ 開始せず：${journey}（${reason}）`,
  credited: (journey) => `この注文は ${journey} の成果です`,
  perThousand: (dollars) => `AWS の費用（定価）：メッセージ1,000件あたり $${dollars}（SES と SMS の送信料を除く）`,
};

function number(count: number): string {
  return count.toLocaleString('ja');
}

export const summaryWords: Readonly<Record<Language, SummaryWords>> = { en, ja };
