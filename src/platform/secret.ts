import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SettingError } from './errors.ts';
import { Keys } from './keys.ts';

/**
 * The keys made from the application secret, read once per container.
 * @throws SettingError when the secret has no text
 */
export function loadKeys(client: SecretsManagerClient, secretId: string): () => Promise<Keys> {
  let loading: Promise<Keys> | undefined;
  const load = async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretId }));
    if (SecretString === undefined) throw new SettingError(`The secret ${secretId} holds no text.`);
    return new Keys(SecretString);
  };
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = undefined;
      throw error;
    });
    return loading;
  };
}
