import middy from '@middy/core';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { environment } from '../../src/aws/env.ts';
import { openSwitches } from '../../src/aws/runtime.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { manageSwitches } from '../../src/engine/manage-switches.ts';

const stores = { switches: openSwitches(environment) };

/** Invoked by `npm run sending`, and callable only with permission to invoke it. */
export const handler = middy<unknown>().handler(
  taskHandler(async (request: unknown) => manageSwitches(request, { stores, clock })),
);
