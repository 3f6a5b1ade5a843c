import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { minute } from '../commerce/values/time-units.ts';
import type { Clock } from '../model/clock.ts';
import { SettingError } from '../model/errors.ts';
import { Keys } from '../secrets/keys.ts';

/** The secret is read again no sooner than that, however many tokens name a key that it does not have. */
const pause = minute;

/**
 * The keys made from the application secret, read once per container. A caller with a token gets keys that know the
 * token's key: after a rotation a container that has run for longer reads the secret again.
 * @throws SettingError when the secret has no text
 */
export function loadKeys(
  client: SecretsManagerClient,
  secretId: string,
  clock: Clock,
): (token?: string) => Promise<Keys> {
  let loading: Promise<Keys> | undefined;
  let loadedAt = 0;
  const load = () => {
    loadedAt = clock();
    loading = readSecretText(client, secretId).then((text) => new Keys(text, loadedAt));
    loading.catch(() => {
      loading = undefined;
    });
    return loading;
  };
  return async (token) => {
    const keys = await (loading ?? load());
    if (token === undefined || keys.knowsKeyOf(token) || clock() - loadedAt < pause) return keys;
    return load();
  };
}

/** The secret as it is stored. @throws SettingError when it has no text */
export async function readSecretText(client: SecretsManagerClient, secretId: string): Promise<string> {
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
  if (SecretString === undefined) throw new SettingError(`The secret ${secretId} holds no text.`);
  return SecretString;
}
