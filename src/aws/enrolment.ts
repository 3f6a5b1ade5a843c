import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { Enrol } from '../model/enrolment.ts';
import { RetryableError } from '../model/errors.ts';

/** SQS takes at most so many messages at once. */
const batchSize = 10;

/** Puts messages on a queue, in batches. @throws RetryableError when one of them was not taken */
export function sender(client: SQSClient, QueueUrl: string) {
  return async (messages: readonly object[]): Promise<void> => {
    for (let start = 0; start < messages.length; start += batchSize) {
      const batch = messages.slice(start, start + batchSize);
      const Entries = batch.map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
      const [first] = Failed;
      if (first) throw new RetryableError(`The queue did not take ${Failed.length} messages: ${first.Code}.`);
    }
  };
}

/** Puts those who enter a journey on the enrolment queue. */
export function enroller(client: SQSClient, enrolmentQueue: string): Enrol {
  return sender(client, enrolmentQueue);
}
