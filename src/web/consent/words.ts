import type { PageLanguage } from '../language.ts';

interface Words {
  readonly ask: (shop: string, channel: string) => string;
  readonly askMore: string;
  readonly button: string;
  readonly done: (shop: string, channel: string) => string;
  readonly doneMore: string;
  readonly failed: string;
  readonly failedMore: string;
  readonly bad: string;
  readonly badMore: (contact: string) => string;
}

/** The page's words at each stage. */
export const consentPageWords: Readonly<Record<PageLanguage, Words>> = {
  en: {
    ask: (shop, channel) => `Unsubscribe from ${shop}'s marketing by ${channel}?`,
    askMore: 'You will still get messages about your orders.',
    button: 'Unsubscribe',
    done: (shop, channel) => `You are unsubscribed from ${shop}'s marketing by ${channel}.`,
    doneMore: 'This takes effect at once. You can close this page.',
    failed: 'We could not finish this just now.',
    failedMore: 'You may still be subscribed. Please try again in a minute.',
    bad: 'This link does not work.',
    badMore: (contact) =>
      `Nothing was changed. Please try the link in our latest message, or copy the whole link. You can also unsubscribe by writing to us: ${contact}`,
  },
  ja: {
    ask: (shop, channel) => `${shop}からの${channel}によるご案内の配信を停止しますか？`,
    askMore: 'ご注文に関するご連絡は、引き続きお送りします。',
    button: '配信を停止する',
    done: (shop, channel) => `${shop}からの${channel}によるご案内の配信を停止しました。`,
    doneMore: 'すぐに反映されます。このページは閉じていただいてかまいません。',
    failed: 'ただいまお手続きを完了できませんでした。',
    failedMore: '配信がまだ停止されていない可能性があります。お手数ですが、しばらくしてからもう一度お試しください。',
    bad: 'このリンクはご利用いただけません。',
    badMore: (contact) =>
      `設定は変更されていません。お手数ですが、最新のメッセージのリンクを開くか、リンク全体をコピーしてお試しください。こちらへのご連絡でも配信を停止いたします：${contact}`,
  },
};
