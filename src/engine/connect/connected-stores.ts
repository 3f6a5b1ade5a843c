import type { ConnectorMemory } from '../../stores/connector-memory.ts';
import type { Stores } from '../../stores/stores.ts';

/** The stores of what maps deliveries, with what connectors keep: no other function's bundle has that. */
export interface ConnectedStores extends Stores {
  readonly connections: ConnectorMemory;
}
