import { ContractError } from '../../commerce/values/contract-error.ts';
import { hour } from '../../commerce/values/time-units.ts';
import { type ConnectorReport, type ConnectorStanding, readConnectorRequest } from '../../model/connector-request.ts';
import { toIso } from '../../policy/time/timing.ts';
import {
  type ConnectorSecrets,
  readConnectorSecrets,
  secretsOf,
  withCredential,
  withNewSecret,
} from '../../secrets/connector-secrets.ts';
import type { ConnectorUpkeep } from '../../stores/connector-upkeep.ts';
import type { Ports } from '../ports.ts';

/** What managing connectors needs from outside. */
export interface ManagingPorts extends Pick<Ports, 'secret' | 'clock'> {
  /** The connectors that the stage has, with their settings. */
  readonly connectors: Readonly<Record<string, unknown>>;
  readonly upkeep: Pick<ConnectorUpkeep, 'times'>;
}

/**
 * Sets a secret or a credential of a connector, and reports how the connectors stand. The same request again changes nothing.
 * No secret is in an answer.
 * @throws ContractError when the request is invalid, or names a connector that the stage does not have
 */
export async function manageConnectors(request: unknown, ports: ManagingPorts): Promise<ConnectorReport> {
  const command = readConnectorRequest(request);
  const before = readConnectorSecrets(await ports.secret.read());
  if (command.do === 'status') return reportOf(before, ports);
  const { connector } = command;
  if (!Object.hasOwn(ports.connectors, connector)) {
    const known = Object.keys(ports.connectors).join(', ');
    throw new ContractError('connector request', [{ path: 'connector', problem: `must be one of ${known}` }]);
  }
  const now = ports.clock();
  const after =
    command.do === 'secret'
      ? withNewSecret(before, connector, { value: command.value, now, keep: command.keepHours * hour })
      : withCredential(before, connector, command.name, command.value);
  if (after !== before) await ports.secret.write(JSON.stringify(after));
  return reportOf(after, ports);
}

async function reportOf(all: ConnectorSecrets, ports: ManagingPorts): Promise<ConnectorReport> {
  return { connectors: await Promise.all(Object.keys(ports.connectors).map((name) => standingOf(name, all, ports))) };
}

async function standingOf(name: string, all: ConnectorSecrets, ports: ManagingPorts): Promise<ConnectorStanding> {
  const { secrets, credentials } = secretsOf(all, name);
  const times = await ports.upkeep.times(name);
  const valid = secrets.filter(({ until }) => until === undefined || until > ports.clock());
  return {
    name,
    secrets: valid.map(({ since, until }) => ({
      since: toIso(since),
      ...(until !== undefined && { until: toIso(until) }),
    })),
    credentials: Object.keys(credentials),
    settings: Object.keys(ports.connectors[name] ?? {}),
    ...(times?.lastAt !== undefined && {
      lastDeliveryAt: toIso(times.lastAt),
      longestGapHours: Math.round((times.longestGap / hour) * 10) / 10,
    }),
    ...(times?.reconciledTo !== undefined && { reconciledTo: toIso(times.reconciledTo) }),
  };
}
