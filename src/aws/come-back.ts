import { ChangeMessageVisibilityBatchCommand, SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import { ContractError } from '../commerce/values/contract-error.ts';
import { isPassing } from '../model/errors.ts';

/** Seconds for which a queue hides a message after each receive, unless it is told otherwise: infra/constructs/queue.ts. */
const hidden = 360;

/** Seconds: when the trouble is over, every message is back within the hour. */
const longestPause = 3600;

/** A deployment that is under way, and the like, is over by then. */
const patientTries = 5;

/** Seconds. Some 250 receives, of which the queue gives a message no more, so take two hours in all. */
const shortPause = 25;

/** Seconds between the last tries of what does not fit its contract. */
const contractPause = 60;

/** So many receives more than a service's trouble can have used up by then are tries that the contract failed. */
const contractTries = 20;

/** A message that failed. */
export interface Failed {
  /** The number of receives, this one included. */
  readonly receives: number;
  /** The time since it was sent; seconds. */
  readonly age: number;
  readonly error: unknown;
}

/**
 * The seconds until a failed message is tried again. A message that a service's trouble fails is tried for days, less
 * often the longer it lasts. One that fails by its own fault uses up its receives soon after the fifth: then it is a
 * dead letter.
 * @returns undefined: when the queue shows it by itself
 */
export function pauseAfter({ receives, age, error }: Failed): number | undefined {
  if (isOfService(error)) {
    const pause = Math.min(longestPause, Math.round(age / 10));
    return pause > hidden ? pause : undefined;
  }
  if (receives < patientTries) return undefined;
  return error instanceof ContractError ? contractPause : shortPause;
}

/**
 * True for a message that becomes a dead letter at once: it does not fit its contract, and no deployment has come that
 * accepts it. SQS counts receives whatever failed. But a service's trouble uses up one in six minutes at most, and so
 * does a function that dies: any more are the message's own fault.
 */
export function isHopeless({ receives, age, error }: Failed): boolean {
  return error instanceof ContractError && receives - age / hidden >= contractTries;
}

/** True if it is no fault of the message: a service or the set-up is in trouble. */
function isOfService(error: unknown): boolean {
  return isPassing(error);
}

/** A message that is hidden for so many seconds from now. */
export interface Hidden {
  readonly receipt: string;
  readonly seconds: number;
}

/** Hides messages of a queue that were received, one batch of ten at most. Those that it fails for come back as usual. */
export function hider(client: SQSClient, QueueUrl: string) {
  return async (messages: readonly Hidden[]): Promise<void> => {
    const Entries = messages.map(({ receipt, seconds }, index) => ({
      Id: String(index),
      ReceiptHandle: receipt,
      VisibilityTimeout: seconds,
    }));
    await client.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl, Entries }));
  };
}

/** The longest reason that goes along with a dead letter. */
const longestReason = 1000;

/** Puts a message's body on a queue of dead letters, as it is; the reason is an attribute of the letter. */
export function setterAside(client: SQSClient, QueueUrl: string) {
  return async (MessageBody: string, reason: string): Promise<void> => {
    const MessageAttributes = { reason: { DataType: 'String', StringValue: reason.slice(0, longestReason) } };
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody, MessageAttributes }));
  };
}
