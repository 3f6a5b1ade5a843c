import { type Environment, optionalVariable, requiredVariable } from '../../src/aws/env.ts';

/** What deliver-message is told by the stack. A channel whose sender is not set is not configured. */
export function readEnv(env: Environment) {
  return {
    bus: requiredVariable(env, 'BUS_NAME'),
    linksUrl: requiredVariable(env, 'LINKS_URL'),
    configurationSet: requiredVariable(env, 'CONFIGURATION_SET'),
    senderAddress: optionalVariable(env, 'SENDER_ADDRESS'),
    trackOpens: optionalVariable(env, 'TRACK_OPENS') === 'true',
    smsOriginationIdentity: optionalVariable(env, 'SMS_ORIGINATION_IDENTITY'),
    smsConfigurationSet: optionalVariable(env, 'SMS_CONFIGURATION_SET'),
    emailsPerSecond: atMost(env, 'EMAILS_PER_SECOND'),
    textsPerSecond: atMost(env, 'TEXTS_PER_SECOND'),
    schedules: {
      group: requiredVariable(env, 'SCHEDULE_GROUP'),
      queueArn: requiredVariable(env, 'RETURNS_QUEUE_ARN'),
      queueUrl: requiredVariable(env, 'RETURNS_QUEUE_URL'),
      roleArn: requiredVariable(env, 'SCHEDULE_ROLE_ARN'),
      deadLetterArn: requiredVariable(env, 'SCHEDULE_DEAD_LETTER_ARN'),
    },
  };
}

/** A number of messages a second, where the stage's settings give one. */
function atMost(env: Environment, name: string): number | undefined {
  const value = optionalVariable(env, name);
  return value === undefined ? undefined : Number(value);
}

export type DeliverEnv = ReturnType<typeof readEnv>;
