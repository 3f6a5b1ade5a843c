import catalogue from 'aftercart:catalogue';
import { setTimeout as sleep } from 'node:timers/promises';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import * as z from 'zod/mini';
import { openBasis } from '../../src/aws/basis.ts';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock } from '../../src/aws/clock.ts';
import { environment } from '../../src/aws/env.ts';
import { dueStarter } from '../../src/aws/first-waits.ts';
import { count } from '../../src/aws/logger.ts';
import { queueHandler } from '../../src/aws/queue.ts';
import { executionStarter } from '../../src/aws/state-machines.ts';
import { startEntry, startJourney } from '../../src/engine/start-journey.ts';
import { patiently } from '../../src/policy/delivery/patience.ts';
import { readEnv } from './env.ts';

const basis = openBasis(environment);
const env = readEnv(environment);
const startNow = executionStarter(openClient(SFNClient), env.stateMachinePrefix);
const starter = dueStarter(startNow, openClient(SchedulerClient), env, systemClock);
const startExecution = patiently(starter, { clock: systemClock, sleep, random: Math.random });
const enrolment = z.union([
  z.object({ journey: z.string(), entry: z.object({ customer: z.string(), at: z.string(), id: z.string() }) }),
  z.object({ journey: z.string(), event: z.unknown() }),
]);

/** Invoked by the enrolment queue, with a journey's name, and the event that its rule matched or an entry without one. */
export const handler = middy(
  queueHandler(async (body) => {
    const asked = enrolment.parse(body);
    const { journey } = asked;
    const dependencies = { ...catalogue, ...(await basis()), startExecution, clock: systemClock };
    const entering =
      'entry' in asked ? startEntry(asked, dependencies) : startJourney(journey, asked.event, dependencies);
    count('JourneyEntry', { journey, entry: await entering });
  }),
);
