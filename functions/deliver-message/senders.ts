import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import type { Sender } from '../../src/channels/channel.ts';
import { EmailSender } from '../../src/channels/email.ts';
import { SmsSender } from '../../src/channels/sms.ts';
import type { Channel } from '../../src/contracts/channel.ts';
import type { DeliverEnv } from './env.ts';

/** One attempt and a bounded wait: the SDK's own retries could send twice, and the claim's lease outlasts them. */
const once = { maxAttempts: 1, requestHandler: { requestTimeout: 20_000, connectionTimeout: 5_000 } };

/** The senders of the channels that are configured. */
export function createSenders(env: DeliverEnv): Partial<Record<Channel, Sender>> {
  const { senderAddress, configurationSet, linksUrl, trackOpens } = env;
  const { smsOriginationIdentity: originationIdentity, smsConfigurationSet } = env;
  return {
    ...(senderAddress && {
      email: new EmailSender(new SESv2Client(once), { senderAddress, configurationSet, linksUrl, trackOpens }),
    }),
    ...(originationIdentity && {
      sms: new SmsSender(new PinpointSMSVoiceV2Client(once), {
        originationIdentity,
        configurationSet: smsConfigurationSet,
      }),
    }),
  };
}
