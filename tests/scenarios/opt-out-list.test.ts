import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  DescribeOptedOutNumbersCommand,
  PinpointSMSVoiceV2Client,
  PutKeywordCommand,
  UpdatePhoneNumberCommand,
} from '@aws-sdk/client-pinpoint-sms-voice-v2';
import { describe, expect, it } from 'vitest';
import type { Reopening } from '../../src/model/customer-request.ts';
import { type Customer, inTokyo, parcel } from './customers.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const number = 'arn:aws:sms-voice:ap-northeast-1:000000000000:phone-number/phone-1';
const trackingUrl = 'https://carrier.example.com/parcel-1';
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** A shop's SMS number as its operator sees it, and its customer's phone. */
class TwoWay {
  readonly #shop: LocalShop;
  readonly #sms: PinpointSMSVoiceV2Client;

  constructor(shop: LocalShop) {
    this.#shop = shop;
    const { endpoint } = shop.runtime;
    this.#sms = new PinpointSMSVoiceV2Client({ endpoint, region: 'ap-northeast-1', credentials });
  }

  /** Publishes customers' texts on the stack's topic. */
  async enable(): Promise<void> {
    const topics = this.#shop.runtime.stack.ofType('AWS::SNS::Topic');
    const TwoWayChannelArn = topics.find(({ name }) => name.endsWith('-sms-events'))?.ref;
    await this.#sms.send(
      new UpdatePhoneNumberCommand({ PhoneNumberId: number, TwoWayEnabled: true, TwoWayChannelArn }),
    );
  }

  async register(Keyword: string, KeywordAction: 'OPT_OUT' | 'OPT_IN'): Promise<void> {
    const keyword = { OriginationIdentity: number, Keyword, KeywordAction, KeywordMessage: 'OK' };
    await this.#sms.send(new PutKeywordCommand(keyword));
  }

  async text({ phone = '' }: Customer, body: string, until: string): Promise<void> {
    this.#shop.runtime.receiveText({ to: number, from: phone, body });
    await this.#shop.until(until);
  }

  /** The numbers to which AWS lets no text through. */
  async listed(): Promise<(string | undefined)[]> {
    const asked = new DescribeOptedOutNumbersCommand({ OptOutListName: 'Default' });
    const { OptedOutNumbers = [] } = await this.#sms.send(asked);
    return OptedOutNumbers.map(({ OptedOutNumber }) => OptedOutNumber);
  }

  close(): void {
    this.#sms.destroy();
  }
}

/** Tells a story of a number that customers can answer to. */
function inTwoWayShop(opens: string, story: (shop: LocalShop, sms: TwoWay) => Promise<void>): Promise<void> {
  return inShop(
    opens,
    async (shop) => {
      const sms = new TwoWay(shop);
      try {
        await sms.enable();
        await story(shop, sms);
      } finally {
        sms.close();
      }
    },
    { journeys: ['shipping-updates'], senders: { identities: ['shop.example.com'], numbers: [number] } },
  );
}

function dispatch(shop: LocalShop, customer: Customer, order: string): void {
  shop.post('shipment.dispatched', customer, { ...parcel(order), shipment: { id: order, trackingUrl } });
}

/** Reopens a number as `npm run customer -- reopen` does. */
async function reopen({ runtime: { endpoint } }: LocalShop, { phone }: Customer): Promise<Reopening> {
  const lambda = new LambdaClient({ endpoint, region: 'ap-northeast-1', credentials });
  const Payload = JSON.stringify({ do: 'reopen', address: phone, by: 'Mia' });
  const answer = await lambda.send(new InvokeCommand({ FunctionName: 'aftercart-manage-customer', Payload }));
  lambda.destroy();
  return JSON.parse(Buffer.from(answer.Payload ?? []).toString()) as Reopening;
}

const granted = async (shop: LocalShop, customer: Customer) => (await shop.profileOf(customer))?.consent.sms?.granted;

