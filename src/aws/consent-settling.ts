import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { settleMessage } from '../engine/feedback/settle-consents.ts';
import type { AddressRef } from '../model/address.ts';
import type { SettleLater } from '../stores/addresses.ts';
import { openClient } from './clients.ts';
import { type Environment, requiredVariable } from './env.ts';
import { onFirstUse } from './first-use.ts';
import { logger } from './logger.ts';

/** Longer than any function may take: what is written after the call is there by then, or never will be. */
const delaySeconds = 65;

/**
 * Asks the queue of reports to settle what was said about an address. If it cannot take that, the change goes on: no
 * opt-out waits for a queue, and the statement waits at the address for the next call.
 * @param refused hears of that
 */
export function consentSettler(
  env: Environment,
  open: () => SQSClient = () => openClient(SQSClient),
  refused: (ref: AddressRef, error: Error) => void = (_, error) => logger.warn('consent is settled later', error),
): SettleLater {
  const client = onFirstUse(open);
  const QueueUrl = requiredVariable(env, 'REPORTS_QUEUE_URL');
  return async (ref) => {
    const MessageBody = JSON.stringify(settleMessage(ref));
    try {
      await client().send(new SendMessageCommand({ QueueUrl, MessageBody, DelaySeconds: delaySeconds }));
    } catch (error) {
      refused(ref, error as Error); // clients throw errors only
    }
  };
}
