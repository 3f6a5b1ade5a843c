import catalogue from 'aftercart:catalogue';
import middy from '@middy/core';
import type { EventBridgeEvent, SNSEvent, SQSEvent } from 'aws-lambda';
import { consentSettler } from '../../src/aws/consent-settling.ts';
import { environment } from '../../src/aws/env.ts';
import { queueHandler } from '../../src/aws/queue.ts';
import { openRunStores } from '../../src/aws/runtime.ts';
import { hearReport } from '../../src/engine/feedback/hear-report.ts';
import { openServices } from './services.ts';

const { stores, runtime } = openRunStores(environment, consentSettler(environment));
const { messages: ledger, reportTimes } = stores;
const open = async () => (await runtime()).stores;
const wiring = { ...catalogue, ledger, reportTimes, open, ...openServices(environment) };
const hear = (body: unknown) => hearReport(body, wiring);
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