describe('AWS’s own opt-out list', () => {
  it('takes a number whose owner asks to stop in words that AWS does not know', () =>
    inTwoWayShop('2026-03-02T17:00:00+09:00', async (shop, sms) => {
      const mio = { ...inTokyo('mio'), email: undefined };
      dispatch(shop, mio, 'order-1');
      await shop.until('2026-03-02T18:00:00+09:00');
      await sms.text(mio, '停止してください', '2026-03-02T18:10:00+09:00');
      expect(await granted(shop, mio)).toBe(false);
      expect(await sms.listed()).toEqual([mio.phone]);
    }));

  it('lets a number go whose owner asks to start again, and the next text goes there', () =>
    inTwoWayShop('2026-03-02T17:00:00+09:00', async (shop, sms) => {
      const mio = { ...inTokyo('mio'), email: undefined };
      dispatch(shop, mio, 'order-1');
      await shop.until('2026-03-02T18:00:00+09:00');
      await sms.text(mio, 'STOP', '2026-03-02T18:10:00+09:00');
      expect(await sms.listed()).toEqual([mio.phone]);
      await sms.text(mio, '再開', '2026-03-02T18:20:00+09:00');
      expect(await sms.listed()).toEqual([]);
      expect(await granted(shop, mio)).toBe(true);
      dispatch(shop, mio, 'order-2');
      await shop.until('2026-03-02T19:30:00+09:00');
      expect(await shop.outcomesOf(mio)).toEqual([
        ['dispatched', 'sent'],
        ['dispatched', 'sent'],
      ]);
      expect(shop.runtime.outbox.texts).toHaveLength(2);
      expect(await granted(shop, mio)).toBe(true);
    }));

  it('that keeps a number for 30 days is told as that, and not as another opt-out', () =>
    inTwoWayShop('2026-03-02T17:00:00+09:00', async (shop, sms) => {
      const mio = { ...inTokyo('mio'), email: undefined };
      dispatch(shop, mio, 'order-1');
      await sms.text(mio, 'STOP', '2026-03-02T18:10:00+09:00');
      await sms.text(mio, '再開', '2026-03-02T18:20:00+09:00');
      await sms.text(mio, 'STOP', '2026-03-02T18:30:00+09:00');
      await sms.text(mio, '再開', '2026-03-02T18:40:00+09:00');
      expect(await sms.listed()).toEqual([mio.phone]);
      dispatch(shop, mio, 'order-2');
      await shop.until('2026-03-03T09:30:00+09:00');
      const [, kept] = await shop.ledgerOf(mio);
      const since = Date.parse('2026-04-01T18:30:00+09:00');
      expect(kept).toMatchObject({
        outcome: 'skipped',
        reason: 'suppressed',
        detail: 'kept on the opt-out list of the carrier',
        basis: { since: expect.closeTo(since, -7) },
      });
      expect(await granted(shop, mio)).toBe(true);

      expect(await reopen(shop, mio)).toMatchObject({ outcome: 'open', ownList: 'kept', address: { kept: {} } });
      await shop.until('2026-04-02T10:00:00+09:00');
      expect((await reopen(shop, mio)).ownList).toBe('removed');
      expect(await sms.listed()).toEqual([]);
      dispatch(shop, mio, 'order-3');
      await shop.until('2026-04-02T11:30:00+09:00');
      expect((await shop.outcomesOf(mio)).at(-1)).toEqual(['dispatched', 'sent']);
    }));

  it.each<[string, 'throttle' | 'drop' | 'kill', 'before' | 'after', number]>([
    ['was throttled for a while', 'throttle', 'before', 4],
    ['has done it and the answer was lost', 'drop', 'after', 4],
    ['has done it and the function died', 'kill', 'after', 1],
    ['was not asked because the function died', 'kill', 'before', 1],
  ])('is asked again when it %s, and the owner’s word counts once', (_what, fault, phase, times) =>
    inTwoWayShop('2026-03-02T17:00:00+09:00', async (shop, sms) => {
      const mio = { ...inTokyo('mio'), email: undefined };
      dispatch(shop, mio, 'order-1');
      await sms.text(mio, 'STOP', '2026-03-02T18:10:00+09:00');
      expect(await sms.listed()).toEqual([mio.phone]);
      shop.runtime.faults.inject(fault, { operation: 'DeleteOptedOutNumber', phase }, times);
      await sms.text(mio, '再開', '2026-03-02T18:40:00+09:00');
      expect(await sms.listed()).toEqual([]);
      expect(await granted(shop, mio)).toBe(true);
      const words = (await shop.items()).map(({ value }) => (value as { readonly source?: string }).source);
      expect(words.filter((source) => source === 'answered START')).toHaveLength(1);
    }),
  );

  it('needs no second request for a keyword that AWS acts on itself', () =>
    inTwoWayShop('2026-03-02T17:00:00+09:00', async (shop, sms) => {
      const mio = { ...inTokyo('mio'), email: undefined };
      await sms.register('配信停止', 'OPT_OUT');
      await sms.register('配信再開', 'OPT_IN');
      dispatch(shop, mio, 'order-1');
      await shop.until('2026-03-02T18:00:00+09:00');
      for (const [index, body] of ['配信停止', '配信再開', '配信停止', '配信再開'].entries())
        await sms.text(mio, body, `2026-03-02T18:${10 + 10 * index}:00+09:00`);
      expect(await sms.listed()).toEqual([]);
      dispatch(shop, mio, 'order-2');
      await shop.until('2026-03-02T19:50:00+09:00');
      expect((await shop.outcomesOf(mio)).at(-1)).toEqual(['dispatched', 'sent']);
    }));
});
