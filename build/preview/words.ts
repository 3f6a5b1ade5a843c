import type { Language } from '../../src/commerce/words.ts';

export interface PreviewWords {
  readonly title: string;
  readonly mail: string;
  readonly text: string;
  readonly phone: string;
  readonly desktop: string;
  readonly light: string;
  readonly dark: string;
  readonly subject: string;
  readonly preheader: string;
  readonly wrong: string;
  /** The lines on the terminal. */
  readonly reloaded: string;
  readonly shows: (url: string) => string;
  readonly portInUse: (port: number) => string;
  readonly whichMessage: string;
  readonly whichJourney: string;
  readonly oneSource: string;
  readonly noCustomer: (customer: string, stage: string) => string;
  readonly nothingOf: (customer: string, kind: string, journey: string) => string;
}

/** The words of the preview's page. */
export const previewWords: Readonly<Record<Language, PreviewWords>> = {
  en: {
    title: 'Preview',
    mail: 'E-mail',
    text: 'Plain text',
    phone: 'Phone',
    desktop: 'Desktop',
    light: 'Light',
    dark: 'Dark',
    subject: 'Subject',
    preheader: 'Preheader',
    wrong: 'This has to be mended first',
    reloaded: 'Reloaded.',
    shows: (url) => `${url} shows the messages, and reloads when a file changes. Ctrl+C ends it.`,
    portInUse: (port) => `Port ${port} is in use: another preview may be running. Choose one with --port.`,
    whichMessage: '--text prints one message: name it.',
    whichJourney: '--customer shows the messages of one journey: name it.',
    oneSource: '--customer and --events both say whose message it is: give one of them.',
    noCustomer: (customer, stage) =>
      `The stage ${stage} knows no customer "${customer}": give an e-mail address, a phone number such as +819012345678, the shop's id or the customer's key.`,
    nothingOf: (customer, kind, journey) =>
      `"${customer}" has nothing of the kind "${kind}", which ${journey} is about: choose another customer, or give an event with --events.`,
  },
  ja: {
    title: 'プレビュー',
    mail: 'メール',
    text: 'テキスト版',
    phone: 'スマートフォン',
    desktop: 'パソコン',
    light: 'ライト',
    dark: 'ダーク',
    subject: '件名',
    preheader: 'プリヘッダー',
    wrong: '先に修正が必要です',
    reloaded: '再読み込みしました。',
    shows: (url) => `${url} でメッセージを確認できます。ファイルを保存すると再読み込みします。終了は Ctrl+C です。`,
    portInUse: (port) =>
      `ポート${port}は使用中です。ほかのプレビューが動いている可能性があります。--port で別の番号を指定してください。`,
    whichMessage: '--text で表示できるメッセージは1通です。メッセージの名前を指定してください。',
    whichJourney: '--customer で表示できるのは1つのジャーニーのメッセージです。ジャーニーの名前を指定してください。',
    oneSource: '--customer と --events は同時に指定できません。どちらか一方を指定してください。',
    noCustomer: (customer, stage) =>
      `ステージ ${stage} に「${customer}」というお客様はいません。メールアドレス、+819012345678 のような電話番号、ストアの ID、またはお客様のキーを指定してください。`,
    nothingOf: (customer, kind, journey) =>
      `「${customer}」には、${journey} の対象となる「${kind}」の記録がありません。別のお客様を指定するか、--events でイベントを指定してください。`,
  },
};
