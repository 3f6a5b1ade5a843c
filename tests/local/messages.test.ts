import { PinpointSMSVoiceV2Client, SendTextMessageCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { GetAccountCommand, SESv2Client, SendEmailCommand, type SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../local/aws/runtime.ts';
import { clientOf, start, withRuntime } from './fixture.ts';

const mail = (to: string, html = '<p>ありがとう</p>') => new SendEmailCommand(request(to, html));

function request(to: string, html: string): SendEmailCommandInput {
  return {
    FromEmailAddress: 'Shop <shop@example.com>',
    Destination: { ToAddresses: [to] },
    ConfigurationSetName: 'shop',
    Content: {
      Simple: {
        Subject: { Data: 'ご注文' },
        Body: { Html: { Data: html }, Text: { Data: 'ありがとう' } },
        Headers: [{ Name: 'List-Unsubscribe', Value: '<https://example.com/u>' }],
      },
    },
    EmailTags: [{ Name: 'journey', Value: 'welcome' }],
  };
}

async function stored(runtime: Runtime): Promise<Map<string, string>> {
  const items = (await runtime.table()).map((item) => unmarshall(item as Parameters<typeof unmarshall>[0])); // DynamoDB's JSON
  return new Map(items.map(({ pk, value }) => [pk, value]));
}

describe('a mail', () => {
  it('goes to the outbox, and its delivery comes back as an event on the default bus', () =>
    withRuntime(async (runtime) => {
      const client = new SESv2Client(clientOf(runtime));
      const { MessageId } = await client.send(mail('ann@example.com'));
      await runtime.play();
      expect(runtime.outbox.mails).toMatchObject([
        {
          id: MessageId,
          at: start,
          to: 'ann@example.com',
          subject: 'ご注文',
          tags: { journey: 'welcome' },
          headers: [{ name: 'List-Unsubscribe', value: '<https://example.com/u>' }],
          events: [{ kind: 'delivery', at: start + 3000 }],
        },
      ]);
      const event = JSON.parse((await stored(runtime)).get('ses#Delivery#ann@example.com') ?? '{}');
      expect(event).toMatchObject({
        'detail-type': 'Email Delivered',
        source: 'aws.ses',
        detail: {
          mail: { messageId: MessageId, tags: { journey: ['welcome'] } },
          delivery: { recipients: ['ann@example.com'] },
        },
      });
      client.destroy();
    }));

  it.each([
    ['bounce', ['ses#Bounce#']],
    ['complaint', ['ses#Complaint#', 'ses#Delivery#']],
    ['success', ['ses#Delivery#']],
    ['suppressionlist', ['ses#Bounce#']],
  ])('to %s of the mailbox simulator has the fate that SES gives it', (name, expected) =>
    withRuntime(async (runtime) => {
      const client = new SESv2Client(clientOf(runtime));
      const address = `${name}+label@simulator.amazonses.com`;
      await client.send(mail(address));
      await runtime.play();
      expect([...(await stored(runtime)).keys()].sort()).toEqual(expected.map((prefix) => prefix + address));
      client.destroy();
    }),
  );

  it('is opened and clicked when the feedback says so', () =>
    withRuntime(
      async (runtime) => {
        const client = new SESv2Client(clientOf(runtime));
        await client.send(mail('ann@example.com'));
        await runtime.play();
        expect(runtime.outbox.mails[0]?.events.map(({ kind }) => kind)).toEqual(['delivery', 'open', 'click']);
        client.destroy();
      },
      { feedback: { mail: () => ['delivery', 'open', 'click'] } },
    ));

  it('is not known to be opened where nobody asks SES to tell of that', () =>
    withRuntime(
      async (runtime) => {
        const client = new SESv2Client(clientOf(runtime));
        const { ConfigurationSetName: _none, ...plain } = request('ann@example.com', '');
        await client.send(new SendEmailCommand(plain));
        await runtime.play();
        expect(runtime.outbox.mails[0]?.events.map(({ kind }) => kind)).toEqual(['delivery', 'click']);
        client.destroy();
      },
      { feedback: { mail: () => ['delivery', 'open', 'click'] } },
    ));

  it('arrives without the words that are for SES alone', () =>
    withRuntime(async (runtime) => {
      const client = new SESv2Client(clientOf(runtime));
      await client.send(mail('ann@example.com', '<a ses:no-track href="https://example.com/u">x</a>'));
      expect(runtime.outbox.mails[0]?.html).toBe('<a href="https://example.com/u">x</a>');
      client.destroy();
    }));

  it('is refused with an unknown configuration set', () =>
    withRuntime(async (runtime) => {
      const client = new SESv2Client(clientOf(runtime));
      const command = mail('ann@example.com');
      command.input.ConfigurationSetName = 'nowhere';
      await expect(client.send(command)).rejects.toMatchObject({ name: 'NotFoundException' });
      expect((await client.send(new GetAccountCommand({}))).SendingEnabled).toBe(true);
      client.destroy();
    }));
});

describe('a text message', () => {
  const text = (over: object = {}) =>
    new SendTextMessageCommand({
      DestinationPhoneNumber: '+819012345678',
      MessageBody: 'ご注文の品が発送されました。',
      ConfigurationSetName: 'shop',
      Context: { journey: 'shipping' },
      ...over,
    });

  it('goes to the outbox, and its delivery comes back through the topic with its context', () =>
    withRuntime(async (runtime) => {
      const client = new PinpointSMSVoiceV2Client(clientOf(runtime));
      const { MessageId } = await client.send(text());
      await runtime.play();
      expect(runtime.outbox.texts).toMatchObject([{ id: MessageId, to: '+819012345678', segments: 1 }]);
      const [event] = [...(await stored(runtime)).values()];
      expect(JSON.parse(event ?? '{}')).toMatchObject({
        eventType: 'TEXT_DELIVERED',
        messageId: MessageId,
        messageEncoding: 'UNICODE',
        context: { journey: 'shipping' },
      });
      client.destroy();
    }));

  it('is not sent on a dry run, nor to what is no phone number', () =>
    withRuntime(async (runtime) => {
      const client = new PinpointSMSVoiceV2Client(clientOf(runtime));
      await client.send(text({ DryRun: true }));
      const wrong = client.send(text({ DestinationPhoneNumber: '090-1234-5678' }));
      await expect(wrong).rejects.toMatchObject({ name: 'ValidationException' });
      expect(runtime.outbox.texts).toEqual([]);
      client.destroy();
    }));

  it('counts segments as carriers do: 70 characters of Japanese, 160 of Latin', () =>
    withRuntime(async (runtime) => {
      const client = new PinpointSMSVoiceV2Client(clientOf(runtime));
      for (const body of ['あ'.repeat(70), 'あ'.repeat(71), 'a'.repeat(160), 'a'.repeat(161)]) {
        await client.send(text({ MessageBody: body }));
      }
      expect(runtime.outbox.texts.map(({ segments }) => segments)).toEqual([1, 2, 1, 2]);
      client.destroy();
    }));
});
