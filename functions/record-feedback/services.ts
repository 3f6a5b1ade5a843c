import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { busPublisher, storePublisher } from '../../src/aws/bus.ts';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock } from '../../src/aws/clock.ts';
import { type Environment, requiredVariable } from '../../src/aws/env.ts';
import { count } from '../../src/aws/logger.ts';
import { createReturner } from '../../src/aws/reschedule.ts';
import { openSmsOptOutList } from '../../src/aws/sms-opt-out-list.ts';
import { taskResumer } from '../../src/aws/state-machines.ts';

/** The services that reports, texts and settled statements need. */
export function openServices(env: Environment) {
  const events = openClient(EventBridgeClient);
  const bus = requiredVariable(env, 'BUS_NAME');
  const sms = openSmsOptOutList(env);
  return {
    clock,
    count,
    resume: taskResumer(openClient(SFNClient)),
    reschedule: createReturner(openClient(SQSClient), requiredVariable(env, 'RETURNS_QUEUE_URL')),
    publish: busPublisher(events, bus),
    publishInquiry: storePublisher(events, bus, 'inquiry.received'),
    optOutLists: { ...(sms && { sms }) },
  };
}
