import { type Environment, requiredVariable } from '../../src/aws/env.ts';

/** The settings of deliver-message from the stack, beside the channels' own. */
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
