import {
  DescribeRuleCommand,
  EventBridgeClient,
  ListEventBusesCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutPartnerEventsCommand,
} from '@aws-sdk/client-eventbridge';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../local/aws/runtime.ts';
import { lostEventsLog } from '../../local/aws/services/eventbridge.ts';
import { clientOf, start, withRuntime } from './fixture.ts';

function withEvents(use: (runtime: Runtime, client: EventBridgeClient) => Promise<void>) {
  return withRuntime(async (runtime) => {
    const client = new EventBridgeClient(clientOf(runtime));
    await use(runtime, client);
    client.destroy();
  });
}

const entry = (detail: unknown) => ({
  EventBusName: 'shop',
  Source: 'store.demo',
  DetailType: 'cart.updated',
  Detail: JSON.stringify(detail),
});

async function stored(runtime: Runtime): Promise<Record<string, unknown>[]> {
  return (await runtime.table()).map((item) => unmarshall(item as Parameters<typeof unmarshall>[0])); // DynamoDB's JSON
}

describe('an event on a bus', () => {
  it('goes by its rule, through the input transformer, to the queue and the function behind it', () =>
    withEvents(async (runtime, client) => {
      const answer = await client.send(new PutEventsCommand({ Entries: [entry({ id: 'e1', amount: 1200 })] }));
      expect(answer.FailedEntryCount).toBe(0);
      await runtime.whenIdle();
      const [item] = await stored(runtime);
      expect(item?.pk).toBe('message#e1');
      expect(JSON.parse(String(item?.value))).toEqual({
        journey: 'cart',
        amount: 1200,
        say: '1200 yen',
        event: {
          version: '0',
          id: answer.Entries?.[0]?.EventId,
          'detail-type': 'cart.updated',
          source: 'store.demo',
          account: '000000000000',
          time: new Date(start).toISOString().replace('.000', ''),
          region: 'ap-northeast-1',
          resources: [],
          detail: { id: 'e1', amount: 1200 },
        },
      });
    }));

  it('goes nowhere when no rule fits', () =>
    withEvents(async (runtime, client) => {
      const Entries = [
        { ...entry({ id: 'e1' }), Source: 'crm.demo' },
        { ...entry({ id: 'e2' }), EventBusName: 'default' },
      ];
      expect((await client.send(new PutEventsCommand({ Entries }))).FailedEntryCount).toBe(0);
      await runtime.whenIdle();
      expect(await stored(runtime)).toEqual([]);
    }));

  it('fails alone when it is malformed, on an unknown bus, or pretends to come from AWS', () =>
    withEvents(async (_runtime, client) => {
      const Entries = [
        entry({ id: 'fine' }),
        { ...entry({}), Detail: '[1]' },
        { ...entry({}), EventBusName: 'nowhere' },
        { ...entry({}), Source: 'aws.ses' },
        { ...entry({}), DetailType: '' },
      ];
      const answer = await client.send(new PutEventsCommand({ Entries }));
      expect(answer.FailedEntryCount).toBe(4);
      expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
        undefined,
        'MalformedDetail',
        'ResourceNotFoundException',
        'NotAuthorizedForSourceException',
        'InvalidArgument',
      ]);
    }));

  it('comes with at most nine others and less than 1 MB in all', () =>
    withEvents(async (_runtime, client) => {
      const eleven = Array.from({ length: 11 }, () => entry({}));
      await expect(client.send(new PutEventsCommand({ Entries: eleven }))).rejects.toThrow('1 to 10 entries, not 11');
      const large = [entry({ text: 'x'.repeat(2 ** 20) })];
      await expect(client.send(new PutEventsCommand({ Entries: large }))).rejects.toThrow('smaller than 1 MB');
    }));

  it('is delivered again with growing pauses, and becomes a dead letter when its target never takes it', () =>
    withEvents(async (runtime, client) => {
      runtime.faults.inject('throttle', { service: 'delivery' }, 2);
      await client.send(new PutEventsCommand({ Entries: [entry({ id: 'late' })] }));
      await runtime.play();
      expect((await stored(runtime)).map(({ pk }) => pk)).toEqual(['message#late']);
      expect(runtime.clock.now()).toBe(start + 3000);
      runtime.faults.inject('throttle', { service: 'delivery' }, 4);
      await client.send(new PutEventsCommand({ Entries: [entry({ id: 'lost' })] }));
      await runtime.play();
      expect(runtime.deadLetters()).toMatchObject([
        {
          queue: 'undelivered',
          message: {
            body: expect.stringContaining('"lost"'),
            attributes: {
              ERROR_CODE: 'THROTTLING',
              RETRY_ATTEMPTS: '3',
              EXHAUSTED_RETRY_CONDITION: 'MaximumRetryAttempts',
            },
          },
        },
      ]);
    }));
});

describe('an event without EventBusName', () => {
  it('is taken by the default bus, and leaves a line in the log when no rule there matches it', () =>
    withEvents(async (runtime, client) => {
      const { EventBusName: _, ...lost } = entry({});
      expect((await client.send(new PutEventsCommand({ Entries: [lost] }))).FailedEntryCount).toBe(0);
      expect(runtime.logs.of(lostEventsLog).map(({ text }) => JSON.parse(text))).toEqual([
        { message: 'no rule matches', bus: 'default', source: 'store.demo', type: 'cart.updated' },
      ]);
    }));
});

describe('an event of a partner', () => {
  it('is refused without an event source that the account has taken; nobody else may use such a source', () =>
    withEvents(async (_runtime, client) => {
      const told = { DetailType: 'x', Detail: '{}' };
      const Entries = [
        { ...told, Source: 'aws.partner/shopify.com/1/shop' },
        { ...told, Source: 'store.demo' },
      ];
      const answer = await client.send(new PutPartnerEventsCommand({ Entries }));
      expect(answer.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual([
        'ResourceNotFoundException',
        'InvalidArgument',
      ]);
      const own = { ...entry({}), Source: 'aws.partner/shopify.com/1/shop' };
      const posted = await client.send(new PutEventsCommand({ Entries: [own] }));
      expect(posted.Entries?.map(({ ErrorCode }) => ErrorCode)).toEqual(['NotAuthorizedForSourceException']);
    }));
});

describe('the EventBridge API', () => {
  it('lists buses, rules and targets', () =>
    withEvents(async (_runtime, client) => {
      const { EventBuses } = await client.send(new ListEventBusesCommand({}));
      expect(EventBuses?.map(({ Name }) => Name)).toEqual(['default', 'shop']);
      const { Rules } = await client.send(new ListRulesCommand({ EventBusName: 'shop' }));
      expect(Rules?.map(({ Name }) => Name)).toEqual(['every-event']);
      const rule = { EventBusName: 'shop' };
      const described = await client.send(new DescribeRuleCommand({ Name: 'every-event', ...rule }));
      expect(described.Arn).toBe('arn:aws:events:ap-northeast-1:000000000000:rule/shop/every-event');
      const { Targets } = await client.send(new ListTargetsByRuleCommand({ Rule: 'every-event', ...rule }));
      expect(Targets?.[0]?.Arn).toBe('arn:aws:sqs:ap-northeast-1:000000000000:ingest');
    }));
});
