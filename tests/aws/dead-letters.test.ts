import {
  ChangeMessageVisibilityCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { describe, expect, it } from 'vitest';
import type { Runtime } from '../../local/aws/runtime.ts';
import { deadLettersOf } from '../../src/aws/dead-letters.ts';
import type { PickLetters } from '../../src/model/dead-letters.ts';
import { clientOf, start, withRuntime } from '../local/fixture.ts';

const queue = 'failed';
const isHers: PickLetters = async (letters) => letters.map(({ body }) => body.startsWith('hers'));

interface Place {
  readonly runtime: Runtime;
  readonly client: SQSClient;
  readonly url: string;
}

function withLetters(bodies: readonly string[], use: (place: Place) => Promise<void>): Promise<void> {
  return withRuntime(async (runtime) => {
    const client = new SQSClient(clientOf(runtime));
    const url = `${runtime.endpoint}/000000000000/${queue}`;
    for (let from = 0; from < bodies.length; from += 10) {
      const Entries = bodies.slice(from, from + 10).map((MessageBody, Id) => ({ Id: String(Id), MessageBody }));
      await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    }
    await use({ runtime, client, url });
    client.destroy();
  });
}

/** A search with so much time, and what it may read and delete. */
function searcher({ client, url }: Place, hasTime: () => boolean = () => true) {
  return deadLettersOf(client, [url], [url.replace(queue, 'ingest')], () => hasTime);
}

async function visible({ client, url }: Place): Promise<number> {
  const asked = new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: ['ApproximateNumberOfMessages'] });
  return Number((await client.send(asked)).Attributes?.ApproximateNumberOfMessages);
}

const bodiesIn = async ({ runtime }: Place) => (await runtime.holdings()).queues[queue]?.map(({ body }) => body).sort();

const some = (count: number) =>
  Array.from({ length: count }, (_, nth) => (nth % 50 === 7 ? `hers ${nth}` : `other ${nth}`));

describe('a search of dead letters', () => {
  it('removes those that are picked, and shows the others again at once', () =>
    withLetters(some(123), async (place) => {
      const result = await searcher(place).search(queue, isHers);
      expect(result).toEqual({
        queue,
        found: 123,
        read: 123,
        removed: 3,
        more: false,
        until: '2026-03-05T09:00:00Z', // four days after they were sent
      });
      await place.runtime.whenIdle();
      expect(await visible(place)).toBe(120);
      expect(await bodiesIn(place)).toEqual(
        some(123)
          .filter((body) => !body.startsWith('hers'))
          .sort(),
      );
    }));

  it('gets through thousands', { timeout: 30_000 }, () =>
    withLetters(some(2_000), async (place) => {
      const result = await searcher(place).search(queue, isHers);
      expect(result).toMatchObject({ found: 2_000, read: 2_000, removed: 40, more: false });
      await place.runtime.whenIdle();
      expect(await visible(place)).toBe(1_960);
    }),
  );

  it('goes on in another pass when its time is up, and what it has hidden is back two minutes later', () =>
    withLetters(some(250), async (place) => {
      const hurried = searcher(place, () => false);
      expect(await hurried.search(queue, isHers)).toMatchObject({ found: 250, read: 100, removed: 2, more: true });
      expect(await hurried.search(queue, isHers)).toMatchObject({ found: 248, read: 100, removed: 2, more: true });
      expect(await searcher(place).search(queue, isHers)).toMatchObject({ read: 50, removed: 1, more: false });
      await place.runtime.whenIdle();
      expect(await visible(place)).toBe(49);
      await place.runtime.play({ until: start + 120_000 });
      expect(await visible(place)).toBe(245);
    }));

  it('counts what somebody else is reading, and leaves it to them', () =>
    withLetters(['hers 1', 'other 2'], async (place) => {
      const { client, url } = place;
      const { Messages: [taken] = [] } = await client.send(new ReceiveMessageCommand({ QueueUrl: url }));
      const result = await searcher(place).search(queue, isHers);
      expect(result).toMatchObject({ found: 2, read: 1, removed: 0, more: false });
      const again = new ChangeMessageVisibilityCommand({
        QueueUrl: url,
        ReceiptHandle: taken?.ReceiptHandle,
        VisibilityTimeout: 0,
      });
      await client.send(again);
      await place.runtime.whenIdle();
      expect(await searcher(place).search(queue, isHers)).toMatchObject({ read: 2, removed: 1 });
    }));

  it('loses no letter when it breaks off', () =>
    withLetters(some(30), async (place) => {
      const broken = searcher(place).search(queue, () => Promise.reject(new Error('broken off')));
      await expect(broken).rejects.toThrow('broken off');
      expect(await visible(place)).toBe(0);
      await place.runtime.play({ until: start + 120_000 });
      expect(await visible(place)).toBe(30);
    }));

  it('finds an empty queue empty, and knows no queue but those of dead letters', () =>
    withLetters([], async (place) => {
      const { search, queues, workQueues } = searcher(place);
      expect(queues).toEqual([queue]);
      expect(await search(queue, isHers)).toEqual({ queue, found: 0, read: 0, removed: 0, more: false });
      await expect(search('ingest', isHers)).rejects.toThrow('queue is no queue of dead letters');
      expect(await workQueues()).toEqual([{ queue: 'ingest', messages: 0, days: expect.any(Number) }]);
    }));
});
