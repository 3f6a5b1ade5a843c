import { type LinkKeyReport, readSecretRequest, type WebhookKey } from '../model/secret-request.ts';
import { toIso } from '../policy/time/timing.ts';
import { Keys } from '../secrets/keys.ts';
import { readSecret, type SecretValue, withNewLinkKey, writeSecret } from '../secrets/secret-value.ts';
import type { Ports } from './ports.ts';

/**
 * Returns keys derived from the secret, or gives links another key. A repeated request rotates again. The secret itself
 * is in no answer.
 * @throws ContractError when the request is invalid
 */
export async function manageSecret(
  request: unknown,
  { secret, clock, newKey }: Pick<Ports, 'secret' | 'clock' | 'newKey'>,
): Promise<LinkKeyReport | WebhookKey> {
  const command = readSecretRequest(request);
  const text = await secret.read();
  if (command.do === 'webhook-key') return { webhookKey: new Keys(text).webhookKey };
  if (command.do === 'link-keys') return reportOf(readSecret(text));
  const value = withNewLinkKey(readSecret(text), { key: newKey(), now: clock(), keepDays: command.keepDays });
  await secret.write(writeSecret(value));
  return reportOf(value);
}

function reportOf({ linkKeys }: SecretValue): LinkKeyReport {
  return { linkKeys: linkKeys.map(({ id, until }) => ({ id, ...(until !== undefined && { until: toIso(until) }) })) };
}
