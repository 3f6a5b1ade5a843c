import { type IdentityKind, identityKinds, normalise } from '../../commerce/customer/identity.ts';
import type { StoreEvent } from '../../commerce/events.ts';
import { readStoreEvent } from '../../commerce/reading/read-event.ts';
import type { Connector } from '../../connectors/contract/connector.ts';
import type { MappedEvent, Mapping } from '../../connectors/contract/mapping.ts';
import type { Ports } from '../ports.ts';
import type { ConnectedStores } from './connected-stores.ts';
import { namedOwner } from './order-owner.ts';

/** An event of the shop, on its way to the bus. */
export interface ShopEvent {
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What publishing needs from outside. */
export interface PublishingPorts extends Pick<Ports, 'clock' | 'count'> {
  readonly stores: ConnectedStores;
  readonly shop: string;
  /** Puts events on the bus as the shop's. @throws RetryableError when the bus has not taken all of them */
  readonly putEvents: (events: readonly ShopEvent[]) => Promise<void>;
}

/** What a part became: events that fit their contracts, each with its customer. */
export interface PreparedMapping extends Pick<Mapping, 'ignored' | 'missing'> {
  readonly connector: string;
  readonly events: readonly ShopEvent[];
}

/**
 * The events of a mapping as they go on the bus. Whose its orders are is noted with it.
 * @throws ContractError when one does not fit its contract, or names an order that is not known yet
 */
export async function prepared(
  { events, ignored, missing = [] }: Mapping,
  { name: connector }: Connector,
  ports: PublishingPorts,
): Promise<PreparedMapping> {
  const whole: ShopEvent[] = [];
  const placed: StoreEvent[] = [];
  for (const event of events) {
    const detail = await detailOf(event, placed, connector, ports);
    if (detail === undefined) continue;
    const intake = { now: ports.clock(), shop: ports.shop };
    placed.push(readStoreEvent({ 'detail-type': event.type, detail }, intake).event);
    whole.push({ type: event.type, detail });
  }
  await noteOwners(placed, connector, ports);
  return { connector, events: whole, missing, ...(ignored !== undefined && { ignored }) };
}

/** Puts the events on the bus. */
export async function publish({ events }: PreparedMapping, { putEvents }: PublishingPorts): Promise<void> {
  if (events.length > 0) await putEvents(events);
}

/** Counts the events of a part that is done, or why there are none. */
export function countMapping(
  { connector, events, ignored, missing = [] }: PreparedMapping,
  origin: { readonly way: string; readonly topic: string },
  { count }: PublishingPorts,
): void {
  if (ignored !== undefined) count('IgnoredDelivery', { connector, reason: ignored });
  for (const { path } of missing) count('MissingField', { connector, field: path });
  for (const { type } of events) count('MappedEvent', { connector, ...origin, type });
}

/** The detail with the shop, and with the customer whom its order names. Undefined: that customer was erased. */
async function detailOf(
  { type, detail: mapped }: MappedEvent,
  before: readonly StoreEvent[],
  connector: string,
  ports: PublishingPorts,
): Promise<ShopEvent['detail'] | undefined> {
  const detail: ShopEvent['detail'] = { ...mapped, shop: ports.shop };
  const order = 'order' in mapped ? mapped.order : undefined;
  if (detail.customer !== undefined || typeof order?.id !== 'string') return detail;
  const owner =
    buyerAmong(before, order.id) ??
    (await namedOwner(order.id, { connector, test: mapped.test === true }, type, ports.stores));
  if (owner === 'erased') return void ports.count('IgnoredDelivery', { connector: 'any', reason: 'erased' });
  return { ...detail, customer: owner };
}

/** Whom an order is noted for: one identity, with its value. */
function buyerOf(event: StoreEvent): readonly [IdentityKind, string] | undefined {
  if (event.type !== 'order.placed') return undefined;
  const kind = identityKinds.find((one) => event.customer[one] !== undefined);
  const value = kind && event.customer[kind];
  return kind && value ? [kind, value] : undefined;
}

/** The customer of an order that the same delivery reports as placed: nobody has noted it yet. */
function buyerAmong(before: readonly StoreEvent[], order: string): Readonly<Record<string, string>> | undefined {
  const placed = before.find((event) => event.type === 'order.placed' && event.order.id === order);
  const buyer = placed && buyerOf(placed);
  return buyer && { [buyer[0]]: buyer[1] };
}

/** Notes whose the orders are, before anything about them can be asked. The orders of tests are apart. */
async function noteOwners(
  events: readonly StoreEvent[],
  connector: string,
  { stores }: PublishingPorts,
): Promise<void> {
  for (const event of events) {
    const buyer = buyerOf(event);
    if (event.type !== 'order.placed' || buyer === undefined) continue;
    const [kind, value] = buyer;
    const from = { connector, test: event.test === true };
    await stores.connections.noteOwner(event.order.id, from, kind, normalise(kind, value));
  }
}
