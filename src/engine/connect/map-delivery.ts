import * as z from 'zod/mini';
import { type IdentityKind, identityKinds, normalise } from '../../commerce/customer/identity.ts';
import type { StoreEvent } from '../../commerce/events.ts';
import { readStoreEvent } from '../../commerce/reading/read-event.ts';
import { ContractError } from '../../commerce/values/contract-error.ts';
import { epochOf } from '../../commerce/values/instant.ts';
import type { Connector } from '../../connectors/contract/connector.ts';
import { type DeliveryPart, deliveryWays } from '../../connectors/contract/delivery.ts';
import type { MappedEvent, Mapping } from '../../connectors/contract/mapping.ts';
import type { Reach } from '../../connectors/contract/reach.ts';
import { readBody } from '../../connectors/contract/read-body.ts';
import { untilFirst } from '../../stores/change.ts';
import type { ThingMemory } from '../../stores/connector-memory.ts';
import type { Stored } from '../../stores/table.ts';
import type { Ports } from '../ports.ts';
import type { NoteDelivery } from './delivery-times.ts';
import { namedOwner } from './order-owner.ts';

/** An event of the shop, on its way to the bus. */
export interface ShopEvent {
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What mapping deliveries needs from outside. */
export interface MappingPorts extends Pick<Ports, 'stores' | 'clock' | 'count'> {
  /** A connector that the stage has, with its settings. */
  readonly configured: (name: string) => { readonly connector: Connector; readonly config: unknown } | undefined;
  /** The connector to which a partner's event source belongs. */
  readonly connectorOnBus: (source: string) => Connector | undefined;
  readonly shop: string;
  readonly reach: (connector: string) => Promise<Reach>;
  readonly noteDelivery: NoteDelivery;
  /** Puts events on the bus as the shop's. @throws RetryableError when the bus has not taken all of them */
  readonly putEvents: (events: readonly ShopEvent[]) => Promise<void>;
}

const deliverySchema = z.object({
  connector: z.string(),
  way: z.enum(deliveryWays),
  headers: z.record(z.string(), z.string()),
  body: z.unknown(),
  receivedAt: z.number(),
});

/** So often a part is mapped again when another delivery of the same thing was first. */
const mostTries = 8;

/**
 * Maps a delivery into events of ours and puts them on the bus. Each of its parts is mapped by itself; when one fails, the
 * others are done, and the whole delivery is tried again, which changes nothing of what is done.
 * @throws ContractError naming the fields for which it cannot be mapped: no repetition mends that
 * @throws RetryableError when the platform, the table or the bus is in trouble
 */
export async function mapDelivery(message: unknown, ports: MappingPorts): Promise<void> {
  const delivery = readBody('delivery', deliverySchema, fromPartner(message, ports) ?? message);
  const known = ports.configured(delivery.connector);
  if (known === undefined) throw new ContractError('delivery', [{ path: 'connector', problem: 'is not connected' }]);
  const { connector, config } = known;
  if (delivery.way !== 'poll') await ports.noteDelivery(connector.name, delivery.receivedAt, ports.stores.connections);
  const failures: unknown[] = [];
  for (const part of connector.parts(delivery, config)) {
    await takePart(part, delivery.way, known, ports).catch((error) => failures.push(error));
  }
  if (failures.length > 0) throw failures.find((error) => !(error instanceof ContractError)) ?? failures[0];
}

const envelopeSchema = z.looseObject({ source: z.string(), 'detail-type': z.string(), time: z.string() });

/** A delivery from an event of a partner's bus, as its rule puts it on the queue; undefined for any other message. */
function fromPartner(message: unknown, { connectorOnBus, clock }: MappingPorts): unknown {
  const { data: envelope } = envelopeSchema.safeParse(message);
  const connector = envelope && connectorOnBus(envelope.source);
  if (!envelope || !connector?.partnerBus) return undefined;
  const receivedAt = Math.min(epochOf(envelope.time) ?? clock(), clock());
  return { connector: connector.name, way: 'bus', ...connector.partnerBus.open(envelope), receivedAt };
}

/** A connector that the stage has, with its settings. */
type Known = NonNullable<ReturnType<MappingPorts['configured']>>;

type Way = (typeof deliveryWays)[number];

async function takePart(part: DeliveryPart, way: Way, known: Known, ports: MappingPorts): Promise<void> {
  const { connector, config } = known;
  const { name: of } = connector;
  if (!Object.hasOwn(connector.topics, part.topic))
    return ports.count('IgnoredDelivery', { connector: of, reason: 'unknown-topic' });
  const whole = connector.complete ? await connector.complete(part, await ports.reach(of), config) : part;
  if (whole === undefined) return ports.count('IgnoredDelivery', { connector: of, reason: 'gone' });
  const message = `Something that ${of} reported changed ${mostTries} times while it was being mapped.`;
  await untilFirst(mostTries, message, () => mapOnce(whole, way, known, ports));
}

/** @returns undefined when another delivery of the same thing was first */
async function mapOnce(
  part: DeliveryPart,
  way: Way,
  { connector, config }: Known,
  ports: MappingPorts,
): Promise<true | undefined> {
  const { connections } = ports.stores;
  const { thing, changedAt } = part;
  const last = thing && (await connections.thing(connector.name, thing.resource, thing.id));
  if (isOvertaken(part, last)) {
    ports.count('IgnoredDelivery', { connector: connector.name, reason: 'overtaken' });
    return true;
  }
  const mapping = connector.map(part, config, last?.value.state);
  await publish(mapping, { connector: connector.name, way, topic: part.topic }, ports);
  if (thing === undefined || mapping.remember === undefined) return true;
  const memory: ThingMemory = { state: mapping.remember, ...(changedAt !== undefined && { changedAt }) };
  return (await connections.remember(connector.name, thing, last, memory)) || undefined;
}

function isOvertaken({ changedAt }: DeliveryPart, last: Stored<ThingMemory> | undefined): boolean {
  return changedAt !== undefined && last?.value.changedAt !== undefined && changedAt < last.value.changedAt;
}

/** Where a mapping comes from, as it is counted. */
type Origin = Readonly<Record<'connector' | 'way' | 'topic', string>>;

async function publish({ events, ignored, missing = [] }: Mapping, origin: Origin, ports: MappingPorts) {
  const { connector } = origin;
  if (ignored !== undefined) ports.count('IgnoredDelivery', { connector, reason: ignored });
  for (const { path } of missing) ports.count('MissingField', { connector, field: path });
  const whole: ShopEvent[] = [];
  const placed: StoreEvent[] = [];
  for (const event of events) {
    const detail = await detailOf(event, placed, ports);
    if (detail === undefined) continue;
    const intake = { now: ports.clock(), shop: ports.shop };
    placed.push(readStoreEvent({ 'detail-type': event.type, detail }, intake).event);
    whole.push({ type: event.type, detail });
  }
  await noteOwners(placed, ports);
  if (whole.length > 0) await ports.putEvents(whole);
  for (const { type } of whole) ports.count('MappedEvent', { ...origin, type });
}

/** The detail with the shop, and with the customer whom its order names. Undefined: that customer was erased. */
async function detailOf(
  { type, detail: mapped }: MappedEvent,
  before: readonly StoreEvent[],
  ports: MappingPorts,
): Promise<ShopEvent['detail'] | undefined> {
  const detail: ShopEvent['detail'] = { ...mapped, shop: ports.shop };
  const order = 'order' in mapped ? mapped.order : undefined;
  if (detail.customer !== undefined || typeof order?.id !== 'string') return detail;
  const owner = buyerAmong(before, order.id) ?? (await namedOwner(order.id, type, ports.stores));
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

/** Notes whose the orders are, before anything about them can be asked. Tests make no order. */
async function noteOwners(events: readonly StoreEvent[], { stores }: MappingPorts): Promise<void> {
  for (const event of events) {
    const buyer = buyerOf(event);
    if (event.type !== 'order.placed' || buyer === undefined) continue;
    const [kind, value] = buyer;
    await stores.connections.noteOwner(event.order.id, kind, normalise(kind, value));
  }
}
