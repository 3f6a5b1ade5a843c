import catalogue from 'aftercart:catalogue';
import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import { openBasis } from '../../src/platform/aws.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { environment } from '../../src/platform/env.ts';
import { queueHandler } from '../../src/platform/queue.ts';
import { taskResumer } from '../../src/platform/state-machines.ts';
import { ingestEvent } from './ingest-event.ts';

const basis = openBasis(environment);
const resume = taskResumer(new SFNClient({}));

/** Invoked by the ingest queue, with every event of the store. */
export const handler = middy(
  queueHandler(async (event) => ingestEvent(event, { ...catalogue, ...(await basis()), resume, clock: systemClock })),
);
