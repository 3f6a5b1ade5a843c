import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { standardSignature } from '../../src/connectors/contract/standard-webhooks.ts';
import { clientOf } from '../local/fixture.ts';
import { inShop, type LocalShop } from './local-shop.ts';

const opens = '2026-03-02T10:00:00+09:00';
const secret = 'a secret of the shop’s backend';

interface Answer {
  readonly status: number;
  readonly body: { readonly results?: readonly { readonly status: string }[] };
}

async function manage({ runtime }: LocalShop, request: object): Promise<unknown> {
  const client = new LambdaClient(clientOf(runtime));
  const Payload = JSON.stringify(request);
  const answer = await client.send(new InvokeCommand({ FunctionName: 'aftercart-manage-connectors', Payload }));
  client.destroy();
  return JSON.parse(answer.Payload?.transformToString() ?? '{}');
}

async function post(shop: LocalShop, body: string, by = secret): Promise<Answer> {
  const timestamp = String(Math.floor(shop.now / 1000));
  const headers = {
    'content-type': 'application/json',
    'webhook-id': 'msg_1',
    'webhook-timestamp': timestamp,
    'webhook-signature': standardSignature(by, 'msg_1', timestamp, Buffer.from(body)),
  };
  const answer = await fetch(`${shop.runtime.endpoint}/in/events`, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as Answer['body'] }; // as the use case answers
}

const ordered = (at: string) => ({
  type: 'order.placed',
  detail: {
    id: 'order-1-placed',
    occurredAt: at,
    customer: { id: 'c-1', email: 'ann@example.com', locale: 'en' },
    order: {
      id: '1',
      total: { amount: 10, currency: 'USD' },
      lines: [{ productId: 'p', title: 'A cup', quantity: 1 }],
    },
  },
});

const shipped = (at: string) => ({
  type: 'shipment.dispatched',
  detail: { id: 'parcel-1', occurredAt: at, order: { id: '1' }, shipment: { id: 's-1' } },
});

describe('events that are posted over HTTP', () => {
  beforeEach(() => vi.stubEnv('AWS_REGION', 'ap-northeast-1'));
  afterEach(() => vi.unstubAllEnvs());

  it('go through route, queue and bus into the profile; an event of an order finds its customer', () =>
    inShop(opens, async (shop) => {
      await manage(shop, { do: 'secret', connector: 'events', value: secret, keepHours: 48 });
      const at = new Date(shop.now).toISOString();
      const { status, body } = await post(shop, JSON.stringify({ events: [ordered(at), shipped(at)] }));
      expect([status, body.results?.map((one) => one.status)]).toEqual([200, ['accepted', 'accepted']]);
      await shop.until('2026-03-02T10:20:00+09:00');
      const profile = await shop.profileOf({ id: 'c-1' });
      expect(profile?.identities).toMatchObject({ id: 'c-1', email: 'ann@example.com' });
      const facts = (await shop.items()).filter(({ pk }) => pk === `C#${profile?.customer}`).map(({ sk }) => sk);
      expect(facts).toEqual(expect.arrayContaining(['3#fact#order#1', '3#fact#shipment#s-1']));
      expect(shop.runtime.deadLetters()).toEqual([]);
    }));

  it('are refused with a wrong signature, and nothing of them is stored', () =>
    inShop(opens, async (shop) => {
      await manage(shop, { do: 'secret', connector: 'events', value: secret, keepHours: 48 });
      const at = new Date(shop.now).toISOString();
      expect(await post(shop, JSON.stringify(ordered(at)), 'another')).toMatchObject({ status: 401 });
      await shop.until('2026-03-02T10:20:00+09:00');
      expect(await shop.items()).toEqual([]);
      const lines = shop.lines
        .filter(({ text }) => text.includes('RefusedDelivery'))
        .map(({ text }) => JSON.parse(text));
      expect(lines).toMatchObject([{ RefusedDelivery: 1, connector: 'events', reason: 'wrong-signature' }]);
    }));

  it('about an order that never comes end in the dead letters, whole and with the reason', () =>
    inShop(
      opens,
      async (shop) => {
        await manage(shop, { do: 'secret', connector: 'events', value: secret, keepHours: 48 });
        const at = new Date(shop.now).toISOString();
        await post(shop, JSON.stringify(shipped(at)));
        await shop.until('2026-03-02T12:00:00+09:00');
        const [letter] = shop.runtime.deadLetters();
        expect(letter?.queue).toContain('aftercart-deliveries-dead-letters');
        expect(JSON.parse(letter?.message.body ?? '{}')).toMatchObject({
          connector: 'events',
          body: { events: [shipped(at)] },
        });
        expect(letter?.message.attributes).toMatchObject({
          reason: expect.stringContaining('order.id is of no order'),
        });
      },
      { deadLetters: true },
    ));

  it('stay good with the secret before, for as long as it was said', () =>
    inShop(opens, async (shop) => {
      await manage(shop, { do: 'secret', connector: 'events', value: secret, keepHours: 48 });
      await manage(shop, { do: 'secret', connector: 'events', value: 'the next secret', keepHours: 1 });
      const body = JSON.stringify(ordered(new Date(shop.now).toISOString()));
      expect([(await post(shop, body)).status, (await post(shop, body, 'the next secret')).status]).toEqual([200, 200]);
      await shop.until('2026-03-02T11:30:00+09:00');
      expect([(await post(shop, body)).status, (await post(shop, body, 'the next secret')).status]).toEqual([401, 200]);
      const report = await manage(shop, { do: 'status' });
      expect(report).toMatchObject({
        connectors: expect.arrayContaining([expect.objectContaining({ name: 'events' })]),
      });
      expect(JSON.stringify(report)).not.toContain('the next secret');
    }));
});
