import catalogue from 'aftercart:catalogue';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { consentSettler } from '../../src/aws/consent-settling.ts';
import { dataAsker, whileErasing } from '../../src/aws/data-requests.ts';
import { enroller } from '../../src/aws/enrolment.ts';
import { environment, requiredVariable } from '../../src/aws/env.ts';
import { startCanceller } from '../../src/aws/first-waits.ts';
import { count, logger } from '../../src/aws/logger.ts';
import { queueHandler } from '../../src/aws/queue.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { taskResumer } from '../../src/aws/state-machines.ts';
import { ingestEvent } from '../../src/engine/ingest-event.ts';

const runtime = openRuntime(environment, consentSettler(environment));
const resume = taskResumer(openClient(SFNClient));
const enrol = enroller(openClient(SQSClient), requiredVariable(environment, 'ENROLMENT_QUEUE_URL'));
const cancelStart = startCanceller(openClient(SchedulerClient), requiredVariable(environment, 'SCHEDULE_GROUP'));
const askForData = dataAsker(openClient(LambdaClient, whileErasing), requiredVariable(environment, 'MANAGE_DATA_NAME'));
const { warn } = logger;
const wiring = { ...catalogue, resume, enrol, cancelStart, askForData, clock, count, warn };

/** Invoked by the ingest queue, with every event of the store. */
export const handler = middy(queueHandler(async (event) => ingestEvent(event, { ...wiring, ...(await runtime()) })));
