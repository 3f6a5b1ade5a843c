import catalogue from 'aftercart:catalogue';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import type { EventBridgeEvent, SNSEvent, SQSEvent } from 'aws-lambda';
import { storePublisher } from '../../src/aws/bus.ts';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { environment, requiredVariable } from '../../src/aws/env.ts';
import { count } from '../../src/aws/logger.ts';
import { queueHandler } from '../../src/aws/queue.ts';
import { openRunStores } from '../../src/aws/runtime.ts';
import { taskResumer } from '../../src/aws/state-machines.ts';
import { hearReport } from '../../src/engine/feedback/hear-report.ts';

const { stores, runtime } = openRunStores(environment);
const { messages: ledger } = stores;
const open = async () => (await runtime()).stores;
const resume = taskResumer(openClient(SFNClient));
const bus = requiredVariable(environment, 'BUS_NAME');
const publishInquiry = storePublisher(openClient(EventBridgeClient), bus, 'inquiry.received');

const hear = (body: unknown) => hearReport(body, { ...catalogue, ledger, open, resume, clock, count, publishInquiry });
const fromQueue = queueHandler(hear);

type Direct = EventBridgeEvent<string, unknown> | SNSEvent;

/**
 * Invoked by the queue of reports. While a deployment replaces a rule and a subscription that called the function itself,
 * they still do.
 */
export const handler = middy<SQSEvent | Direct>().handler(async (event, context) => {
  if (isFromQueue(event)) return fromQueue(event, context);
  for (const body of 'Records' in event ? event.Records.map(({ Sns }) => Sns) : [event]) await hear(body);
});

function isFromQueue(event: SQSEvent | Direct): event is SQSEvent {
  return 'Records' in event && event.Records.every((record) => 'body' in record);
}
