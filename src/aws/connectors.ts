import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { minute } from '../commerce/values/time-units.ts';
import { connectors } from '../connectors/connectors.ts';
import type { Connector } from '../connectors/contract/connector.ts';
import type { MappingPorts } from '../engine/connect/map-delivery.ts';
import type { Clock } from '../model/clock.ts';
import { SettingError } from '../model/errors.ts';
import { type ConnectorSecrets, readConnectorSecrets } from '../secrets/connector-secrets.ts';
import { type Environment, requiredVariable } from './env.ts';
import { readSecretText } from './secret.ts';

/** A connector that the stage has, with its settings. */
export interface ConfiguredConnector {
  readonly connector: Connector;
  readonly config: unknown;
}

/** The connectors that the stage has, by name. @throws SettingError when the setting is not as the stack writes it */
export function configuredConnectors(env: Environment): ReadonlyMap<string, ConfiguredConnector> {
  const settings: unknown = JSON.parse(requiredVariable(env, 'CONNECTORS'));
  const entries = Object.entries(settings ?? {}).map(([name, config]) => {
    const connector = connectors.get(name);
    if (connector === undefined) throw new SettingError(`CONNECTORS names ${name}, which this version does not have.`);
    return [name, { connector, config }] as const;
  });
  return new Map(entries);
}

/** The stage's connectors as mapping asks for them: by name, and by a partner's event source. */
export function connectorPorts(env: Environment): Pick<MappingPorts, 'configured' | 'connectorOnBus'> {
  const configured = configuredConnectors(env);
  const all = [...configured.values()].map(({ connector }) => connector);
  return {
    configured: (name) => configured.get(name),
    connectorOnBus: (source) => all.find(({ partnerBus }) => partnerBus && source.startsWith(partnerBus.sourcePrefix)),
  };
}

/** The connectors by every path that leads to them. */
export function connectorsByPath(
  configured: ReadonlyMap<string, ConfiguredConnector>,
): ReadonlyMap<string, ConfiguredConnector> {
  const all = [...configured.values()].flatMap((one) =>
    [`/in/${one.connector.name}`, ...(one.connector.routes ?? [])].map((path) => [path, one] as const),
  );
  return new Map(all);
}

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
