import { type Environment, optional, required } from '../../src/aws/env.ts';

/** What deliver-message is told by the stack. A channel whose sender is not set is not configured. */
export function readEnv(env: Environment) {
  return {
    bus: required(env, 'BUS_NAME'),
    linksUrl: required(env, 'LINKS_URL'),
    configurationSet: required(env, 'CONFIGURATION_SET'),
    senderAddress: optional(env, 'SENDER_ADDRESS'),
    trackOpens: optional(env, 'TRACK_OPENS') === 'true',
    smsOriginationIdentity: optional(env, 'SMS_ORIGINATION_IDENTITY'),
    smsConfigurationSet: optional(env, 'SMS_CONFIGURATION_SET'),
    emailsPerSecond: atMost(env, 'EMAILS_PER_SECOND'),
    textsPerSecond: atMost(env, 'TEXTS_PER_SECOND'),
    schedules: {
      group: required(env, 'SCHEDULE_GROUP'),
      queueArn: required(env, 'RETURNS_QUEUE_ARN'),
      queueUrl: required(env, 'RETURNS_QUEUE_URL'),
      roleArn: required(env, 'SCHEDULE_ROLE_ARN'),
      deadLetterArn: required(env, 'SCHEDULE_DEAD_LETTER_ARN'),
    },
  };
}

/** A number of messages a second, where the stage's settings give one. */
function atMost(env: Environment, name: string): number | undefined {
  const value = optional(env, name);
  return value === undefined ? undefined : Number(value);
}

export type DeliverEnv = ReturnType<typeof readEnv>;
