import { type Environment, required } from '../../src/aws/env.ts';

/** What ingest-event is told by the stack: where those wait whom an event brought into a segment, and where first waits stand. */
export function readEnv(env: Environment) {
  return {
    enrolmentQueue: required(env, 'ENROLMENT_QUEUE_URL'),
    scheduleGroup: required(env, 'SCHEDULE_GROUP'),
  };
}
