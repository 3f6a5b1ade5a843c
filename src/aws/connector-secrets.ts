import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { minute } from '../commerce/values/time-units.ts';
import type { Clock } from '../model/clock.ts';
import { type ConnectorSecrets, readConnectorSecrets } from '../secrets/connector-secrets.ts';
import { readSecretText } from './secret.ts';

/** A new secret is known everywhere after so long. */
const kept = minute;

/** Reads the connectors' secrets, at most once a minute in a container. */
export function connectorSecrets(
  client: SecretsManagerClient,
  secretId: string,
  clock: Clock,
): () => Promise<ConnectorSecrets> {
  let reading: Promise<ConnectorSecrets> | undefined;
  let readAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (reading !== undefined && clock() - readAt < kept) return reading;
    readAt = clock();
    reading = readSecretText(client, secretId).then(readConnectorSecrets);
    reading.catch(() => {
      reading = undefined;
    });
    return reading;
  };
}
