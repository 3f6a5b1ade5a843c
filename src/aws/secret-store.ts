import { PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { SecretStore } from '../engine/ports.ts';
import { readSecretText } from './secret.ts';

/** The secret in Secrets Manager, which keeps the text before as AWSPREVIOUS. */
export function secretStore(client: SecretsManagerClient, SecretId: string): SecretStore {
  return {
    read: () => readSecretText(client, SecretId),
    write: async (SecretString) => {
      await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
    },
  };
}
