import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it } from 'vitest';
import { enroller } from '../../src/aws/enrolment.ts';
import { RetryableError } from '../../src/model/errors.ts';

const queues = mockClient(SQSClient);
afterEach(() => queues.reset());

const enrol = enroller(new SQSClient({ region: 'eu-central-1' }), 'https://queue');
const entries = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    journey: 'birthday',
    entry: { customer: `c-${index}`, at: '2026-04-30T01:00:00Z', id: 'on-2026-04-30' },
  }));

describe('the enrolment queue', () => {
  it('is given ten entries at a time, each whole and in order', async () => {
    queues.on(SendMessageBatchCommand).resolves({});
    await enrol(entries(23));
    const batches = queues.commandCalls(SendMessageBatchCommand).map(({ args: [{ input }] }) => input.Entries ?? []);
    expect(batches.map(({ length }) => length)).toEqual([10, 10, 3]);
    expect(batches.flat().map(({ MessageBody }) => JSON.parse(MessageBody ?? ''))).toEqual(entries(23));
  });

  it('is not asked when nobody enters', async () => {
    await enrol([]);
    expect(queues.commandCalls(SendMessageBatchCommand)).toEqual([]);
  });

  it('that leaves out a single entry is an error to try again after', async () => {
    queues.on(SendMessageBatchCommand).resolves({ Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }] });
    const refused = enrol(entries(3));
    await expect(refused).rejects.toBeInstanceOf(RetryableError);
    await expect(refused).rejects.toThrow('The queue did not take 1 messages: InternalError.');
  });
});
