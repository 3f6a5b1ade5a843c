import catalogue from 'aftercart:catalogue';
import { setTimeout as sleep } from 'node:timers/promises';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { consentSettler } from '../../src/aws/consent-settling.ts';
import { environment, requiredVariable } from '../../src/aws/env.ts';
import { dueStarter } from '../../src/aws/first-waits.ts';
import { count } from '../../src/aws/logger.ts';
import { queueHandler } from '../../src/aws/queue.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { executionStarter } from '../../src/aws/state-machines.ts';
import { takeEnrolment } from '../../src/engine/take-enrolment.ts';
import { patiently } from '../../src/policy/delivery/patience.ts';

const runtime = openRuntime(environment, consentSettler(environment));
const settings = {
  stateMachinePrefix: requiredVariable(environment, 'STATE_MACHINE_PREFIX'),
  group: requiredVariable(environment, 'SCHEDULE_GROUP'),
  roleArn: requiredVariable(environment, 'START_ROLE_ARN'),
  deadLetterArn: requiredVariable(environment, 'SCHEDULE_DEAD_LETTER_ARN'),
};
const startNow = executionStarter(openClient(SFNClient), settings.stateMachinePrefix);
const starter = dueStarter(startNow, openClient(SchedulerClient), settings, clock);
const startExecution = patiently(starter, { clock, sleep, random: Math.random });
const wiring = { ...catalogue, startExecution, clock, count };

/** Invoked by the enrolment queue, with a journey's name, and the event that its rule matched or an entry without one. */
export const handler = middy(queueHandler(async (body) => takeEnrolment(body, { ...wiring, ...(await runtime()) })));
