import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Hidden, isHopeless, pauseAfter } from '../../src/aws/come-back.ts';
import { queueHandler } from '../../src/aws/queue.ts';
import { ContractError } from '../../src/commerce/values/contract-error.ts';
import { RetryableError, SettingError } from '../../src/model/errors.ts';

/** What the stack says: infra/constructs/queue.ts, to which tests/infra/delivery.test.ts holds the template. */
const queue = { hidden: 360, receives: 250 };

const hour = 3600;
const day = 24 * hour;

const ofSdk = (name: string, more: object = {}) => Object.assign(new Error('no'), { name, $metadata: {}, ...more });

/** When a message is received that always fails so, in seconds after it was sent, until it is a dead letter. */
function receivesOf(error: unknown, { hidden, receives: most }: typeof queue): number[] {
  const times = [0];
  for (let receives = 1; receives < most; receives += 1) {
    const age = times.at(-1) ?? 0;
    times.push(age + (pauseAfter({ receives, age, error }) ?? hidden));
  }
  return times;
}

describe('a message of a queue', () => {
  it.each([
    ['DynamoDB throttles', ofSdk('ThrottlingException', { $fault: 'client' })],
    ['DynamoDB does not answer', ofSdk('TimeoutError')],
    ['Scheduler is broken', ofSdk('InternalServerException', { $fault: 'server' })],
    ['the account is denied access', ofSdk('AccessDeniedException', { $fault: 'client' })],
    ['there are no credentials', Object.assign(new Error('no'), { name: 'CredentialsProviderError' })],
    ['the bus does not take an event', new RetryableError('The bus did not take it.')],
    ['the secret is empty', new SettingError('The secret holds no text.')],
  ])('outlives a week in which %s, and is tried within the hour after it', (_what, error) => {
    const times = receivesOf(error, queue);
    const gaps = times.slice(1).map((time, n) => time - (times[n] ?? 0));
    expect(times.at(-1)).toBeGreaterThan(7 * day);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(hour);
    expect(gaps.slice(0, 10)).toEqual(Array(10).fill(queue.hidden)); // soon, while it may be short
  });

  it.each([
    ['our code', new TypeError('a bug')],
    ['what DynamoDB refuses', ofSdk('ValidationException', { $fault: 'client' })],
  ])('is a dead letter within two hours and a half by a fault of %s, and outlives a deployment', (_whose, error) => {
    const times = receivesOf(error, queue);
    expect(times.at(-1)).toBeLessThan(2.5 * hour);
    expect(times[4]).toBe(4 * queue.hidden); // when MendFailures goes off
  });
});

describe('a message that does not fit its contract', () => {
  const error = new ContractError('order.placed', []);

  /** When it is tried after so many seconds of other trouble, until it is set aside; seconds from the first time on. */
  function triesAfter(trouble: unknown, seconds: number): number[] {
    const tries: number[] = [];
    for (let receives = 1, age = 0; receives < queue.receives; receives += 1) {
      const failed = { receives, age, error: age < seconds ? trouble : error };
      if (age >= seconds) tries.push(age);
      if (isHopeless(failed)) break;
      age += pauseAfter(failed) ?? queue.hidden;
    }
    return tries.map((at) => at - (tries[0] ?? 0));
  }

  it('is a dead letter within the hour', () => {
    const tries = triesAfter(undefined, 0);
    expect(tries.slice(0, 5)).toEqual([0, 360, 720, 1080, 1440]);
    expect(tries.at(-1)).toBeLessThan(hour);
  });

  it.each([0.2, 0.5, 1, 5, 24, 7 * 24])('has time for a deployment after an outage of %d hours', (hours) => {
    const tries = triesAfter(ofSdk('ThrottlingException'), hours * hour);
    expect(tries.length).toBeGreaterThan(5);
    expect(tries.at(-1)).toBeGreaterThanOrEqual(20 * 60);
    expect(tries.at(-1)).toBeLessThan(4 * hour);
  });
});

