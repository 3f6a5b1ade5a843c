import type { PageLanguage } from '../language.ts';

/** Why the form is shown again. */
export type Notice = 'no-score' | 'no-answer' | 'too-long' | 'not-taken';

export interface SurveyWords {
  readonly question: string;
  readonly lowest: string;
  readonly highest: string;
  readonly unlikely: string;
  readonly likely: string;
  readonly why: string;
  /** Above the text beside a choice. */
  readonly more: string;
  readonly optional: string;
  readonly whyMore: string;
  readonly send: string;
  readonly flaws: Readonly<Record<Notice, string>>;
  readonly thanks: string;
  readonly thanksMore: (score: number) => string;
  readonly thanksAgain: string;
  readonly expired: string;
  readonly expiredMore: string;
  readonly closed: string;
  readonly closedMore: string;
  readonly bad: string;
  readonly badMore: string;
}

export const surveyPageWords: Readonly<Record<PageLanguage, SurveyWords>> = {
  en: {
    question: 'How was it?',
    lowest: '0 = very poor',
    highest: '10 = excellent',
    unlikely: '0 = not at all likely',
    likely: '10 = very likely',
    why: 'Why?',
    more: 'Anything else?',
    optional: 'You need not answer. You are unsubscribed either way.',
    whyMore: 'If you like, in up to 1,000 characters',
    send: 'Send',
    flaws: {
      'no-score': 'Please choose a number from 0 to 10.',
      'no-answer': 'Please choose one of the answers.',
      'too-long':
        'That was longer than 1,000 characters. We have cut off the end. Please check the text and send it again.',
      'not-taken': 'We did not receive your answer. Please send it again in a moment.',
    },
    thanks: 'Thank you for your answer.',
    thanksMore: (score) =>
      `You said ${score} out of 10. If you change your mind, open the link in the message again. Your last answer counts.`,
    thanksAgain: 'If you change your mind, open the link in the message again. Your last answer counts.',
    expired: 'This survey has ended.',
    expiredMore:
      'We asked more than 90 days ago, so your answer was not sent. If you would like to tell us something, use the contact details in our latest message.',
    closed: 'This survey is closed.',
    closedMore: 'Your answer was not sent. You can close this page.',
    bad: 'This link does not work.',
    badMore: 'Nothing was sent. Please try the link in our latest message, or copy the whole link.',
  },
  ja: {
    question: 'いかがでしたか？',
    lowest: '0 = とても不満',
    highest: '10 = とても満足',
    unlikely: '0 = まったく思わない',
    likely: '10 = とてもそう思う',
    why: 'よろしければ、理由をお書きください',
    more: 'ご意見・ご要望',
    optional: 'ご回答は任意です。回答されなくても、配信は停止されています。',
    whyMore: '任意・1,000文字まで',
    send: '送信する',
    flaws: {
      'no-score': '0から10までの数字をお選びください。',
      'no-answer': 'あてはまるものをひとつお選びください。',
      'too-long': '1,000文字を超えた部分は省きました。内容をご確認のうえ、もう一度送信してください。',
      'not-taken': 'ご回答を受け取れませんでした。少し時間をおいて、もう一度送信してください。',
    },
    thanks: 'ご回答いただき、ありがとうございました。',
    thanksMore: (score) =>
      `10点満点中${score}点とお答えいただきました。変更される場合は、メッセージのリンクをもう一度開いてご回答ください。最後にいただいたご回答を有効とします。`,
    thanksAgain:
      '変更される場合は、メッセージのリンクをもう一度開いてご回答ください。最後にいただいたご回答を有効とします。',
    expired: 'このアンケートは受付を終了しました。',
    expiredMore:
      'お送りしてから90日が過ぎたため、ご回答は送信されていません。お伝えになりたいことがありましたら、最新のメッセージに記載のお問い合わせ先までご連絡ください。',
    closed: 'このアンケートは終了しました。',
    closedMore: 'ご回答は送信されていません。このページは閉じていただいてかまいません。',
    bad: 'このリンクはご利用いただけません。',
    badMore:
      'ご回答は送信されていません。お手数ですが、最新のメッセージのリンクを開くか、リンク全体をコピーしてお試しください。',
  },
};
