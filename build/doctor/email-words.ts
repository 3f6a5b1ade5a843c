import type { Words } from '../../src/commerce/words.ts';
import { type Finding, missing, spare } from './finding.ts';

/*
 * What the doctor says of e-mail wherever it finds the same, and the remedies.
 */

export const deployIt: Words = {
  en: 'Deploy the stage, which creates it.',
  ja: 'ステージをデプロイしてください。デプロイすると作成されます。',
};

export const verifyIt: Words = {
  en: 'Verify it in SES, in the stage’s Region.',
  ja: 'ステージのリージョンの SES で検証してください。',
};

export const addDkim: Words = {
  en: 'Add the DNS records of the stack’s outputs (DkimRecord1 to 3), and wait an hour.',
  ja: 'スタックの出力（DkimRecord1～3）の DNS レコードを追加し、1時間ほど待ってください。',
};

export const addMailFrom: Words = {
  en: 'Add the DNS records of the outputs MailFromMxRecord and MailFromSpfRecord.',
  ja: 'スタックの出力 MailFromMxRecord と MailFromSpfRecord の DNS レコードを追加してください。',
};

export const noSender: Finding = missing(
  { en: 'E-mail has no sender.', ja: 'メールの送信元がありません。' },
  {
    en: 'Set email in infra/settings.ts, and deploy.',
    ja: 'infra/settings.ts の email を設定して、デプロイしてください。',
  },
);

export const paused: Finding = missing(
  { en: 'SES has paused the account.', ja: 'SES がアカウントの送信を停止しています。' },
  { en: 'Answer the case in the SES console.', ja: 'SES コンソールのケースに回答してください。' },
);

export const spareRecipients: Finding = spare(
  { en: 'email.testRecipients is no longer needed.', ja: 'email.testRecipients は不要になりました。' },
  { en: 'Remove it, and deploy.', ja: '削除して、デプロイしてください。' },
);

/** @param hasRecipients whether the stage lists addresses that may get mail meanwhile */
export function inSandbox(hasRecipients: boolean): Finding {
  const [until, untilJa] = hasRecipients
    ? ['', '']
    : [
        ' Until then list your own verified addresses in email.testRecipients.',
        'それまでは、検証済みの自社のアドレスを email.testRecipients に加えてください。',
      ];
  return missing(
    {
      en: 'SES is in the sandbox: it sends to verified addresses only.',
      ja: 'SES がサンドボックスのままです。検証済みのアドレスにしか送れません。',
    },
    {
      en: `Request production access: docs/operations.md, "Sending e-mail".${until}`,
      ja: `本番利用を申請してください（docs/operations.md の「Sending e-mail」）。${untilJa}`,
    },
  );
}

export function verifyWith(address: string): Words {
  const command = `aws sesv2 create-email-identity --email-identity ${address}`;
  return { en: command, ja: command };
}
