import catalogue from 'aftercart:catalogue';
import messages from 'aftercart:messages';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SQSClient } from '@aws-sdk/client-sqs';
import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import type { DeliverInput } from '../../src/contracts/step.ts';
import { openBasis } from '../../src/platform/aws.ts';
import { busPublisher } from '../../src/platform/bus.ts';
import { openClient } from '../../src/platform/clients.ts';
import { systemClock as clock, pause } from '../../src/platform/clock.ts';
import { environment } from '../../src/platform/env.ts';
import { count } from '../../src/platform/logger.ts';
import { queueHandler } from '../../src/platform/queue.ts';
import { taskHandler } from '../../src/platform/task.ts';
import { createRenderer } from '../../src/templates/render.ts';
import { deliverMessage } from './deliver-message.ts';
import { readEnv } from './env.ts';
import { Gate } from './gate.ts';
import { createPark } from './park.ts';
import { createRates } from './rates.ts';
import { createSenders } from './senders.ts';

const env = readEnv(environment);
const basis = openBasis(environment);
const senders = createSenders(env);
const publish = busPublisher(openClient(EventBridgeClient), env.bus);
const clients = { scheduler: openClient(SchedulerClient), queue: openClient(SQSClient) };
const park = createPark(clients, env.schedules, clock);
const gate = new Gate(createRates(env));
const render = createRenderer(messages);
const { linksUrl } = env;
const fixed = { ...catalogue, messages, senders, render, publish, park, gate, pause, clock, linksUrl, count };

const deliver = async (input: DeliverInput) => deliverMessage(input, { ...fixed, ...(await basis()) });
const asTask = taskHandler(deliver);
const fromQueue = queueHandler(async (body) => void (await deliver(body as DeliverInput))); // as park.ts put it there

/**
 * Invoked by the journeys' state machines, and by the queue on which schedules put parked messages. Schedules of earlier
 * deployments invoke it with the parked message alone, as a state machine does.
 */
export const handler = middy<DeliverInput | SQSEvent>().handler(async (event, context) =>
  'Records' in event ? fromQueue(event, context) : asTask(event, context),
);
