import catalogue from 'aftercart:catalogue';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { openBasis } from '../../src/platform/aws.ts';
import { openClient } from '../../src/platform/clients.ts';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { enroller } from '../../src/platform/enrolment.ts';
import { environment } from '../../src/platform/env.ts';
import { startCanceller } from '../../src/platform/first-waits.ts';
import { count, logger } from '../../src/platform/logger.ts';
import { queueHandler } from '../../src/platform/queue.ts';
import { taskResumer } from '../../src/platform/state-machines.ts';
import { readEnv } from './env.ts';
import { ingestEvent } from './ingest-event.ts';

const basis = openBasis(environment);
const env = readEnv(environment);
const resume = taskResumer(openClient(SFNClient));
const enrol = enroller(openClient(SQSClient), env.enrolmentQueue);
const cancelStart = startCanceller(openClient(SchedulerClient), env.scheduleGroup);
const warn = (message: string, error: Error) => logger.warn(message, error);
const fixed = { ...catalogue, resume, enrol, cancelStart, clock, count, warn };

/** Invoked by the ingest queue, with every event of the store. */
export const handler = middy(queueHandler(async (event) => ingestEvent(event, { ...fixed, ...(await basis()) })));
