import catalogue from 'aftercart:catalogue';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import { openClient } from '../../src/aws/clients.ts';
import { hasTimeFor, systemClock } from '../../src/aws/clock.ts';
import { enroller, sender } from '../../src/aws/enrolment.ts';
import { environment, requiredVariable } from '../../src/aws/env.ts';
import { count, logger } from '../../src/aws/logger.ts';
import { queueHandler } from '../../src/aws/queue.ts';
import { openRunStores } from '../../src/aws/runtime.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { answerMarketer } from '../../src/engine/answer-marketer.ts';
import { sweepCustomers } from '../../src/engine/sweep-customers.ts';
import { type AudienceRequest, isAudienceRequest } from '../../src/model/audience-request.ts';

const { stores, runtime } = openRunStores(environment);
const { customers } = stores;
const queues = openClient(SQSClient);
const enrol = enroller(queues, requiredVariable(environment, 'ENROLMENT_QUEUE_URL'));
const send = sender(queues, requiredVariable(environment, 'SWEEP_QUEUE_URL'));
const skipped = (customer: string, error: unknown) =>
  logger.error('customer skipped by the sweep', { customer, error: error as Error });
const sweepNext = async (next: object) => send([next]);
const open = async () => (await runtime()).stores;
const wiring = { ...catalogue, customers, count, skipped, enrol, sweepNext, open, clock: systemClock };

/** Milliseconds: a third of the function's time, so that the last page has the rest. */
const longest = 20_000;

const sweep = queueHandler(async (page) => sweepCustomers(page, { ...wiring, hasTime: hasTimeFor(longest) }));
const answer = taskHandler(async (request: object) =>
  answerMarketer(request, { ...wiring, hasTime: hasTimeFor(longest) }),
);

/** Invoked by the sweep queue, whose first page comes from the daily schedule, and by `npm run journeys`. */
export const handler = middy<SQSEvent | AudienceRequest>().handler(async (event, context) =>
  isAudienceRequest(event) ? answer(event, context) : sweep(event, context),
);
