import {
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ListQueuesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../local/aws/runtime.ts';
import { bill } from '../../local/demo/summary/cost.ts';
import { clientOf, start, withRuntime } from './fixture.ts';

function withQueues(use: (runtime: Runtime, client: SQSClient, url: (name: string) => string) => Promise<void>) {
  return withRuntime(async (runtime) => {
    const client = new SQSClient(clientOf(runtime));
    await use(runtime, client, (name) => `${runtime.endpoint}/000000000000/${name}`);
    client.destroy();
  });
}

describe('a queue', () => {
  it('is found by its name and listed', () =>
    withQueues(async (_runtime, client, url) => {
      const found = await client.send(new GetQueueUrlCommand({ QueueName: 'failed' }));
      expect(found.QueueUrl).toBe(url('failed'));
      const { QueueUrls } = await client.send(new ListQueuesCommand({ QueueNamePrefix: 'f' }));
      expect(QueueUrls).toEqual([url('failed')]);
    }));

  it('says which queues there are when one is unknown', () =>
    withQueues(async (_runtime, client) => {
      const asked = client.send(new GetQueueUrlCommand({ QueueName: 'nowhere' }));
      await expect(asked).rejects.toMatchObject({
        name: 'QueueDoesNotExist',
        message: expect.stringContaining('ingest'),
      });
    }));

  it('hides a received message until its visibility time-out is over, and forgets a deleted one', () =>
    withQueues(async (runtime, client, url) => {
      const QueueUrl = url('failed');
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
      const receive = async () =>
        (await client.send(new ReceiveMessageCommand({ QueueUrl, AttributeNames: ['All'] }))).Messages ?? [];
      expect(await receive()).toMatchObject([{ Body: 'one', Attributes: { ApproximateReceiveCount: '1' } }]);
      expect(await receive()).toEqual([]);
      await runtime.clock.advanceTo(start + 30_000);
      const [again] = await receive();
      expect(again?.Attributes?.ApproximateReceiveCount).toBe('2');
      await client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: again?.ReceiptHandle }));
      await runtime.clock.advanceTo(start + 90_000);
      expect(await receive()).toEqual([]);
    }));

  it('does not count a message that is older than the queue keeps it, whether or not somebody asked for it', () =>
    withQueues(async (runtime, client, url) => {
      const QueueUrl = url('failed');
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'one' }));
      const count = async () => {
        const asked = { QueueUrl, AttributeNames: ['ApproximateNumberOfMessages' as const] };
        return (await client.send(new GetQueueAttributesCommand(asked))).Attributes?.ApproximateNumberOfMessages;
      };
      expect(await count()).toBe('1');
      await runtime.clock.advanceTo(start + 15 * 86_400_000);
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'two' }));
      expect(await count()).toBe('1');
      expect((await client.send(new ReceiveMessageCommand({ QueueUrl }))).Messages).toMatchObject([{ Body: 'two' }]);
    }));

  it('delays a message as long as it is asked to', () =>
    withQueues(async (runtime, client, url) => {
      const QueueUrl = url('failed');
      await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 60 }));
      const count = async () => {
        const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
        return (await client.send(asked)).Attributes?.ApproximateNumberOfMessages;
      };
      expect(await count()).toBe('0');
      await runtime.clock.advanceTo(start + 60_000);
      expect(await count()).toBe('1');
    }));
});

describe('a queue that feeds a function', () => {
  it('hands over what arrives and deletes what was taken', () =>
    withQueues(async (runtime, client, url) => {
      const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: JSON.stringify({ do: 'put', pk: Id }) }));
      const sent = await client.send(new SendMessageBatchCommand({ QueueUrl: url('ingest'), Entries }));
      expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'b', 'c']);
      await runtime.whenIdle();
      expect((await runtime.table()).map((item) => item.pk)).toHaveLength(3);
    }));

  it('is billed for every send, and of each batch for a receive and a delete', () =>
    withQueues(async (runtime, client, url) => {
      const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: JSON.stringify({ do: 'put', pk: Id }) }));
      await client.send(new SendMessageBatchCommand({ QueueUrl: url('ingest'), Entries }));
      await runtime.whenIdle();
      const names = ['SendMessageBatch', 'batch-receive', 'batch-delete'];
      expect(names.map((name) => runtime.usage.calls(`sqs.${name}`))).toEqual([1, 1, 1]);
      expect(bill(runtime, []).find(({ what }) => what.en.startsWith('SQS'))?.quantity).toBe(3);
    }));

  it('tries again only what the function reports as failed, and buries it after its third time', () =>
    withQueues(async (runtime, client, url) => {
      const bodies = [{ do: 'put', pk: 'fine' }, { do: 'throw' }].map((body) => JSON.stringify(body));
      const Entries = bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      await client.send(new SendMessageBatchCommand({ QueueUrl: url('ingest'), Entries }));
      await runtime.play();
      expect(await runtime.table()).toHaveLength(1);
      expect(runtime.deadLetters()).toMatchObject([{ queue: 'failed', message: { body: bodies[1], receiveCount: 3 } }]);
      expect(runtime.clock.now()).toBe(start + 3 * 60_000);
    }));
});
