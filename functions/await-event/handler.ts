import catalogue from 'aftercart:catalogue';
import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock } from '../../src/aws/clock.ts';
import { environment } from '../../src/aws/env.ts';
import { openRunStores } from '../../src/aws/runtime.ts';
import { taskResumer } from '../../src/aws/state-machines.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { awaitEvent } from '../../src/engine/await-event.ts';
import type { AwaitInput } from '../../src/model/step.ts';

const { stores } = openRunStores(environment);
const resume = taskResumer(openClient(SFNClient));

/** Invoked by the journeys' state machines with a task token, when a run begins to wait for an event. */
export const handler = middy<AwaitInput>().handler(
  taskHandler(async (input: AwaitInput) => awaitEvent(input, { ...catalogue, stores, resume, clock: systemClock })),
);
