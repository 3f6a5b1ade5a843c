import {
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  type SendTextMessageCommandInput,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import {
  type Answer,
  classify,
  type MessageTags,
  numberIn,
  type Outgoing,
  type Sender,
  type SenderKind,
} from '../contract/sender.ts';

/** The number or sender id that texts come from, and which configuration set reports on them. */
export interface SmsSenderSettings {
  readonly originationIdentity: string;
  readonly configurationSet?: string;
}

/** US dollars per segment that no carrier of a shop's customers comes near; a text that would cost more is refused. */
const maxPrice = '0.30';

/** A text lives at most this long, the service's own upper bound. */
const longestLifetimeSeconds = 259_200;
const shortestLifetimeSeconds = 5;

/** Long numbers of most countries send a text a second; the service does not tell what a number may. */
const usualRate = 1;

/** SMS is configured where it comes from something. The client is opened for the first text: most messages are e-mails. */
export const smsSending: SenderKind = {
  open(settings, clients) {
    const originationIdentity = settings.optional('SMS_ORIGINATION_IDENTITY');
    const configurationSet = settings.optional('SMS_CONFIGURATION_SET');
    if (originationIdentity === undefined) return undefined;
    const open = () =>
      new SmsSender(clients.once(PinpointSMSVoiceV2Client), {
        originationIdentity,
        ...(configurationSet !== undefined && { configurationSet }),
      });
    let sender: SmsSender | undefined;
    return {
      send(message) {
        sender ??= open();
        return sender.send(message);
      },
    };
  },
  rate: (settings) => ({ usual: numberIn(settings, 'TEXTS_PER_SECOND') ?? usualRate }),
};

/** SMS through AWS End User Messaging. The client must not retry by itself: there is no idempotency token. */
export class SmsSender implements Sender {
  readonly #client: PinpointSMSVoiceV2Client;
  readonly #settings: SmsSenderSettings;

  constructor(client: PinpointSMSVoiceV2Client, settings: SmsSenderSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  async send(message: Outgoing): Promise<Answer> {
    try {
      const { MessageId } = await this.#client.send(new SendTextMessageCommand(smsRequest(message, this.#settings)));
      return { accepted: MessageId ?? 'unnamed' };
    } catch (error) {
      const answer = classify(error, 'sms');
      return answer.refused === optedOut ? { ...answer, optedOut: true } : answer;
    }
  }
}

/** The reason that the service gives for a number on its opt-out list: its owner answered STOP, or somebody put it there. */
const optedOut = 'DESTINATION_PHONE_NUMBER_OPTED_OUT';

/** The request for one text: it expires before it would arrive at night, and costs no more than it should. */
export function smsRequest(message: Outgoing, settings: SmsSenderSettings): SendTextMessageCommandInput {
  const lifetime = Math.min(Math.max(message.lifetimeSeconds, shortestLifetimeSeconds), longestLifetimeSeconds);
  return {
    DestinationPhoneNumber: message.address,
    OriginationIdentity: settings.originationIdentity,
    MessageBody: message.sms ?? message.text,
    MessageType: message.purpose === 'marketing' ? 'PROMOTIONAL' : 'TRANSACTIONAL',
    TimeToLive: lifetime,
    MaxPrice: maxPrice,
    ConfigurationSetName: settings.configurationSet,
    Context: contextOf(message.tags),
  };
}

/** At most five entries are taken: the run and the step are told by the message's key. */
function contextOf({ run: _run, step: _step, ...tags }: MessageTags): Record<string, string> {
  return tags;
}
