import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { ConnectedStores } from '../engine/connect/connected-stores.ts';
import { openStores, runStoresOn } from '../engine/open-stores.ts';
import type { Keys } from '../secrets/keys.ts';
import type { SettleLater } from '../stores/addresses.ts';
import { ConnectorMemory } from '../stores/connector-memory.ts';
import { ConnectorUpkeep } from '../stores/connector-upkeep.ts';
import type { RunStores, Stores } from '../stores/stores.ts';
import { Switches } from '../stores/switches.ts';
import type { Table } from '../stores/table.ts';
import { openClient } from './clients.ts';
import { systemClock as clock } from './clock.ts';
import { DynamoTable } from './dynamo-table.ts';
import { type Environment, requiredNumber, requiredVariable } from './env.ts';
import { loadKeys } from './secret.ts';

/** The part that every function has: the stores, and the keys made from the application secret. */
export interface FunctionRuntime {
  readonly stores: Stores;
  readonly keys: Keys;
}

/**
 * Opens the table and the secret that the environment names, once per container.
 * @param settleLater of a function that changes what addresses say of consent
 * @returns the runtime; with keys that know the token's, if the caller has one
 */
export function openRuntime(env: Environment, settleLater?: SettleLater): (token?: string) => Promise<FunctionRuntime> {
  return runtimeOn(openTable(env), env, settleLater);
}

/**
 * As {@link openRuntime}, with stores that read the secret only when they need it, which seldom happens. Reading it is
 * the dearest request of a function that has just started.
 */
export function openRunStores(
  env: Environment,
  settleLater?: SettleLater,
): {
  readonly stores: RunStores;
  readonly runtime: () => Promise<FunctionRuntime>;
} {
  const table = openTable(env);
  const runtime = runtimeOn(table, env, settleLater);
  return { stores: runStoresOn(table, runtime), runtime };
}

/** As {@link openRuntime}, with what connectors remember. */
export function openConnectorRuntime(env: Environment): () => Promise<{ readonly stores: ConnectedStores }> {
  const table = openTable(env);
  const runtime = runtimeOn(table, env, undefined);
  let opened: { readonly keys: Keys; readonly connections: ConnectorMemory } | undefined;
  return async () => {
    const { stores, keys } = await runtime();
    if (opened?.keys !== keys) opened = { keys, connections: new ConnectorMemory(table, keys) };
    return { stores: { ...stores, connections: opened.connections } };
  };
}

/** Opens the switches alone, which need no secret. */
export function openSwitches(env: Environment): Switches {
  return new Switches(openTable(env));
}

/** Opens what is kept of connectors as a whole, which needs no secret. */
export function openConnectorUpkeep(env: Environment): ConnectorUpkeep {
  return new ConnectorUpkeep(openTable(env));
}

function openTable(env: Environment): Table {
  const retention = { days: requiredNumber(env, 'HISTORY_DAYS'), clock };
  return new DynamoTable(openClient(DynamoDBClient), requiredVariable(env, 'TABLE_NAME'), retention);
}

function runtimeOn(
  table: Table,
  env: Environment,
  settleLater: SettleLater | undefined,
): (token?: string) => Promise<FunctionRuntime> {
  const keys = loadKeys(openClient(SecretsManagerClient), requiredVariable(env, 'APP_SECRET_ID'), clock);
  return async (token) => {
    const loaded = await keys(token);
    return { stores: openStores(table, loaded, undefined, settleLater), keys: loaded };
  };
}
