import { PinpointSMSVoiceV2Client } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { once, openClient } from '../../src/aws/clients.ts';
import { onFirstUse } from '../../src/aws/first-use.ts';
import { EmailSender } from '../../src/channels/email/sender.ts';
import type { Sender } from '../../src/channels/sender.ts';
import { SmsSender, type SmsSettings } from '../../src/channels/sms/sender.ts';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import type { DeliverEnv } from './env.ts';

/** The senders of the channels that are configured. */
export function createSenders(env: DeliverEnv): Partial<Record<Channel, Sender>> {
  const { senderAddress, configurationSet, linksUrl, trackOpens } = env;
  const { smsOriginationIdentity: originationIdentity, smsConfigurationSet } = env;
  return {
    ...(senderAddress && {
      email: new EmailSender(openClient(SESv2Client, once), { senderAddress, configurationSet, linksUrl, trackOpens }),
    }),
    ...(originationIdentity && {
      sms: texts({ originationIdentity, configurationSet: smsConfigurationSet }),
    }),
  };
}

/** Sends texts. Most messages are e-mails. */
function texts(settings: SmsSettings): Sender {
  const sender = onFirstUse(() => new SmsSender(openClient(PinpointSMSVoiceV2Client, once), settings));
  return { send: (message) => sender().send(message) };
}
