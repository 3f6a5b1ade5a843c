import {
  DeleteOptedOutNumberCommand,
  DescribeOptedOutNumbersCommand,
  DescribePhoneNumbersCommand,
  PinpointSMSVoiceV2Client,
  PutKeywordCommand,
  PutOptedOutNumberCommand,
  SendTextMessageCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../local/aws/runtime.ts';
import { clientOf, start, withRuntime } from './fixture.ts';

const from = '+819012345678';
const asked = { OptOutListName: 'Default', OptedOutNumber: from };
const day = 24 * 3600 * 1000;

/** A number of the account, and what its operator and a customer do with it. */
function inAccount(story: (sms: PinpointSMSVoiceV2Client, runtime: Runtime) => Promise<void>) {
  return withRuntime(
    async (runtime) => {
      const client = new PinpointSMSVoiceV2Client(clientOf(runtime));
      await story(client, runtime);
      client.destroy();
    },
    { senders: { identities: [], numbers: ['phone-1'] } },
  );
}

const write = (runtime: Runtime, body: string) => runtime.receiveText({ to: 'phone-1', from, body });
const listed = async (client: PinpointSMSVoiceV2Client) =>
  (await client.send(new DescribeOptedOutNumbersCommand({ OptOutListName: 'Default' }))).OptedOutNumbers;

describe('the opt-out list of SMS', () => {
  it('has one entry of a number, with its time and whose it is', () =>
    inAccount(async (client) => {
      await client.send(new PutOptedOutNumberCommand(asked));
      await client.send(new PutOptedOutNumberCommand(asked));
      expect(await listed(client)).toEqual([
        { OptedOutNumber: from, OptedOutTimestamp: new Date(start), EndUserOptedOut: false },
      ]);
      const text = new SendTextMessageCommand({ DestinationPhoneNumber: from, MessageBody: 'Hello' });
      await expect(client.send(text)).rejects.toMatchObject({ Reason: 'DESTINATION_PHONE_NUMBER_OPTED_OUT' });
    }));

  it('gives a number up once in 30 days', () =>
    inAccount(async (client, runtime) => {
      await expect(client.send(new DeleteOptedOutNumberCommand(asked))).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        ResourceType: 'opted-out-number',
      });
      await client.send(new PutOptedOutNumberCommand(asked));
      await client.send(new DeleteOptedOutNumberCommand(asked));
      await client.send(new PutOptedOutNumberCommand(asked));
      await runtime.play({ until: start + 30 * day - 1 });
      await expect(client.send(new DeleteOptedOutNumberCommand(asked))).rejects.toMatchObject({
        name: 'ValidationException',
        Reason: 'PHONE_NUMBER_CANNOT_BE_OPTED_IN',
      });
      await runtime.play({ until: start + 30 * day });
      await client.send(new DeleteOptedOutNumberCommand(asked));
      expect(await listed(client)).toEqual([]);
    }));

  it('is the one that the account’s numbers use, and no other', () =>
    withRuntime(
      async (runtime) => {
        const client = new PinpointSMSVoiceV2Client(clientOf(runtime));
        const OptOutListName = 'arn:aws:sms-voice:ap-northeast-1:000000000000:opt-out-list/Texts';
        await client.send(new PutOptedOutNumberCommand({ ...asked, OptOutListName }));
        const { PhoneNumbers } = await client.send(new DescribePhoneNumbersCommand({}));
        expect(PhoneNumbers).toMatchObject([{ OptOutListName: 'Texts' }]);
        const other = new PutOptedOutNumberCommand(asked);
        await expect(client.send(other)).rejects.toMatchObject({ ResourceType: 'opt-out-list' });
        client.destroy();
      },
      { senders: { identities: [], numbers: ['phone-1'], optOutList: 'Texts' } },
    ));

  it.each([
    ['STOP', true],
    ['stop, please', true],
    ['Unsubscribe', true],
    ['STOPPED by today', false],
    ['停止', false],
  ])('takes a number that texts a keyword of AWS: %s', (body, takes) =>
    inAccount(async (client, runtime) => {
      write(runtime, body);
      expect(await listed(client)).toMatchObject(takes ? [{ OptedOutNumber: from, EndUserOptedOut: true }] : []);
    }),
  );

  it('follows the keywords that were registered, as often as they come', () =>
    inAccount(async (client, runtime) => {
      const keyword = { OriginationIdentity: 'phone-1', KeywordMessage: 'OK' };
      await client.send(new PutKeywordCommand({ ...keyword, Keyword: '停止', KeywordAction: 'OPT_OUT' }));
      await client.send(new PutKeywordCommand({ ...keyword, Keyword: 'START', KeywordAction: 'OPT_IN' }));
      for (const body of ['停止', 'Start', '停止', 'START']) {
        write(runtime, body);
        expect(await listed(client)).toHaveLength(body === '停止' ? 1 : 0);
      }
    }));
});
