import { type Environment, required } from '../../src/aws/env.ts';

/** What sweep-customers is told by the stack: where those who enter wait, and where its own next page does. */
export function readEnv(env: Environment) {
  return { enrolmentQueue: required(env, 'ENROLMENT_QUEUE_URL'), sweepQueue: required(env, 'SWEEP_QUEUE_URL') };
}
