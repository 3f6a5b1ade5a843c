import { connectors } from '../connectors/connectors.ts';
import type { Connector } from '../connectors/contract/connector.ts';
import type { MappingPorts } from '../engine/connect/map-delivery.ts';
import { SettingError } from '../model/errors.ts';
import { connectorSettings } from './connector-settings.ts';
import type { Environment } from './env.ts';

/** A connector that the stage has, with its settings. */
export interface ConfiguredConnector {
  readonly connector: Connector;
  readonly config: unknown;
}

/** The connectors that the stage has, by name. @throws SettingError when the setting is not as the stack writes it */
export function configuredConnectors(env: Environment): ReadonlyMap<string, ConfiguredConnector> {
  const entries = Object.entries(connectorSettings(env)).map(([name, config]) => {
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
