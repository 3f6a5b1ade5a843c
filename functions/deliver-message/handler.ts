import catalogue from 'aftercart:catalogue';
import messages from 'aftercart:messages';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import middy from '@middy/core';
import type { DeliverInput } from '../../src/contracts/step.ts';
import { openBasis } from '../../src/platform/aws.ts';
import { busPublisher } from '../../src/platform/bus.ts';
import { openClient } from '../../src/platform/clients.ts';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { environment } from '../../src/platform/env.ts';
import { count } from '../../src/platform/logger.ts';
import { taskHandler } from '../../src/platform/task.ts';
import { createRenderer } from '../../src/templates/render.ts';
import { deliverMessage } from './deliver-message.ts';
import { readEnv } from './env.ts';
import { createPark } from './park.ts';
import { createSenders } from './senders.ts';

const env = readEnv(environment);
const basis = openBasis(environment);
const senders = createSenders(env);
const publish = busPublisher(openClient(EventBridgeClient), env.bus);
const park = createPark(openClient(SchedulerClient), env.schedules);
const render = createRenderer(messages);
const { linksUrl } = env;
const fixed = { ...catalogue, messages, senders, render, publish, clock, linksUrl, count };

/** Invoked by the journeys' state machines, and by schedules that hand parked messages back. */
export const handler = middy<DeliverInput>().handler(
  taskHandler(async (input: DeliverInput, { invokedFunctionArn }) => {
    return deliverMessage(input, {
      ...fixed,
      ...(await basis()),
      park: (parked, until) => park(parked, until, invokedFunctionArn),
    });
  }),
);
