import catalogue from 'aftercart:catalogue';
import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import type { EventBridgeEvent, SNSEvent } from 'aws-lambda';
import { openBasis } from '../../src/platform/aws.ts';
import { openClient } from '../../src/platform/clients.ts';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { environment } from '../../src/platform/env.ts';
import { count } from '../../src/platform/logger.ts';
import { taskResumer } from '../../src/platform/state-machines.ts';
import { hearFromTopic } from './hear-from-topic.ts';
import { recordFeedback } from './record-feedback.ts';
import { readSesEvent } from './ses-reports.ts';

const basis = openBasis(environment);
const resume = taskResumer(openClient(SFNClient));

/** Invoked by the default bus with SES's events, and by the SMS topic with reports and customers' own texts. */
export const handler = middy<EventBridgeEvent<string, unknown> | SNSEvent>().handler(async (event) => {
  const { stores } = await basis();
  const dependencies = { ...catalogue, stores, resume, clock, count };
  if ('Records' in event) {
    for (const { Sns } of event.Records) await hearFromTopic(Sns, dependencies);
    return;
  }
  const report = readSesEvent(event);
  if (report === undefined) return;
  await recordFeedback(report, dependencies);
  count('Feedback', { channel: report.channel, kind: report.kind });
});
