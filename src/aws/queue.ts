import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { openClient } from './clients.ts';
import { systemClock } from './clock.ts';
import { type Hidden, hider, isHopeless, pauseAfter, setterAside } from './come-back.ts';
import { environment, optionalVariable, requiredVariable } from './env.ts';
import { onFirstUse } from './first-use.ts';
import { logger } from './logger.ts';

/** Takes a batch of a queue's messages, and says which of them failed. */
export type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/** The fate of messages that failed. */
interface Aftermath {
  /** Hides them until they are tried again. */
  readonly hide: (messages: readonly Hidden[]) => Promise<void>;
  /** Makes one a dead letter; undefined for a function whose messages have no contract. */
  readonly setAside?: ((body: string, reason: string) => Promise<void>) | undefined;
}

const ofTheStack = onFirstUse((): Aftermath => {
  const client = openClient(SQSClient);
  const deadLetters = optionalVariable(environment, 'DEAD_LETTERS_URL');
  return {
    hide: hider(client, requiredVariable(environment, 'WORK_QUEUE_URL')),
    setAside: deadLetters === undefined ? undefined : setterAside(client, deadLetters),
  };
});

/**
 * A message received so often and so late is no fault of its own, which ends it sooner, nor of a service, which is
 * logged each time: it kills the function every time, before anything can be logged.
 */
const endless = { receives: 20, seconds: 3 * 3600 };

/**
 * A handler for a queue: each message by itself. A failed one goes back to the queue, for as long as {@link pauseAfter}
 * says, and after its last try to the dead-letter queue, whole; the rest of the batch is done. Each failure is logged
 * in words that alarms count: infra/parts/counted.ts.
 * @param parse how a message's JSON becomes a value
 */
export function queueHandler(
  handle: (body: unknown) => Promise<void>,
  aftermath: () => Aftermath = ofTheStack,
  parse: (json: string) => unknown = (json) => JSON.parse(json),
): QueueHandler {
  return async (event, context) => {
    const later: Hidden[] = [];
    const processRecord = async (record: SQSRecord): Promise<void> => {
      const { receives, age } = standOf(record);
      const message = { messageId: record.messageId, receives };
      if (receives >= endless.receives && age >= endless.seconds) logger.error('message stays', message);
      try {
        await handle(parse(record.body));
      } catch (error) {
        logger.error('message failed', { ...message, error: error as Error });
        const { setAside } = aftermath();
        if (setAside !== undefined && isHopeless({ receives, age, error })) {
          return setAside(record.body, (error as Error).message); // of a contract: names of fields, never values
        }
        const seconds = pauseAfter({ receives, age, error });
        if (seconds !== undefined) later.push({ receipt: record.receiptHandle, seconds });
        throw error;
      }
    };
    const processor = new BatchProcessor(EventType.SQS);
    const answer = await processPartialResponse(event, processRecord, processor, {
      context,
      throwOnFullBatchFailure: false,
    });
    if (later.length > 0)
      await aftermath()
        .hide(later)
        .catch((error) => logger.warn('messages come back as usual', error));
    return answer;
  };
}

/** The number of times a message was received, and its age in seconds. */
function standOf({ attributes }: SQSRecord): { readonly receives: number; readonly age: number } {
  const sent = Number(attributes.SentTimestamp);
  return { receives: Number(attributes.ApproximateReceiveCount), age: (systemClock() - sent) / 1000 };
}
