import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, expect, it } from 'vitest';
import type { Entry } from '../../../build/events/entry.ts';
import { batches, putAll } from '../../../build/events/put.ts';
import { mostBytes } from '../../../build/events/verdict.ts';
import type { Saying } from '../../../src/journey/reading/saying.ts';

const events = mockClient(EventBridgeClient);
afterEach(() => events.reset());

const entry = (nth: number, detail: object = { nth }): Entry => ({
  place: `entry ${nth}`,
  source: 'store.demo',
  type: 'order.placed',
  detail,
});
const taken = (EventId: string) => ({ EventId });
const failed = (ErrorCode: string) => ({ ErrorCode, ErrorMessage: 'because' });

/** The details of every request so far. */
const requests = () =>
  events.commandCalls(PutEventsCommand).map(({ args: [{ input }] }) => input.Entries?.map(({ Detail }) => Detail));

it('an entry that was throttled is put again, alone, and the others keep their ids', async () => {
  events
    .on(PutEventsCommand)
    .resolvesOnce({ FailedEntryCount: 1, Entries: [taken('a'), failed('ThrottlingException'), taken('c')] })
    .resolvesOnce({ FailedEntryCount: 0, Entries: [taken('b')] });
  const { puts } = await putAll(new EventBridgeClient({}), 'shop', [entry(1), entry(2), entry(3)]);
  expect(puts.map(({ eventId }) => eventId)).toEqual(['a', 'b', 'c']);
  expect(requests()).toEqual([['{"nth":1}', '{"nth":2}', '{"nth":3}'], ['{"nth":2}']]);
});

it('an entry that can never be taken is not put again', async () => {
  events.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [failed('MalformedDetail')] });
  const { puts } = await putAll(new EventBridgeClient({}), 'shop', [entry(1)]);
  expect(puts[0]).toMatchObject({ error: 'MalformedDetail: because' });
  expect(requests()).toHaveLength(1);
});

const thrown = (name: string, over: object = {}) => Object.assign(new Error('because'), { name, ...over });

it.each([
  thrown('ThrottlingException'),
  thrown('Error', { code: 'ECONNRESET' }),
  thrown('TimeoutError'),
  thrown('UnknownError', { $metadata: { httpStatusCode: 503 } }),
])('a request that fails with $name is made again as an entry is', async (error) => {
  events
    .on(PutEventsCommand)
    .rejectsOnce(error)
    .resolves({ FailedEntryCount: 0, Entries: [taken('a')] });
  const retries: string[] = [];
  const onRetry = (reason: Saying) => retries.push(String(reason));
  const { puts, failure } = await putAll(new EventBridgeClient({}), 'shop', [entry(1)], { onRetry });
  expect([puts[0]?.eventId, failure]).toEqual(['a', undefined]);
  expect(retries).toEqual([expect.stringContaining('attempt 2 of 6')]);
});

it('a request that fails for good ends the work, and every entry still has its outcome', async () => {
  const many = Array.from({ length: 25 }, (_, nth) => entry(nth));
  const first = { FailedEntryCount: 0, Entries: many.slice(0, 10).map(({ place }) => taken(String(place))) };
  events.on(PutEventsCommand).resolvesOnce(first).rejects(thrown('AccessDeniedException'));
  const { puts, failure } = await putAll(new EventBridgeClient({}), 'shop', many);
  expect(failure).toMatchObject({ name: 'AccessDeniedException' });
  expect(puts.map((put) => put.entry)).toEqual(many);
  expect([puts[9]?.eventId, puts[10]?.error, puts[24]?.error].map(String)).toEqual([
    'entry 9',
    'AccessDeniedException: because',
    'was not sent',
  ]);
  expect(requests()).toHaveLength(2);
});

it('a request has at most ten entries, and no more bytes than PutEvents takes, in the order of the file', () => {
  const many = Array.from({ length: 23 }, (_, nth) => entry(nth));
  expect(batches(many).map((batch) => batch.length)).toEqual([10, 10, 3]);
  expect(batches(many).flat()).toEqual(many);
  const large = [1, 2, 3].map((nth) => entry(nth, { text: 'あ'.repeat(mostBytes / 6) }));
  expect(batches(large).map((batch) => batch.length)).toEqual([1, 1, 1]);
});
