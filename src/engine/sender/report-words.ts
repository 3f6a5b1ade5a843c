import type { Language } from '../../commerce/words.ts';
import type { SenderVerdict } from '../../policy/sender/verdict.ts';

/** A day of a warm-up. */
interface Progress {
  readonly number: number;
  readonly days: number;
  readonly most: number;
  /** Undefined when SES did not say. */
  readonly sentLately?: number;
  /** The first day without a limit. */
  readonly ends: string;
}

/** The words of a report on the sender. */
export interface ReportWords {
  readonly head: (domain: string, date: string) => string;
  readonly troubles: string;
  readonly changed: string;
  readonly mended: string;
  readonly unknown: string;
  /** Follows what could not be checked and was in trouble before. */
  readonly lasting: string;
  readonly warmUp: string;
  readonly none: string;
  readonly change: (record: string, before: string, after: string) => string;
  readonly day: (progress: Progress) => string;
  readonly over: (date: string) => string;
  readonly foot: string;
  readonly about: Readonly<Record<SenderVerdict['about'], string>>;
}

export const reportWords: Readonly<Record<Language, ReportWords>> = {
  en: {
    head: (domain, date) => `The check of the sender ${domain} on ${date} (UTC).`,
    troubles: 'To mend:',
    changed: 'Changed in DNS since the last check:',
    mended: 'In order again since the last check:',
    unknown: 'Not checked:',
    lasting: ' It was to mend before, and nothing shows that it is in order.',
    warmUp: 'Warm-up:',
    none: 'none',
    change: (record, before, after) => `${record}: was ${before}, is ${after}`,
    day: ({ number, days, most, sentLately, ends }) =>
      `Day ${number} of ${days}: at most ${most} e-mails today, ${sentLately ?? 'nobody knows how many'} went in the last 24 hours. The limit ends on ${ends}.`,
    over: (date) => `It is over: since ${date} nothing limits a day. Remove email.warmUp from infra/settings.ts.`,
    foot: '"npm run doctor" checks again at once. The next report comes when something changes, and weekly while something is to mend.',
    about: {
      domain: 'the domain in SES',
      DKIM: 'the signature (DKIM)',
      'MAIL FROM': 'the way back for bounces (MAIL FROM)',
      DMARC: 'DMARC',
      account: 'the account in SES',
      suppression: 'the account’s list of closed addresses',
      bounces: 'bounces',
      complaints: 'complaints',
    },
  },
  ja: {
    head: (domain, date) => `送信元 ${domain} の点検結果（${date} UTC）`,
    troubles: '■ 対応が必要なこと',
    changed: '■ 前回の点検から変わったDNSレコード',
    mended: '■ 前回の点検から解消したこと',
    unknown: '■ 確認できなかったこと',
    lasting: '以前の点検では対応が必要でした。解消したかどうかは分かりません。',
    warmUp: '■ ウォームアップの状況',
    none: 'なし',
    change: (record, before, after) => `${record}：変更前 ${before} → 変更後 ${after}`,
    day: ({ number, days, most, sentLately, ends }) =>
      `${days}日中${number}日目です。今日の上限は${most}通、直近24時間の送信数は${sentLately === undefined ? '不明' : `${sentLately}通`}です。上限は${ends}になくなります。`,
    over: (date) =>
      `完了しました。${date}から1日の上限はありません。infra/settings.ts の email.warmUp を削除してください。`,
    foot: 'npm run doctor を実行すると、すぐに再点検できます。次の報告は、変化があったとき、または対応が必要な間は1週間ごとに届きます。',
    about: {
      domain: 'SESでのドメインの検証',
      DKIM: '署名（DKIM）',
      'MAIL FROM': '不達メールの受け取り（MAIL FROM）',
      DMARC: 'DMARC',
      account: 'SESのアカウント',
      suppression: 'アカウントのサプレッションリスト',
      bounces: '不達率',
      complaints: '迷惑メール報告率',
    },
  },
};
