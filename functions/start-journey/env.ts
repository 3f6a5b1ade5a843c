import { type Environment, required } from '../../src/aws/env.ts';

/** What start-journey is told by the stack: the state machines' common prefix, and where first waits stand. */
export function readEnv(env: Environment) {
  return {
    stateMachinePrefix: required(env, 'STATE_MACHINE_PREFIX'),
    group: required(env, 'SCHEDULE_GROUP'),
    roleArn: required(env, 'START_ROLE_ARN'),
    deadLetterArn: required(env, 'SCHEDULE_DEAD_LETTER_ARN'),
  };
}
