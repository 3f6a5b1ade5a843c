import {
  ConflictException,
  PinpointSMSVoiceV2Client,
  SendTextMessageCommand,
  ThrottlingException,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { MessageRejected, SESv2Client, SendEmailCommand, TooManyRequestsException } from '@aws-sdk/client-sesv2';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, it } from 'vitest';
import type { Outgoing } from '../../src/channels/contract/sender.ts';
import { EmailSender, emailRequest, encodeWord } from '../../src/channels/email/sender.ts';
import { SmsSender, smsRequest } from '../../src/channels/sms/sender.ts';

const tags = { customer: 'c', message: 'r_s', journey: 'j', step: 's', run: 'r', purpose: 'marketing' } as const;
const outgoing: Outgoing = {
  address: 'shopper@example.com',
  senderName: 'デモストア',
  purpose: 'marketing',
  subject: 'ご注文',
  html: '<p>x</p>',
  text: 'x',
  sms: 'short',
  tags,
  unsubscribe: 'https://links.example.com/unsubscribe?t=1',
  lifetimeSeconds: 3600,
};
const linksUrl = 'https://links.example.com';
const email = { senderAddress: 'shop@example.com', configurationSet: 'set', linksUrl, trackOpens: false };
const broken = { $metadata: {}, message: 'broken' };

describe('e-mail', () => {
  it('carries tags, the configuration set and the one-click headers', () => {
    expect(emailRequest(outgoing, email)).toMatchObject({
      FromEmailAddress: '=?UTF-8?B?44OH44Oi44K544OI44Ki?= <shop@example.com>',
      ConfigurationSetName: 'set',
      Destination: { ToAddresses: ['shopper@example.com'] },
      EmailTags: expect.arrayContaining([{ Name: 'message', Value: 'r_s' }]),
      Content: {
        Simple: {
          Headers: [
            { Name: 'List-Unsubscribe', Value: '<https://links.example.com/unsubscribe?t=1>' },
            { Name: 'List-Unsubscribe-Post', Value: 'List-Unsubscribe=One-Click' },
          ],
        },
      },
    });
  });

  it('has no unsubscribe headers when it is transactional', () => {
    const { unsubscribe: _none, ...transactional } = outgoing;
    expect(emailRequest(transactional, email).Content?.Simple?.Headers).toEqual([]);
  });

  it.each([
    ['Demo Store', '"Demo Store"'],
    ['The "Best" Store', String.raw`"The \"Best\" Store"`],
    ['デモストア', '=?UTF-8?B?44OH44Oi44K544OI44Ki?='],
  ])('names the sender %s as %s', (name, encoded) => {
    expect(encodeWord(name)).toBe(encoded);
  });

  it('splits a long name into encoded words of at most 75 characters that decode to it', () => {
    const name = 'とても長い名前のお店'.repeat(6);
    const words = encodeWord(name).split(' ');
    expect(Math.max(...words.map((word) => word.length))).toBeLessThanOrEqual(75);
    expect(words.map((word) => Buffer.from(word.slice(10, -2), 'base64').toString()).join('')).toBe(name);
  });

  it.each([
    ['tells the id that SES gave', { MessageId: 'ses-1' }, { accepted: 'ses-1' }],
    ['tells a refusal for good by its name', new MessageRejected(broken), { refused: 'MessageRejected' }],
  ])('%s', async (_what, answer, expected) => {
    const mock = mockClient(SESv2Client);
    if (answer instanceof Error) mock.on(SendEmailCommand).rejects(answer);
    else mock.on(SendEmailCommand).resolves(answer);
    expect(await new EmailSender(new SESv2Client({}), email).send(outgoing)).toEqual(expected);
  });

  it('has SES put no picture of its own into the mail, whatever the account asks for, unless the shop wants to know of openings', () => {
    const never = { Tracking: { OpenTrackingEnabled: 'DISABLED' } };
    expect(emailRequest(outgoing, email).ConfigurationOverrides).toEqual(never);
    expect(emailRequest(outgoing, { ...email, trackOpens: true }).ConfigurationOverrides).toBeUndefined();
  });

  it('says of an accepted mail whether its opening will be reported', async () => {
    mockClient(SESv2Client).on(SendEmailCommand).resolves({ MessageId: 'ses-1' });
    const told = (trackOpens: boolean) => new EmailSender(new SESv2Client({}), { ...email, trackOpens }).send(outgoing);
    expect(await told(true)).toEqual({ accepted: 'ses-1', tracksOpens: true });
    expect(await told(false)).toEqual({ accepted: 'ses-1' });
  });

  it('reports a throttle as surely not accepted, and passes on an unknown outcome', async () => {
    const mock = mockClient(SESv2Client).on(SendEmailCommand);
    const sender = new EmailSender(new SESv2Client({}), email);
    mock.rejects(new TooManyRequestsException(broken));
    await expect(sender.send(outgoing)).rejects.toMatchObject({ name: 'NotAcceptedError' });
    mock.rejects(new Error('socket hang up'));
    await expect(sender.send(outgoing)).rejects.toThrow('socket hang up');
  });
});

