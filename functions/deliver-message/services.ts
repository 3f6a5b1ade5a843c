import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { SFNClient } from '@aws-sdk/client-sfn';
import { SQSClient } from '@aws-sdk/client-sqs';
import { busPublisher } from '../../src/aws/bus.ts';
import { openClient } from '../../src/aws/clients.ts';
import { systemClock as clock, pause } from '../../src/aws/clock.ts';
import type { Environment } from '../../src/aws/env.ts';
import { onFirstUse } from '../../src/aws/first-use.ts';
import { count } from '../../src/aws/logger.ts';
import { createRescheduler } from '../../src/aws/reschedule.ts';
import { taskResumer } from '../../src/aws/state-machines.ts';
import { Gate } from '../../src/engine/deliver/gate.ts';
import type { Ports } from '../../src/engine/ports.ts';
import { openChannels } from './channels.ts';
import type { DeliverEnv } from './env.ts';

/** The use case's connections to the outside, but for the table. Made once per container. */
type Services = Pick<
  Ports,
  'senders' | 'publish' | 'reschedule' | 'gate' | 'pause' | 'resume' | 'clock' | 'linksUrl' | 'count'
>;

/** The services, as the function's environment names them. Few messages carry a coupon, few are held, and few
 * are awaited by what has already come. */
export function openServices(env: DeliverEnv, environment: Environment): Services {
  const { senders, rateOf, warmUps } = openChannels(environment);
  const publisher = onFirstUse(() => busPublisher(openClient(EventBridgeClient), env.bus));
  const rescheduler = onFirstUse(() => {
    const clients = { scheduler: openClient(SchedulerClient), queue: openClient(SQSClient) };
    return createRescheduler(clients, env.schedules, clock);
  });
  const resumer = onFirstUse(() => taskResumer(openClient(SFNClient)));
  return {
    senders,
    publish: (event) => publisher()(event),
    reschedule: (input, until) => rescheduler()(input, until),
    gate: new Gate(rateOf, warmUps),
    pause,
    resume: (token, until, arm) => resumer()(token, until, arm),
    clock,
    linksUrl: env.linksUrl,
    count,
  };
}
