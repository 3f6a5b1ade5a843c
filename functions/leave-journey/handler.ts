import middy from '@middy/core';
import { systemClock } from '../../src/aws/clock.ts';
import { environment } from '../../src/aws/env.ts';
import { openRunStores } from '../../src/aws/runtime.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { leaveJourney } from '../../src/engine/leave-journey.ts';
import type { LeaveInput } from '../../src/model/step.ts';

const { stores } = openRunStores(environment);

/** Invoked by the journeys' state machines at a `leave` step. */
export const handler = middy<LeaveInput>().handler(
  taskHandler(async (input: LeaveInput) => leaveJourney(input, { stores, clock: systemClock })),
);
