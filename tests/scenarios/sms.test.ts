import { PinpointSMSVoiceV2Client, PutOptedOutNumberCommand } from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, it } from 'vitest';
import { inTokyo, parcel } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const trackingUrl = 'https://carrier.example.com/parcel-1';

describe('a customer without an e-mail address', () => {
  it('gets by SMS what the journey sends that way, and of the rest it is on record why not', () =>
    inShop(
      '2026-03-02T17:00:00+09:00',
      async (shop) => {
        const offline = { ...inTokyo('offline'), email: undefined };
        const { order } = parcel('order-1');
        shop.post('shipment.dispatched', offline, { order, shipment: { id: 'parcel-1', trackingUrl } });
        await shop.until('2026-03-03T06:10:00+09:00');
        shop.post('shipment.out_for_delivery', offline, { order, shipment: { id: 'parcel-1', trackingUrl } });
        await shop.toTheEnd();
        expect(shop.runtime.outbox.messages).toHaveLength(1);
        expect(shop.runtime.outbox.texts.map(({ to, body }) => [to, body])).toEqual([
          [offline.phone, `アフターカート・デモストア：商品を発送しました。${trackingUrl}`],
        ]);
        const [dispatched, out] = await shop.ledgerOf(offline);
        expect(dispatched).toMatchObject({
          outcome: 'sent',
          channel: 'sms',
          feedback: { delivered: expect.any(Number) },
        });
        expect(out).toMatchObject({ outcome: 'skipped', reason: 'no-address' });
      },
      { journeys: ['shipping-updates'] },
    ));
});

describe('a text that the carrier could not deliver', () => {
  it('is in the ledger as not sent, with the carrier’s reason', () =>
    inShop(
      '2026-03-02T17:00:00+09:00',
      async (shop) => {
        const offline = { ...inTokyo('offline'), email: undefined };
        shop.post('shipment.dispatched', offline, { ...parcel('order-1'), shipment: { id: 'parcel-1', trackingUrl } });
        await shop.until('2026-03-02T18:00:00+09:00');
        expect(shop.runtime.outbox.texts).toHaveLength(1);
        expect(await shop.outcomesOf(offline)).toEqual([
          ['dispatched', 'skipped', 'failed', 'TEXT_CARRIER_UNREACHABLE'],
        ]);
        expect(await shop.closings()).toEqual([]);
      },
      { journeys: ['shipping-updates'], feedback: { text: () => 'failed' } },
    ));
});

/** Puts a number on the carrier's opt-out list, as a STOP does there. */
async function optOutAtCarrier({ runtime: { endpoint } }: LocalShop, OptedOutNumber: string): Promise<void> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const carrier = new PinpointSMSVoiceV2Client({ endpoint, region: 'ap-northeast-1', credentials });
  await carrier.send(new PutOptedOutNumberCommand({ OptOutListName: 'Default', OptedOutNumber }));
  carrier.destroy();
}

/** Lets a customer answer to the shop's number: two-way SMS publishes it on the topic. */
async function answer({ runtime }: LocalShop, originationNumber: string, messageBody: string): Promise<void> {
  const text = {
    originationNumber,
    messageBody,
    inboundMessageId: `in-${Buffer.from(messageBody).toString('hex')}`,
    messageKeyword: 'KEYWORD',
  };
  const TopicArn = runtime.stack.ofType('AWS::SNS::Topic').find(({ name }) => name.endsWith('-sms-events'))?.ref ?? '';
  const { status } = await fetch(runtime.endpoint, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=T/20260302/ap-northeast-1/sns/aws4_request, x' },
    body: new URLSearchParams({ Action: 'Publish', TopicArn, Message: JSON.stringify(text) }),
  });
  expect(status).toBe(200);
}

/** The topic calls the function itself, as it did before it had a queue: while a deployment goes on, it still may. */
async function answerDirectly(
  { runtime, now }: LocalShop,
  originationNumber: string,
  messageBody: string,
): Promise<void> {
  const Message = JSON.stringify({ originationNumber, messageBody, inboundMessageId: 'in-direct' });
  const Sns = { Type: 'Notification', Message, Timestamp: new Date(now).toISOString() };
  const url = `${runtime.endpoint}/2015-03-31/functions/aftercart-record-feedback/invocations`;
  const { status } = await fetch(url, {
    method: 'POST',
    headers: { authorization: 'AWS4-HMAC-SHA256 Credential=T/20260302/ap-northeast-1/lambda/aws4_request, x' },
    body: JSON.stringify({ Records: [{ EventSource: 'aws:sns', Sns }] }),
  });
  expect(status).toBe(200);
}

describe('a customer who wants no more texts', () => {
  const dispatch = { ...parcel('order-1'), shipment: { id: 'parcel-1', trackingUrl } };

  it('and said so to the carrier alone gets none: the refusal withdraws the consent', () =>
    inShop(
      '2026-03-02T17:00:00+09:00',
      async (shop) => {
        const quiet = { ...inTokyo('quiet'), email: undefined };
        await optOutAtCarrier(shop, quiet.phone ?? '');
        shop.post('shipment.dispatched', quiet, dispatch);
        await shop.until('2026-03-02T18:00:00+09:00');
        expect(shop.runtime.outbox.messages).toEqual([]);
        expect((await shop.outcomesOf(quiet)).map(([step, outcome, reason]) => [step, outcome, reason])).toEqual([
          ['dispatched', 'skipped', 'stopped'],
        ]);
        expect((await shop.profileOf(quiet))?.consent.sms).toMatchObject({ granted: false });
      },
      { journeys: ['shipping-updates'] },
    ));

  it('answers STOP, and START to have them back', () =>
    inShop(
      '2026-03-02T17:00:00+09:00',
      async (shop) => {
        const unsure = inTokyo('unsure');
        shop.post('shipment.dispatched', unsure, dispatch);
        await shop.until('2026-03-02T18:00:00+09:00');
        await answer(shop, unsure.phone ?? '', '配信停止');
        await shop.until('2026-03-02T18:01:00+09:00');
        expect((await shop.profileOf(unsure))?.consent.sms).toMatchObject({ granted: false, source: 'answered STOP' });
        await answer(shop, unsure.phone ?? '', '配信再開');
        await shop.until('2026-03-02T18:02:00+09:00');
        expect((await shop.profileOf(unsure))?.consent.sms).toMatchObject({ granted: true, source: 'answered START' });
        await answerDirectly(shop, unsure.phone ?? '', 'STOP');
        expect((await shop.profileOf(unsure))?.consent.sms).toMatchObject({ granted: false, source: 'answered STOP' });
      },
      { journeys: ['shipping-updates'] },
    ));
});

describe('a customer who writes to the number', () => {
  it('has made an inquiry, which is confirmed once that day', () =>
    inShop(
      '2026-03-02T17:00:00+09:00',
      async (shop) => {
        const curious = inTokyo('curious');
        shop.post('customer.updated', curious, {});
        await shop.until('2026-03-02T17:10:00+09:00');
        for (const text of ['荷物はいつ届きますか？', '置き配もできますか？'])
          await answer(shop, curious.phone ?? '', text);
        await shop.until('2026-03-02T18:00:00+09:00');
        expect(shop.runtime.outbox.messages).toHaveLength(1); // it goes the way that the question came
        expect(shop.runtime.outbox.texts.map(({ to, body }) => [to, body])).toEqual([
          [curious.phone, 'アフターカート・デモストア：お問い合わせを承りました。順次ご回答いたします。'],
        ]);
        expect(await shop.outcomesOf(curious)).toMatchObject([['received', 'sent']]);
      },
      { journeys: ['inquiry'] },
    ));
});
