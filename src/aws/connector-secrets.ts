import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { minute, second } from '../commerce/values/time-units.ts';
import type { Clock } from '../model/clock.ts';
import { isPassing } from '../model/errors.ts';
import { type ConnectorSecrets, readConnectorSecrets } from '../secrets/connector-secrets.ts';
import { readSecretText } from './secret.ts';

/** A new secret is known everywhere after so long. */
const kept = minute;

/** While the secret cannot be read, it is asked for no more often. */
const betweenTries = 5 * second;

/**
 * Reads the connectors' secrets, at most once a minute in a container. While they cannot be read, those of the last time are
 * good: a service in trouble is asked again after seconds.
 * @throws what reading failed by, if they have never been read
 */
export function connectorSecrets(
  client: SecretsManagerClient,
  secretId: string,
  clock: Clock,
): () => Promise<ConnectorSecrets> {
  let reading: Promise<ConnectorSecrets> | undefined;
  let good: ConnectorSecrets | undefined;
  let nextAt = Number.NEGATIVE_INFINITY;
  const read = async () => {
    try {
      good = readConnectorSecrets(await readSecretText(client, secretId));
      return good;
    } catch (error) {
      if (good === undefined) reading = undefined;
      else nextAt = Math.min(nextAt, clock() + betweenTries);
      if (good === undefined || !isPassing(error)) throw error;
      return good;
    }
  };
  return () => {
    if (reading !== undefined && clock() < nextAt) return reading;
    nextAt = clock() + kept;
    reading = read();
    return reading;
  };
}
