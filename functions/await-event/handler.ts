import catalogue from 'aftercart:catalogue';
import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import type { AwaitInput } from '../../src/contracts/step.ts';
import { awaitEvent } from '../../src/engine/await-event.ts';
import { openRunStores } from '../../src/platform/aws.ts';
import { openClient } from '../../src/platform/clients.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { environment } from '../../src/platform/env.ts';
import { taskResumer } from '../../src/platform/state-machines.ts';
import { taskHandler } from '../../src/platform/task.ts';

const { stores } = openRunStores(environment);
const resume = taskResumer(openClient(SFNClient));

/** Invoked by the journeys' state machines with a task token, when a run begins to wait for an event. */
export const handler = middy<AwaitInput>().handler(
  taskHandler(async (input: AwaitInput) => awaitEvent(input, { ...catalogue, stores, resume, clock: systemClock })),
);
