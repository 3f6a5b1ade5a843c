import middy from '@middy/core';
import { systemClock } from '../../src/aws/clock.ts';
import { consentSettler } from '../../src/aws/consent-settling.ts';
import { environment } from '../../src/aws/env.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { manageCustomer } from '../../src/engine/customer/manage-customer.ts';
import { openServices } from './services.ts';

const runtime = openRuntime(environment, consentSettler(environment));
const services = openServices(environment);

/** Invoked by `npm run customer`, and callable only with permission to invoke it. Its input holds an address and is never logged. */
export const handler = middy<unknown>().handler(
  taskHandler(async (request: unknown) =>
    manageCustomer(request, { ...(await runtime()), clock: systemClock, ...services }),
  ),
);
