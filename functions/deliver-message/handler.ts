import catalogue from 'aftercart:catalogue';
import messages from 'aftercart:messages';
import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import type { DeliverInput, SendAndAwaitInput } from '../../src/contracts/step.ts';
import { openBasis } from '../../src/platform/aws.ts';
import { environment } from '../../src/platform/env.ts';
import { queueHandler } from '../../src/platform/queue.ts';
import { taskHandler } from '../../src/platform/task.ts';
import { createRenderer } from '../../src/templates/render.ts';
import { deliverAndAwait } from './deliver-and-await.ts';
import { restAfter } from './deliver-message.ts';
import { readEnv } from './env.ts';
import { openServices } from './services.ts';

const basis = openBasis(environment);
const fixed = { ...catalogue, messages, render: createRenderer(messages), ...openServices(readEnv(environment)) };

const deliver = (input: DeliverInput | SendAndAwaitInput) =>
  basis().then(
    (opened) => deliverAndAwait(input, { ...fixed, ...opened }),
    (error) => restAfter(error, input, fixed), // a new container that cannot read the secret can park
  );
const asTask = taskHandler(deliver);
const fromQueue = queueHandler(async (body) => void (await deliver(body as DeliverInput))); // as park.ts put it there

/**
 * Invoked by the journeys' state machines, and by the queue on which schedules put parked messages. Schedules of earlier
 * deployments invoke it with the parked message alone, as a state machine does.
 */
export const handler = middy<DeliverInput | SendAndAwaitInput | SQSEvent>().handler(async (event, context) =>
  'Records' in event ? fromQueue(event, context) : asTask(event, context),
);
