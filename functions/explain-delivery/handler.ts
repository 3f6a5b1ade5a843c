import catalogue from 'aftercart:catalogue';
import messages from 'aftercart:messages';
import middy from '@middy/core';
import { hasTimeFor, systemClock } from '../../src/aws/clock.ts';
import { environment } from '../../src/aws/env.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { explainDelivery } from '../../src/engine/explain/explain-delivery.ts';

const runtime = openRuntime(environment);

/** Milliseconds: a third of the function's time, so that the last page has the rest. */
const longest = 20_000;

/** Invoked by `npm run why`, and callable only with permission to invoke it. Its input may hold an address and is never logged. */
export const handler = middy<unknown>().handler(
  taskHandler(async (request: unknown) => {
    const { stores } = await runtime();
    return explainDelivery(request, {
      ...catalogue,
      messages,
      stores,
      clock: systemClock,
      hasTime: hasTimeFor(longest),
    });
  }),
);
