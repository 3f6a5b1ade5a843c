import middy from '@middy/core';
import { openBasis } from '../../src/platform/aws.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { environment } from '../../src/platform/env.ts';
import { taskHandler } from '../../src/platform/task.ts';
import { manageCustomer } from './manage-customer.ts';

const basis = openBasis(environment);

/** Invoked by `npm run customer`, and callable only with permission to invoke it. Its input holds an address and is never logged. */
export const handler = middy<unknown>().handler(
  taskHandler(async (request: unknown) => manageCustomer(request, { ...(await basis()), clock: systemClock })),
);
