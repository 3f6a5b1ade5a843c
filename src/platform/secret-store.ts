import { PutSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { readText } from './secret.ts';

/** The secret itself, for the one function that changes it. */
export interface SecretStore {
  read(): Promise<string>;
  write(text: string): Promise<void>;
}

/** The secret in Secrets Manager, which keeps the text before as AWSPREVIOUS. */
export function secretStore(client: SecretsManagerClient, SecretId: string): SecretStore {
  return {
    read: () => readText(client, SecretId),
    write: async (SecretString) => {
      await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
    },
  };
}
