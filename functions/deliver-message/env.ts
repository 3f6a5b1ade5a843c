import { type Environment, requiredVariable } from '../../src/aws/env.ts';

/** What deliver-message is told by the stack, beside what the channels read themselves. */
export function readEnv(env: Environment) {
  return {
    bus: requiredVariable(env, 'BUS_NAME'),
    linksUrl: requiredVariable(env, 'LINKS_URL'),
    schedules: {
      group: requiredVariable(env, 'SCHEDULE_GROUP'),
      queueArn: requiredVariable(env, 'RETURNS_QUEUE_ARN'),
      queueUrl: requiredVariable(env, 'RETURNS_QUEUE_URL'),
      roleArn: requiredVariable(env, 'SCHEDULE_ROLE_ARN'),
      deadLetterArn: requiredVariable(env, 'SCHEDULE_DEAD_LETTER_ARN'),
    },
  };
}

export type DeliverEnv = ReturnType<typeof readEnv>;
