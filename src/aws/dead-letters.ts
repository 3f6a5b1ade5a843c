import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { ContractError } from '../commerce/values/contract-error.ts';
import { day } from '../commerce/values/time-units.ts';
import type { DeadLetterQueues } from '../engine/ports.ts';
import type { LetterSearch, PickLetters, WorkQueue } from '../model/dead-letters.ts';
import { RetryableError } from '../model/errors.ts';
import { toIso } from '../policy/time/timing.ts';
import { openClient } from './clients.ts';
import { systemClock as clock, hasTimeFor } from './clock.ts';
import { type Environment, requiredVariable } from './env.ts';

/**
 * Seconds for which a letter is hidden while its queue is looked through. At the end those that stay are shown again at once. So
 * this is for a search that dies, or that another one goes on with: longer than a function lives, and short for who waits.
 */
const hidden = 120;

/** Seconds that SQS may take to ask all of its servers: without them it answers that a queue is empty which is not. */
const wait = 1;

/** SQS gives ten messages at once, and takes ten. */
const perCall = 10;

/** So many calls at once: a hundred letters are looked up together. */
const callsAtOnce = 10;

/** Milliseconds for one search, of the minute that a function has: showing 10,000 letters again takes some of it. */
const longest = 30_000;

/** A letter that the search has hidden. */
interface Held {
  readonly id: string;
  readonly receipt: string;
  readonly body: string;
  /** Epoch milliseconds. */
  readonly sentAt: number;
}

/**
 * The queues of dead letters, and those that functions work off, by their addresses. Only dead letters are received: a receive
 * counts as a try of a message that is yet to be worked off.
 */
export function deadLettersOf(
  client: SQSClient,
  deadLetterUrls: readonly string[],
  workQueueUrls: readonly string[],
  hasTime: () => () => boolean = () => hasTimeFor(longest),
): DeadLetterQueues {
  const urls = new Map(deadLetterUrls.map((url) => [nameOf(url), url]));
  return {
    queues: [...urls.keys()],
    search: async (queue, pick) => {
      const url = urls.get(queue);
      if (url === undefined) throw unknownQueue();
      return searchQueue({ client, url }, pick, hasTime());
    },
    workQueues: () => Promise.all(workQueueUrls.map((url) => describe({ client, url }))),
  };
}

function unknownQueue(): ContractError {
  return new ContractError('data request', [{ path: 'queue', problem: 'is no queue of dead letters' }]);
}

/** Those that the environment of a function names. */
export function openDeadLetters(env: Environment): DeadLetterQueues {
  const named = (variable: string) => requiredVariable(env, variable).split(',');
  return deadLettersOf(openClient(SQSClient), named('DEAD_LETTER_QUEUES'), named('WORK_QUEUES'));
}

interface Place {
  readonly client: SQSClient;
  readonly url: string;
}

async function searchQueue(place: Place, pick: PickLetters, hasTime: () => boolean): Promise<LetterSearch> {
  const { messages: found, seconds } = await standOf(place);
  const read = new Set<string>();
  const kept = new Map<string, Held>();
  let more = false;
  for (;;) {
    const received = await receive(place, Math.max(found - read.size, 1));
    const fresh = received.filter(({ id }) => !read.has(id));
    for (const letter of received) if (kept.has(letter.id)) kept.set(letter.id, letter); // held by its new receipt
    if (fresh.length === 0) break;
    const picked = await pick(fresh);
    await remove(
      place,
      fresh.filter((_letter, index) => picked[index] === true),
    );
    for (const [index, letter] of fresh.entries()) {
      read.add(letter.id);
      if (picked[index] !== true) kept.set(letter.id, letter);
    }
    if (hasTime()) continue;
    more = true;
    break;
  }
  // The search that goes on would only get the same ones again.
  if (!more) await show(place, [...kept.values()]);
  const unread = read.size < found;
  const last = unread ? clock() : [...kept.values()].reduce((latest, { sentAt }) => Math.max(latest, sentAt), 0);
  return {
    queue: nameOf(place.url),
    found,
    read: read.size,
    removed: read.size - kept.size,
    more,
    ...(last > 0 && { until: toIso(last + seconds * 1000) }),
  };
}

/** Hides up to a hundred letters, and reads them. */
async function receive({ client, url }: Place, expected: number): Promise<Held[]> {
  const calls = Math.min(callsAtOnce, Math.ceil(expected / perCall));
  const answers = await Promise.all(
    Array.from({ length: calls }, () =>
      client.send(
        new ReceiveMessageCommand({
          QueueUrl: url,
          MaxNumberOfMessages: perCall,
          VisibilityTimeout: hidden,
          WaitTimeSeconds: wait,
          MessageSystemAttributeNames: ['SentTimestamp'],
        }),
      ),
    ),
  );
  const letters = answers.flatMap(({ Messages = [] }) => Messages.map(heldOf));
  return [...new Map(letters.map((letter) => [letter.id, letter])).values()]; // SQS may give one twice
}

function heldOf({ MessageId: id = '', ReceiptHandle: receipt = '', Body: body = '', Attributes }: Message): Held {
  return { id, receipt, body, sentAt: Number(Attributes?.SentTimestamp ?? clock()) };
}

/** @throws RetryableError when SQS keeps one: the rest comes back by itself, and is looked through again */
async function remove({ client, url: QueueUrl }: Place, letters: readonly Held[]): Promise<void> {
  await inBatches(letters, async (batch) => {
    const { Failed = [] } = await client.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: entriesOf(batch) }));
    if (Failed.length > 0) throw new RetryableError(`SQS did not delete ${Failed.length} dead letters.`);
  });
}

/** Shows letters to others again. Those for which it fails come back by themselves. */
async function show({ client, url: QueueUrl }: Place, letters: readonly Held[]): Promise<void> {
  await inBatches(letters, async (batch) => {
    const Entries = entriesOf(batch).map((entry) => ({ ...entry, VisibilityTimeout: 0 }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  });
}

function entriesOf(letters: readonly Held[]) {
  return letters.map(({ receipt }, index) => ({ Id: String(index), ReceiptHandle: receipt }));
}

async function inBatches(letters: readonly Held[], act: (batch: readonly Held[]) => Promise<void>): Promise<void> {
  const most = perCall * callsAtOnce;
  for (let from = 0; from < letters.length; from += most) {
    const starts = Array.from({ length: callsAtOnce }, (_, nth) => from + nth * perCall);
    const batches = starts.map((start) => letters.slice(start, start + perCall)).filter(({ length }) => length > 0);
    await Promise.all(batches.map(act));
  }
}

async function describe(place: Place): Promise<WorkQueue> {
  const { messages, seconds } = await standOf(place);
  return { queue: nameOf(place.url), messages, days: (seconds * 1000) / day };
}

/** About how many messages a queue holds, hidden ones included, and for how many seconds it keeps each. */
async function standOf({
  client,
  url: QueueUrl,
}: Place): Promise<{ readonly messages: number; readonly seconds: number }> {
  const { Attributes = {} } = await client.send(
    new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...counts, 'MessageRetentionPeriod'] }),
  );
  const messages = counts.reduce((sum, name) => sum + Number(Attributes[name] ?? 0), 0);
  return { messages, seconds: Number(Attributes.MessageRetentionPeriod ?? 0) };
}

const counts = [
  'ApproximateNumberOfMessages',
  'ApproximateNumberOfMessagesNotVisible',
  'ApproximateNumberOfMessagesDelayed',
] as const;

function nameOf(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1);
}
