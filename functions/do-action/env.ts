import { type Environment, optionalVariable, requiredVariable } from '../../src/aws/env.ts';
import { SettingError } from '../../src/model/errors.ts';

/**
 * The settings of do-action from the stack. A way to notify the staff whose setting is empty is not configured.
 * @throws SettingError when the webhook is not https
 */
export function readEnv(env: Environment) {
  const webhook = optionalVariable(env, 'STAFF_WEBHOOK');
  if (webhook !== undefined && !webhook.startsWith('https://')) {
    throw new SettingError('STAFF_WEBHOOK is not https: set staff.webhook in infra/settings.ts.');
  }
  const to = optionalVariable(env, 'STAFF_EMAIL');
  const senderAddress = optionalVariable(env, 'SENDER_ADDRESS');
  return {
    bus: requiredVariable(env, 'BUS_NAME'),
    webhook,
    email: to !== undefined && senderAddress !== undefined ? { to, senderAddress } : undefined,
  };
}
