import {
  DescribeAccountAttributesCommand,
  type DescribeAccountAttributesCommandOutput,
  type PinpointSMSVoiceV2Client,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import type { SmsSettings } from '../../infra/settings.ts';
import { type Finding, good, judged, missing } from './finding.ts';

/** Checks that texts go out, and to whom. A stage that sends none gets no finding. */
export async function examineSms(
  client: PinpointSMSVoiceV2Client,
  { originationIdentity }: SmsSettings,
): Promise<readonly Finding[]> {
  if (!originationIdentity)
    return [
      good({
        en: 'SMS is not configured: messages go by e-mail or are skipped.',
        ja: 'SMS は設定されていません。メッセージはメールで送るか、送信しません。',
      }),
    ];
  return judged(
    { en: 'the account for SMS', ja: 'SMS のアカウント' },
    () => client.send(new DescribeAccountAttributesCommand({})),
    judgeTier,
  );
}

/** Judges the SMS service's report on the account. */
export function judgeTier({ AccountAttributes = [] }: DescribeAccountAttributesCommandOutput): Finding[] {
  const tier = AccountAttributes.find(({ Name }) => Name === 'ACCOUNT_TIER')?.Value;
  if (tier === 'PRODUCTION')
    return [good({ en: 'SMS can be sent to everybody.', ja: 'SMS はすべての番号に送れます。' })];
  const what = {
    en: 'SMS is in its sandbox: ten verified numbers, one dollar a month.',
    ja: 'SMS がサンドボックスのままです（検証済みの番号10件まで、月1ドルまで）。',
  };
  const mend = {
    en: 'Request production access from AWS Support: docs/operations.md, "Sending SMS".',
    ja: 'AWS サポートに本番利用を申請してください（docs/operations.md の「Sending SMS」）。',
  };
  return [missing(what, mend)];
}
