import middy from '@middy/core';
import type { LeaveInput } from '../../src/contracts/step.ts';
import { openRunStores } from '../../src/platform/aws.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { environment } from '../../src/platform/env.ts';
import { taskHandler } from '../../src/platform/task.ts';
import { leaveJourney } from './leave-journey.ts';

const { stores } = openRunStores(environment);

/** Invoked by the journeys' state machines at a `leave` step. */
export const handler = middy<LeaveInput>().handler(
  taskHandler(async (input: LeaveInput) => leaveJourney(input, { stores, clock: systemClock })),
);
