import middy from '@middy/core';
import type { LeaveInput } from '../../src/contracts/step.ts';
import { openBasis } from '../../src/platform/aws.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { environment } from '../../src/platform/env.ts';
import { leaveJourney } from './leave-journey.ts';

const basis = openBasis(environment);

/** Invoked by the journeys' state machines at a `leave` step. */
export const handler = middy<LeaveInput>().handler(async (input) =>
  leaveJourney(input, { ...(await basis()), clock: systemClock }),
);
