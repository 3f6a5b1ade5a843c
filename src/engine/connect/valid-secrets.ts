import { type ConnectorSecrets, secretsOf, validSecrets } from '../../secrets/connector-secrets.ts';

/** The secrets of a connector that are valid now, the newest first. */
export function validSecretsOf(all: ConnectorSecrets, connector: string, now: number): readonly string[] {
  return validSecrets(secretsOf(all, connector), now);
}
