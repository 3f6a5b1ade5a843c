import { type Environment, optional, required } from '../../src/platform/env.ts';

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
    schedules: {
      group: required(env, 'SCHEDULE_GROUP'),
      roleArn: required(env, 'SCHEDULE_ROLE_ARN'),
      deadLetterArn: required(env, 'SCHEDULE_DEAD_LETTER_ARN'),
    },
  };
}

export type DeliverEnv = ReturnType<typeof readEnv>;
