import type { PageLanguage } from '../language.ts';

export interface ConfirmWords {
  readonly ask: (shop: string, channel: string) => string;
  readonly askMore: string;
  readonly button: string;
  /** Above what was asked for after the mail went, to be chosen. */
  readonly also: string;
  readonly everything: string;
  readonly done: (shop: string, channel: string) => string;
  readonly doneMore: string;
  readonly used: string;
  readonly withdrawn: (shop: string, channel: string) => string;
  readonly withdrawnMore: string;
  readonly expired: string;
  readonly expiredMore: (days: number) => string;
  readonly void: string;
  readonly voidMore: string;
  readonly failed: string;
  readonly failedMore: string;
  readonly bad: string;
  /** Before the shop's contact. */
  readonly badMore: string;
}

/** The page's words at each stage. */
export const confirmPageWords: Readonly<Record<PageLanguage, ConfirmWords>> = {
  en: {
    ask: (shop, channel) => `Would you like to receive marketing ${channel} from ${shop}?`,
    askMore: 'Press the button to confirm. If you did not sign up, close this page: you will get no news or offers.',
    button: 'Confirm',
    also: 'This was asked for after the e-mail was sent. Tick what you would like as well:',
    everything: 'All news and offers',
    done: (shop, channel) => `You are subscribed to marketing ${channel} from ${shop}.`,
    used: 'This link was used before: nothing more has changed.',
    doneMore: 'You can unsubscribe at any time with the link in each message. You can close this page.',
    withdrawn: (shop, channel) => `You are unsubscribed from marketing ${channel} from ${shop}.`,
    withdrawnMore: 'You unsubscribed after you signed up, so this link changes nothing. You can close this page.',
    expired: 'This link has expired.',
    expiredMore: (days) =>
      `It worked for ${days} days. Nothing was changed, and you will receive no marketing. If you would like to receive news and offers, sign up in the shop again: a new link will follow by e-mail.`,
    void: 'There is nothing to confirm.',
    voidMore:
      'The address was changed after this link was sent, or the sign-up was taken back. If you would like to receive news and offers, sign up in the shop again.',
    failed: 'Something went wrong on our side.',
    failedMore: 'Your confirmation may not have been stored. Please try again in a minute.',
    bad: 'This link does not work.',
    badMore:
      'Nothing was changed. Please copy the whole link from the e-mail, or sign up in the shop again. You can also write to us: ',
  },
  ja: {
    ask: (shop, channel) => `${shop}からのお知らせ${channel}を受け取りますか？`,
    askMore:
      'ボタンを押すと、登録が完了します。お申し込みにお心当たりがない場合は、このページを閉じてください。お知らせが届くことはありません。',
    button: '登録を完了する',
    also: 'メールの送信後に、次のお申し込みもありました。ご希望のものにチェックを入れてください。',
    everything: 'お知らせ全般',
    done: (shop, channel) => `${shop}からのお知らせ${channel}の登録が完了しました。`,
    used: 'このリンクはすでにご利用いただいています。今回、変更されたものはありません。',
    doneMore: '各メッセージのリンクから、いつでも停止していただけます。このページは閉じていただいてかまいません。',
    withdrawn: (shop, channel) => `${shop}からのお知らせ${channel}は停止されています。`,
    withdrawnMore:
      'お申し込みのあとに配信が停止されたため、このリンクでは設定を変更できません。このページは閉じていただいてかまいません。',
    expired: 'このリンクの有効期限が切れています。',
    expiredMore: (days) =>
      `有効期限は${days}日間です。登録は完了していないため、お知らせが届くことはありません。ご希望の場合は、当店にてあらためてお申し込みください。新しいリンクをメールでお送りします。`,
    void: '確認が必要なお申し込みはありません。',
    voidMore:
      'リンクをお送りしたあとに、宛先の変更またはお申し込みの取り消しがありました。お知らせをご希望の場合は、当店にてあらためてお申し込みください。',
    failed: 'お手続きを完了できませんでした。',
    failedMore: '登録が完了していない可能性があります。お手数ですが、しばらくしてからもう一度お試しください。',
    bad: 'このリンクはご利用いただけません。',
    badMore:
      '設定は変更されていません。お手数ですが、メールのリンク全体をコピーしてお試しいただくか、当店にてあらためてお申し込みください。次の宛先でもお問い合わせを承ります：',
  },
};
