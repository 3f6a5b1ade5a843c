import { type Environment, required } from '../../src/aws/env.ts';

/** What deliver-message is told by the stack, beside what the channels read themselves. */
export function readEnv(env: Environment) {
  return {
    bus: required(env, 'BUS_NAME'),
    linksUrl: required(env, 'LINKS_URL'),
    schedules: {
      group: required(env, 'SCHEDULE_GROUP'),
      queueArn: required(env, 'RETURNS_QUEUE_ARN'),
      queueUrl: required(env, 'RETURNS_QUEUE_URL'),
      roleArn: required(env, 'SCHEDULE_ROLE_ARN'),
      deadLetterArn: required(env, 'SCHEDULE_DEAD_LETTER_ARN'),
    },
  };
}

export type DeliverEnv = ReturnType<typeof readEnv>;
