import catalogue from 'aftercart:catalogue';
import { SFNClient } from '@aws-sdk/client-sfn';
import middy from '@middy/core';
import type { EventBridgeEvent, SNSEvent } from 'aws-lambda';
import { openBasis } from '../../src/platform/aws.ts';
import { systemClock as clock } from '../../src/platform/clock.ts';
import { environment } from '../../src/platform/env.ts';
import { count } from '../../src/platform/logger.ts';
import { taskResumer } from '../../src/platform/state-machines.ts';
import { recordFeedback } from './record-feedback.ts';
import { readSesEvent } from './ses-reports.ts';
import { readSmsEvent } from './sms-reports.ts';

const basis = openBasis(environment);
const resume = taskResumer(new SFNClient({}));

/** Invoked by the default bus with SES's events, and by the SMS topic. */
export const handler = middy<EventBridgeEvent<string, unknown> | SNSEvent>().handler(async (event) => {
  const reports =
    'Records' in event ? event.Records.map(({ Sns }) => readSmsEvent(JSON.parse(Sns.Message))) : [readSesEvent(event)];
  const { stores } = await basis();
  for (const report of reports.filter((known) => known !== undefined)) {
    await recordFeedback(report, { ...catalogue, stores, resume, clock });
    count('Feedback', { channel: report.channel, kind: report.kind });
  }
});
