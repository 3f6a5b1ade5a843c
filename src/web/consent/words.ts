import type { PageLanguage } from '../language.ts';

export interface ConsentWords {
  readonly ask: (shop: string, channel: string) => string;
  readonly askMore: string;
  readonly button: string;
  /** A way to hear less instead, and the link to the preference page. */
  readonly less: string;
  readonly lessMore: string;
  readonly choose: string;
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
  /** Before the shop's contact. */
  readonly badMore: string;
}

/** The page's words at each stage. */
export const consentPageWords: Readonly<Record<PageLanguage, ConsentWords>> = {
  en: {
    ask: (shop, channel) => `Stop marketing ${channel} from ${shop}?`,
    askMore: 'You will still get messages about your orders.',
    button: 'Unsubscribe',
    less: 'Less often instead',
    lessMore: 'Or would you rather hear from us once a week at most?',
    choose: 'Choose topics, or pause for 30 days',
    about: 'This is about ',
    aboutMore: 'We show only part of it, in case the message with this link was forwarded.',
    done: (shop, channel) => `You are unsubscribed from marketing ${channel} from ${shop}.`,
    doneMore: 'This takes effect immediately. You can close this page.',
    undoMore:
      'Unsubscribed by mistake? You can undo it here for one hour. You will then receive news and offers as before.',
    undoButton: 'Subscribe again',
    undone: (shop, channel) => `You are subscribed to marketing ${channel} from ${shop} again.`,
    undoneMore: 'You can unsubscribe at any time with the link in each message.',
    notUndone: 'This can no longer be undone here.',
    notUndoneMore: 'You are still unsubscribed. To receive news and offers again, sign up in the shop.',
    failed: 'Something went wrong on our side.',
    failedMore: 'You may still be subscribed. Please try again in a minute.',
    failedUndoMore: 'You may still be unsubscribed. Please try again in a minute.',
    bad: 'This link does not work.',
    badMore:
      'Nothing was changed. Please try the link in our latest message, or copy the whole link. You can also write to us to unsubscribe: ',
  },
  ja: {
    ask: (shop, channel) => `${shop}からのお知らせ${channel}を停止しますか？`,
    askMore: 'ご注文に関するご連絡は、今後もお送りします。',
    button: '配信を停止する',
    less: '回数を減らして受け取る',
    lessMore: '停止せずに、お知らせを多くても週に1通にすることもできます。',
    choose: '受け取る内容を選ぶ・30日間休止する',
    about: '対象の宛先：',
    aboutMore: 'メッセージが転送されている場合に備え、宛先は一部のみ表示しています。',
    done: (shop, channel) => `${shop}からのお知らせ${channel}を停止しました。`,
    doneMore: 'すぐに反映されます。このページは閉じていただいてかまいません。',
    undoMore:
      '誤って停止された場合は、1時間以内であればこのページで元に戻せます。元に戻すと、以前と同じくお知らせをお届けします。',
    undoButton: '配信を再開する',
    undone: (shop, channel) => `${shop}からのお知らせ${channel}の配信を再開しました。`,
    undoneMore: '各メッセージのリンクから、いつでも停止していただけます。',
    notUndone: 'このページでは元に戻せなくなりました。',
    notUndoneMore: '配信は停止したままです。再開をご希望の場合は、当店にてあらためて配信をお申し込みください。',
    failed: 'お手続きを完了できませんでした。',
    failedMore: '配信がまだ停止されていない可能性があります。お手数ですが、しばらくしてからもう一度お試しください。',
    failedUndoMore:
      '配信がまだ再開されていない可能性があります。お手数ですが、しばらくしてからもう一度お試しください。',
    bad: 'このリンクはご利用いただけません。',
    badMore:
      '設定は変更されていません。お手数ですが、最新のメッセージのリンクを開くか、リンク全体をコピーしてお試しください。次の宛先にご連絡いただいても、配信を停止いたします：',
  },
};
