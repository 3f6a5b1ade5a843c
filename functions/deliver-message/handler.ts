import catalogue from 'aftercart:catalogue';
import messages from 'aftercart:messages';
import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import { consentSettler } from '../../src/aws/consent-settling.ts';
import { environment } from '../../src/aws/env.ts';
import { queueHandler } from '../../src/aws/queue.ts';
import { openRuntime } from '../../src/aws/runtime.ts';
import { taskHandler } from '../../src/aws/task.ts';
import { deliverAndAwait } from '../../src/engine/deliver/deliver-and-await.ts';
import { rescheduleAfter } from '../../src/engine/deliver/deliver-message.ts';
import type { DeliverInput, SendAndAwaitInput } from '../../src/model/step.ts';
import { createRenderer } from '../../src/templates/render.ts';
import { readEnv } from './env.ts';
import { openServices } from './services.ts';

const runtime = openRuntime(environment, consentSettler(environment));
const wiring = {
  ...catalogue,
  messages,
  render: createRenderer(messages),
  ...openServices(readEnv(environment), environment),
};

const deliver = (input: DeliverInput | SendAndAwaitInput) =>
  runtime().then(
    (opened) => deliverAndAwait(input, { ...wiring, ...opened }),
    (error) => rescheduleAfter(error, input, wiring), // a new container that cannot read the secret can park
  );
const asTask = taskHandler(deliver);
const fromQueue = queueHandler(async (body) => void (await deliver(body as DeliverInput))); // as reschedule.ts put it there

/**
 * Invoked by the journeys' state machines, and by the queue on which schedules put parked messages. Schedules of earlier
 * deployments invoke it with the parked message alone, as a state machine does.
 */
export const handler = middy<DeliverInput | SendAndAwaitInput | SQSEvent>().handler(async (event, context) =>
  'Records' in event ? fromQueue(event, context) : asTask(event, context),
);
