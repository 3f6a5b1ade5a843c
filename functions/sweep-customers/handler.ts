import catalogue from 'aftercart:catalogue';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock } from '../../src/aws/clock.ts';
import { enroller, sender } from '../../src/aws/enrolment.ts';
import { environment, requiredVariable } from '../../src/aws/env.ts';
import { count, logger } from '../../src/aws/logger.ts';
import { queueHandler } from '../../src/aws/queue.ts';
import { openRunStores } from '../../src/aws/runtime.ts';
import { sweepCustomers } from '../../src/engine/sweep-customers.ts';

const { customers } = openRunStores(environment).stores;
const queues = openClient(SQSClient);
const enrol = enroller(queues, requiredVariable(environment, 'ENROLMENT_QUEUE_URL'));
const send = sender(queues, requiredVariable(environment, 'SWEEP_QUEUE_URL'));
const skipped = (customer: string, error: unknown) =>
  logger.error('customer skipped by the sweep', { customer, error: error as Error });
const sweepNext = async (next: object) => send([next]);
const wiring = { ...catalogue, customers, count, skipped, enrol, sweepNext };

/** Milliseconds: a third of the function's time, so that the last page has the rest. */
const longest = 20_000;

function hasTimeFor(milliseconds: number): () => boolean {
  const until = systemClock() + milliseconds;
  return () => systemClock() < until;
}

/** Invoked by the sweep queue, with one page of a sweep: the first comes from the daily schedule. */
export const handler = middy(
  queueHandler(async (page) => {
    const hasTime = hasTimeFor(longest);
    await sweepCustomers(page, { ...wiring, hasTime });
  }),
);
