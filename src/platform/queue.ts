import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type { Context, SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { logger } from './logger.ts';

/** Takes a batch of a queue's messages, and says which of them failed. */
export type QueueHandler = (event: SQSEvent, context: Context) => Promise<SQSBatchResponse>;

/**
 * A handler for a queue: each message by itself. One that fails goes back to the queue, and after its last
 * try to the dead-letter queue, whole; the rest of the batch is done. Two hours pass until then, so each failure is logged
 * in words that alarms count: infra/parts/counted.ts.
 */
export function queueHandler(handle: (body: unknown) => Promise<void>): QueueHandler {
  const processRecord = async (record: SQSRecord): Promise<void> => {
    try {
      await handle(JSON.parse(record.body));
    } catch (error) {
      const receives = Number(record.attributes.ApproximateReceiveCount);
      logger.error('message failed', { messageId: record.messageId, receives, error: error as Error });
      throw error;
    }
  };
  return (event, context) =>
    processPartialResponse(event, processRecord, new BatchProcessor(EventType.SQS), {
      context,
      throwOnFullBatchFailure: false,
    });
}