describe('the handler of a queue', () => {
  const hidden: Hidden[][] = [];
  const lines: string[] = [];
  const aside: string[] = [];
  const aftermath = {
    hide: async (messages: readonly Hidden[]) => void hidden.push([...messages]),
    setAside: async (body: string) => void aside.push(body),
  };
  beforeEach(() => {
    hidden.length = 0;
    aside.length = 0;
    lines.length = 0;
    const write = vi.spyOn(process.stdout, 'write').mockImplementation((text) => lines.push(String(text)) > 0);
    return () => write.mockRestore();
  });

  const record = (messageId: string, receives: number, ageSeconds: number, body: unknown = messageId) =>
    ({
      messageId,
      receiptHandle: `receipt of ${messageId}`,
      body: JSON.stringify(body),
      attributes: {
        ApproximateReceiveCount: String(receives),
        SentTimestamp: String(Date.now() - ageSeconds * 1000),
      },
    }) as SQSRecord; // as far as it is read
  const call = (handle: (body: unknown) => Promise<void>, ...Records: SQSRecord[]) =>
    queueHandler(handle, () => aftermath)({ Records } as SQSEvent, {} as Context);
  const told = () => lines.map((line) => JSON.parse(line) as { message: string });

  it('hides what failed, each for as long as its own failure asks for, and nothing else', async () => {
    const failures: Record<string, Error> = {
      bug: new TypeError('a bug'),
      sick: new RetryableError('sick'),
      new: new TypeError('a bug'),
    };
    const handle = async (body: unknown) => {
      const error = failures[String(body)];
      if (error) throw error;
    };
    const batch = [record('bug', 7, 2000), record('sick', 20, 5 * hour), record('new', 1, 0), record('good', 9, 100)];
    const { batchItemFailures } = await call(handle, ...batch);
    expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(['bug', 'sick', 'new']);
    expect(hidden).toEqual([
      [
        { receipt: 'receipt of bug', seconds: 25 },
        { receipt: 'receipt of sick', seconds: hour / 2 },
      ],
    ]);
  });

  it('gives them back all the same when SQS does not hide them', async () => {
    const handle = queueHandler(
      () => Promise.reject(new TypeError('a bug')),
      () => ({ hide: () => Promise.reject(ofSdk('RequestThrottled')) }),
    );
    const answer = await handle({ Records: [record('bug', 7, 2000)] }, {} as Context);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'bug' }]);
    expect(told().at(-1)).toMatchObject({ level: 'WARN', message: 'messages come back as usual' });
  });

  it('makes a dead letter, whole, of what still does not fit its contract after all its tries', async () => {
    const unfit = () => Promise.reject(new ContractError('order.placed', []));
    const { batchItemFailures } = await call(unfit, record('early', 5, 1500), record('wrong', 28, 2820, { a: '値' }));
    expect(batchItemFailures).toEqual([{ itemIdentifier: 'early' }]);
    expect(aside).toEqual(['{"a":"値"}']);
    expect(told().map(({ message }) => message)).toEqual(['message failed', 'message failed']); // CorrectEvents counts both
  });

  it('keeps what does not fit its contract when it cannot be set aside', async () => {
    const handle = queueHandler(
      () => Promise.reject(new ContractError('order.placed', [])),
      () => ({ ...aftermath, setAside: () => Promise.reject(ofSdk('RequestThrottled')) }),
    );
    const answer = await handle({ Records: [record('wrong', 28, 2820)] } as never, {} as Context);
    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'wrong' }]);
  });

  it('says of a message that never lets it end that it stays, before that happens again', async () => {
    const seen: string[] = [];
    const handle = async () => void seen.push(...told().map(({ message }) => message));
    await call(handle, record('deadly', 30, 3 * hour), record('late', 1, 9 * hour), record('wrong', 60, 2 * hour));
    expect(new Set(seen)).toEqual(new Set(['message stays']));
    expect(told()).toHaveLength(1);
  });
});
