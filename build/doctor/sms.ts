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
  if (!originationIdentity) return [good('SMS is not configured: messages go by e-mail or are skipped.')];
  return judged('the account for SMS', () => client.send(new DescribeAccountAttributesCommand({})), judgeTier);
}

/** Judges the SMS service's report on the account. */
export function judgeTier({ AccountAttributes = [] }: DescribeAccountAttributesCommandOutput): Finding[] {
  const tier = AccountAttributes.find(({ Name }) => Name === 'ACCOUNT_TIER')?.Value;
  if (tier === 'PRODUCTION') return [good('SMS can be sent to everybody.')];
  const mend = 'Request production access from AWS Support: docs/operations.md, "Sending SMS".';
  return [missing('SMS is in its sandbox: ten verified numbers, one dollar a month.', mend)];
}
