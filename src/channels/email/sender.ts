import { GetAccountCommand, SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { type Answer, classify, numberIn, type Outgoing, type Sender, type SenderKind } from '../contract/sender.ts';

/** The sender of mail, and the configuration set that reports on it. */
export interface EmailSenderSettings {
  readonly senderAddress: string;
  readonly configurationSet: string;
  /** Base URL of the customer's own links, which SES must not lead through a server of its own. No slash at the end. */
  readonly linksUrl: string;
  /** True if SES puts a picture into the mail that reports its opening. */
  readonly trackOpens: boolean;
}

/** A new production account may send so many e-mails a second. */
const usualRate = 14;

/** E-mail is configured where it has a sender. The rate is what SES says of the account. */
export const emailSending: SenderKind = {
  open(settings, clients) {
    const linksUrl = settings.required('LINKS_URL');
    const configurationSet = settings.required('CONFIGURATION_SET');
    const senderAddress = settings.optional('SENDER_ADDRESS');
    const trackOpens = settings.optional('TRACK_OPENS') === 'true';
    if (senderAddress === undefined) return undefined;
    return new EmailSender(clients.once(SESv2Client), { senderAddress, configurationSet, linksUrl, trackOpens });
  },
  rate(settings, clients) {
    let ses: SESv2Client | undefined; // most containers find the rate in the table
    const ask = async () => {
      ses ??= clients.briefly(SESv2Client);
      return (await ses.send(new GetAccountCommand({}))).SendQuota?.MaxSendRate;
    };
    const most = numberIn(settings, 'EMAILS_PER_SECOND');
    return { usual: usualRate, ask, ...(most !== undefined && { most }) };
  },
};

/** E-mail through Amazon SES. The client must not retry by itself: SES has no idempotency token. */
export class EmailSender implements Sender {
  readonly #client: SESv2Client;
  readonly #settings: EmailSenderSettings;

  constructor(client: SESv2Client, settings: EmailSenderSettings) {
    this.#client = client;
    this.#settings = settings;
  }

  async send(message: Outgoing): Promise<Answer> {
    const answer = await handToSes(this.#client, emailRequest(message, this.#settings));
    return 'accepted' in answer && this.#settings.trackOpens ? { ...answer, tracksOpens: true } : answer;
  }
}

/**
 * Hands one mail to SES.
 * @throws NotAcceptedError when SES surely has not taken it and may later
 * @throws any other error when nobody knows whether it has
 */
export async function handToSes(client: SESv2Client, request: SendEmailCommandInput): Promise<Answer> {
  try {
    const { MessageId } = await client.send(new SendEmailCommand(request));
    return { accepted: MessageId ?? 'unnamed' };
  } catch (error) {
    return classify(error, 'ses');
  }
}

/** The request for one message: both parts, the tags, and for marketing the one-click headers of RFC 8058. */
export function emailRequest(message: Outgoing, settings: EmailSenderSettings): SendEmailCommandInput {
  return {
    FromEmailAddress: `${encodeWord(message.senderName)} <${settings.senderAddress}>`,
    Destination: { ToAddresses: [message.address] },
    ConfigurationSetName: settings.configurationSet,
    ...(!settings.trackOpens && neverOpens),
    EmailTags: Object.entries(message.tags).map(([Name, Value]) => ({ Name, Value })),
    Content: {
      Simple: {
        Subject: utf8(message.subject),
        Body: { Html: utf8(withoutTracking(message.html, settings)), Text: utf8(message.text) },
        Headers: unsubscribeHeaders(message.unsubscribe),
      },
    },
  };
}

/** Keeps the picture out also where the account's own settings ask for it (Virtual Deliverability Manager). */
const neverOpens = { ConfigurationOverrides: { Tracking: { OpenTrackingEnabled: 'DISABLED' } } } as const;

/**
 * The HTML with unmarked links to unsubscribe and to answer a survey, which SES leaves unchanged. They admit anybody
 * who has them, so they must not appear in reports of clicks, nor depend on another server. SES takes the attribute out
 * again; it never touches the text part.
 */
function withoutTracking(html: string, { linksUrl }: EmailSenderSettings): string {
  return html.replaceAll(/<a(?=\s(?:[^>"]|"[^"]*")*?\bhref="([^"]*)")/g, (anchor, href: string) =>
    href.startsWith(`${linksUrl}/`) ? '<a ses:no-track' : anchor,
  );
}

function utf8(Data: string): { Data: string; Charset: string } {
  return { Data, Charset: 'UTF-8' };
}

function unsubscribeHeaders(link: string | undefined): { Name: string; Value: string }[] {
  if (link === undefined) return [];
  return [
    { Name: 'List-Unsubscribe', Value: `<${link}>` },
    { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
  ];
}

/** A display name for an address header: quoted, or as an encoded word of RFC 2047 when it is not ASCII. */
export function encodeWord(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return `"${name.replaceAll(/["\\]/g, String.raw`\$&`)}"`;
  // An encoded word holds at most 75 characters: 45 bytes of UTF-8 at a time, never splitting a character.
  const words: string[] = [];
  let word = '';
  for (const character of name) {
    if (Buffer.byteLength(word + character) > 45) {
      words.push(word);
      word = '';
    }
    word += character;
  }
  return [...words, word].map((part) => `=?UTF-8?B?${Buffer.from(part).toString('base64')}?=`).join(' ');
}
