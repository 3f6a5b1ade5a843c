import type { PageLanguage } from '../language.ts';

/** What the page says above its form, after a change. */
export type PreferencesNotice = 'saved' | 'unchanged' | 'undone' | 'not-undone' | 'off-only';

export interface PreferencesWords {
  readonly title: string;
  readonly about: string;
  readonly aboutMore: string;
  readonly topics: string;
  readonly often: string;
  readonly less: string;
  readonly lessMore: string;
  readonly pause: string;
  readonly pauseMore: string;
  readonly paused: (day: string) => string;
  readonly pausedMore: string;
  readonly language: string;
  readonly channel: string;
  readonly channelMore: string;
  readonly anyChannel: string;
  readonly save: string;
  readonly stop: string;
  readonly stopMore: string;
  readonly closed: string;
  readonly notices: Readonly<Record<PreferencesNotice, string>>;
  readonly undo: string;
  readonly undoMore: string;
  readonly moved: string;
  readonly movedMore: string;
  readonly failed: string;
  readonly failedMore: string;
  readonly bad: string;
  /** Before the shop's contact. */
  readonly badMore: string;
}

/** The words of the preference page, and of the pages in its place. */
export const preferencesWords: Readonly<Record<PageLanguage, PreferencesWords>> = {
  en: {
    title: 'Your preferences',
    about: 'This page is about ',
    aboutMore: 'We show only part of it, in case the message with this link was forwarded.',
    topics: 'What would you like to receive?',
    often: 'How often?',
    less: 'Less often',
    lessMore: 'News and offers at most once a week.',
    pause: 'Pause for 30 days',
    pauseMore: 'No news or offers until then. You still get messages about your orders.',
    paused: (day) => `Paused until ${day}`,
    pausedMore: 'Clear this box to end the pause now.',
    language: 'Language of our messages',
    channel: 'How should we reach you?',
    channelMore: 'Where a message can go either way, we use the one you choose.',
    anyChannel: 'No preference',
    save: 'Save',
    stop: 'Unsubscribe from all news and offers',
    stopMore: 'You still get messages about your orders.',
    closed: 'Messages to this address came back, so we send nothing to it at present.',
    notices: {
      saved: 'Your preferences are saved.',
      unchanged: 'You have changed nothing, so everything is as it was.',
      undone: 'Your last change is undone.',
      'not-undone': 'This can no longer be undone here. Below is what applies now; you can change it at any time.',
      'off-only':
        'This link is from an old message. It switches messages off, and changes nothing else here: please use the link in a newer message for that.',
    },
    undo: 'Undo',
    undoMore: 'You can undo this change here for one hour.',
    moved: 'This link is for another address than the one we have for you now.',
    movedMore:
      'Here you can stop news and offers to that address. To choose what we send to your present address, open the link in our latest message there.',
    failed: 'Something went wrong on our side.',
    failedMore:
      'We could not read or save your preferences. Please open the link again in a minute, and check what it shows.',
    bad: 'This link does not work.',
    badMore:
      'Nothing was changed. Please try the link in our latest message, or copy the whole link. You can also write to us: ',
  },
  ja: {
    title: '配信設定',
    about: '対象の宛先：',
    aboutMore: 'メッセージが転送されている場合に備え、宛先は一部のみ表示しています。',
    topics: '受け取る内容',
    often: '配信の頻度',
    less: '配信の回数を減らす',
    lessMore: 'お知らせのお届けを、多くても週に1通にします。',
    pause: '30日間休止する',
    pauseMore: '期間中、お知らせはお送りしません。ご注文に関するご連絡はお送りします。',
    paused: (day) => `${day}まで休止中`,
    pausedMore: 'チェックを外して保存すると、すぐに再開します。',
    language: 'メッセージの言語',
    channel: 'ご希望の連絡方法',
    channelMore: 'どちらの方法でもお送りできるメッセージは、ご希望の方法でお届けします。',
    anyChannel: '指定しない',
    save: '保存する',
    stop: 'お知らせの配信をすべて停止する',
    stopMore: 'ご注文に関するご連絡は、今後もお送りします。',
    closed: 'この宛先にはメッセージをお届けできなかったため、現在は配信を見合わせています。',
    notices: {
      saved: '配信設定を保存しました。',
      unchanged: '変更はありませんでした。設定はこれまでどおりです。',
      undone: '直前の変更を元に戻しました。',
      'not-undone': 'この変更は元に戻せなくなりました。現在の設定は以下のとおりです。いつでも変更していただけます。',
      'off-only':
        'このリンクは以前のメッセージのものです。配信の停止はできますが、それ以外の変更はできません。新しいメッセージのリンクから変更してください。',
    },
    undo: '元に戻す',
    undoMore: '1時間以内であれば、このページで元に戻せます。',
    moved: 'このリンクは、現在ご登録の宛先とは別の宛先のものです。',
    movedMore:
      'このページでは、その宛先へのお知らせを停止していただけます。現在の宛先への配信は、そちらに届いた最新のメッセージのリンクから変更してください。',
    failed: 'お手続きを完了できませんでした。',
    failedMore:
      '設定を確認または保存できませんでした。少し時間をおいてリンクをもう一度開き、表示される内容をご確認ください。',
    bad: 'このリンクはご利用いただけません。',
    badMore:
      '設定は変更されていません。最新のメッセージのリンクを開くか、リンク全体をコピーしてお試しください。お問い合わせ先でも承ります：',
  },
};
