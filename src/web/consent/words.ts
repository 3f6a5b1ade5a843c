import type { PageLanguage } from '../language.ts';

export interface ConsentWords {
  readonly ask: (shop: string, channel: string) => string;
  readonly askMore: string;
  readonly button: string;
  /** Before the address that the page is about, and why only a part of it is shown. */
  readonly about: string;
  readonly aboutMore: string;
  readonly done: (shop: string, channel: string) => string;
  readonly doneMore: string;
  readonly undoMore: string;
  readonly undoButton: string;
  readonly undone: (shop: string, channel: string) => string;
  readonly undoneMore: string;
  readonly notUndone: string;
  readonly notUndoneMore: string;
  readonly failed: string;
  readonly failedMore: string;
  readonly failedUndoMore: string;
  readonly bad: string;
  readonly badMore: (contact: string) => string;
}

/** The page's words at each stage. */
export const consentPageWords: Readonly<Record<PageLanguage, ConsentWords>> = {
  en: {
    ask: (shop, channel) => `Stop news and offers from ${shop} by ${channel}?`,
    askMore: 'You will still get messages about your orders.',
    button: 'Unsubscribe',
    about: 'This is about',
    aboutMore: 'Only a part is shown, because a message with this link can be forwarded.',
    done: (shop, channel) => `You are unsubscribed: no more news and offers from ${shop} by ${channel}.`,
    doneMore: 'This takes effect at once. You can close this page.',
    undoMore: 'Was that a mistake? For one hour you can take it back here. You then receive news and offers as before.',
    undoButton: 'Subscribe again',
    undone: (shop, channel) => `You are subscribed again to news and offers from ${shop} by ${channel}.`,
    undoneMore: 'You can unsubscribe at any time, with the link in each message.',
    notUndone: 'This can no longer be taken back here.',
    notUndoneMore: 'You stay unsubscribed. To receive news and offers again, sign up in the shop.',
    failed: 'We could not finish this just now.',
    failedMore: 'You may still be subscribed. Please try again in a minute.',
    failedUndoMore: 'You may still be unsubscribed. Please try again in a minute.',
    bad: 'This link does not work.',
    badMore: (contact) =>
      `Nothing was changed. Please try the link in our latest message, or copy the whole link. You can also unsubscribe by writing to us: ${contact}`,
  },
  ja: {
    ask: (shop, channel) => `${shop}からのお知らせ${channel}を停止しますか？`,
    askMore: 'ご注文に関するご連絡は、引き続きお送りします。',
    button: '配信を停止する',
    about: '対象の宛先：',
    aboutMore: 'メッセージが転送された場合に備え、宛先は一部だけを表示しています。',
    done: (shop, channel) => `${shop}からのお知らせ${channel}を停止しました。`,
    doneMore: 'すぐに反映されます。このページは閉じていただいてかまいません。',
    undoMore:
      '誤って停止された場合は、1時間以内であればここで元に戻せます。お知らせの配信に、あらためて同意したことになります。',
    undoButton: '配信を再開する',
    undone: (shop, channel) => `${shop}からのお知らせ${channel}の配信を再開しました。`,
    undoneMore: '各メッセージのリンクから、いつでも停止していただけます。',
    notUndone: 'ここで元に戻せる期限を過ぎました。',
    notUndoneMore: '配信は停止したままです。再開をご希望の場合は、お店で配信をお申し込みください。',
    failed: 'ただいまお手続きを完了できませんでした。',
    failedMore: '配信がまだ停止されていない可能性があります。お手数ですが、しばらくしてからもう一度お試しください。',
    failedUndoMore:
      '配信がまだ再開されていない可能性があります。お手数ですが、しばらくしてからもう一度お試しください。',
    bad: 'このリンクはご利用いただけません。',
    badMore: (contact) =>
      `設定は変更されていません。お手数ですが、最新のメッセージのリンクを開くか、リンク全体をコピーしてお試しください。こちらへのご連絡でも配信を停止いたします：${contact}`,
  },
};
