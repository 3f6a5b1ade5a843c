import { type Environment, optionalVariable, requiredVariable } from '../../src/aws/env.ts';
import type { WarmUp } from '../../src/model/warm-up.ts';

/** The sender that is checked, as the stack's settings name it. */
export function readEnv(env: Environment) {
  const plan = optionalVariable(env, 'WARM_UP');
  return {
    sender: {
      identity: requiredVariable(env, 'SENDER_IDENTITY'),
      senderAddress: requiredVariable(env, 'SENDER_ADDRESS'),
      region: requiredVariable(env, 'AWS_REGION'),
    },
    /** The topic of the alarms. */
    alarmsTopic: requiredVariable(env, 'ALARMS_TOPIC_ARN'),
    /** Other name servers than Lambda's own, as `address:port`. */
    nameServers: optionalVariable(env, 'NAME_SERVERS')?.split(',') ?? [],
    warmUp: plan === undefined ? undefined : (JSON.parse(plan) as WarmUp), // the stack has checked it
  };
}