describe('SMS', () => {
  const settings = { originationIdentity: '+15550100', configurationSet: 'texts' };

  it('expires before the night, has a price limit, and names the message in its context', () => {
    expect(smsRequest({ ...outgoing, address: '+819012345678' }, settings)).toEqual({
      DestinationPhoneNumber: '+819012345678',
      OriginationIdentity: '+15550100',
      MessageBody: 'short',
      MessageType: 'PROMOTIONAL',
      TimeToLive: 3600,
      MaxPrice: '0.30',
      ConfigurationSetName: 'texts',
      Context: { customer: 'c', message: 'r_s', journey: 'j', purpose: 'marketing' },
    });
  });

  it('carries no more than the five entries of context that the service takes', () => {
    const { Context = {} } = smsRequest({ ...outgoing, tags: { ...tags, variant: 'v' } }, settings);
    expect(Context).toMatchObject({ message: 'r_s', variant: 'v' });
    expect(Object.keys(Context).length).toBeLessThanOrEqual(5);
  });

  it.each([
    [0, 5],
    [10 ** 9, 259_200],
  ])('lives %i seconds as %i, which the service allows', (asked, given) => {
    expect(smsRequest({ ...outgoing, lifetimeSeconds: asked }, settings).TimeToLive).toBe(given);
  });

  it('tells accepted from busy', async () => {
    const mock = mockClient(PinpointSMSVoiceV2Client).on(SendTextMessageCommand);
    const sender = new SmsSender(new PinpointSMSVoiceV2Client({}), settings);
    mock.resolves({ MessageId: 'sms-1' });
    expect(await sender.send(outgoing)).toEqual({ accepted: 'sms-1' });
    mock.rejects(new ThrottlingException(broken));
    await expect(sender.send(outgoing)).rejects.toMatchObject({ name: 'NotAcceptedError' });
  });

  it('tells a number whose owner said STOP from any other refusal', async () => {
    const mock = mockClient(PinpointSMSVoiceV2Client).on(SendTextMessageCommand);
    const sender = new SmsSender(new PinpointSMSVoiceV2Client({}), settings);
    const Reason = 'DESTINATION_PHONE_NUMBER_OPTED_OUT';
    mock.rejects(new ConflictException({ ...broken, Reason }));
    expect(await sender.send(outgoing)).toEqual({ refused: Reason, optedOut: true });
    mock.rejects(new ConflictException({ ...broken, Reason: 'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION' }));
    const refused = 'DESTINATION_COUNTRY_BLOCKED_BY_PROTECT_CONFIGURATION';
    expect(await sender.send(outgoing)).toEqual({ refused });
    mock.rejects(new ConflictException({ ...broken, Reason: 'NO_ORIGINATION_IDENTITIES_FOUND' }));
    await expect(sender.send(outgoing)).rejects.toMatchObject({ reason: 'sending-stopped' });
  });
});
