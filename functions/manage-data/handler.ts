import catalogue from 'aftercart:catalogue';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { openDeadLetters } from '../../src/aws/dead-letters.ts';
import { environment, requiredVariable } from '../../src/aws/env.ts';
import { lookArranger } from '../../src/aws/erasure-looks.ts';
import { startCanceller } from '../../src/aws/first-waits.ts';
import { count, logger } from '../../src/aws/logger.ts';
import { returnCanceller } from '../../src/aws/reschedule.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { taskResumer } from '../../src/aws/state-machines.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { manageData } from '../../src/engine/data/manage-data.ts';

const runtime = openRuntime(environment);
const scheduler = openClient(SchedulerClient);
const group = requiredVariable(environment, 'SCHEDULE_GROUP');
const roleArn = requiredVariable(environment, 'LOOK_ROLE_ARN');
const deadLetterArn = requiredVariable(environment, 'SCHEDULE_DEAD_LETTER_ARN');
const looking = { group, roleArn, deadLetterArn, queueArn: requiredVariable(environment, 'INGEST_QUEUE_ARN') };
const { warn } = logger;
const cancelling = { cancelStart: startCanceller(scheduler, group), cancelReturn: returnCanceller(scheduler, group) };
const wiring = {
  ...catalogue,
  ...cancelling,
  resume: taskResumer(openClient(SFNClient)),
  lookAgain: lookArranger(scheduler, looking, clock),
  deadLetters: openDeadLetters(environment),
  clock,
  count,
  warn,
};

/** Invoked by `npm run customer`, and by ingest-event for what events and later looks ask for. Its input is never logged. */
export const handler = middy<unknown>().handler(
  taskHandler(async (message: unknown) => manageData(message, { ...wiring, ...(await runtime()) })),
);
