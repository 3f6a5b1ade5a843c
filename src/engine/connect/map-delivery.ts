import { isDeepStrictEqual } from 'node:util';
import * as z from 'zod/mini';
import { ContractError } from '../../commerce/values/contract-error.ts';
import { epochOf } from '../../commerce/values/instant.ts';
import { day } from '../../commerce/values/time-units.ts';
import type { Connector } from '../../connectors/contract/connector.ts';
import { type DeliveryPart, deliveryWays } from '../../connectors/contract/delivery.ts';
import type { Mapping, Remembered } from '../../connectors/contract/mapping.ts';
import type { Reach } from '../../connectors/contract/reach.ts';
import { readBody } from '../../connectors/contract/read-body.ts';
import { RetryableError } from '../../model/errors.ts';
import { untilFirst } from '../../stores/change.ts';
import type { NamedThing, ThingClaim, ThingMemory } from '../../stores/connector-memory.ts';
import type { Stored } from '../../stores/table.ts';
import type { NoteDelivery } from './delivery-times.ts';
import { countMapping, type PublishingPorts, prepared, publish } from './publish-mapping.ts';

/** At most so many deliveries of a thing wait with their events: their functions died, or the bus is down. */
const mostClaims = 8;

/** As long as a message can be in a queue and, after it, among the dead letters. */
const longestInQueues = 15 * day;

/** What mapping deliveries needs from outside. */
export interface MappingPorts extends PublishingPorts {
  /** A connector that the stage has, with its settings. */
  readonly configured: (name: string) => { readonly connector: Connector; readonly config: unknown } | undefined;
  /** The connector to which a partner's event source belongs. */
  readonly connectorOnBus: (source: string) => Connector | undefined;
  readonly reach: (connector: string) => Promise<Reach>;
  readonly noteDelivery: NoteDelivery;
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
  const mapping = { part: whole, way, connector, config, ports };
  await untilFirst(mostTries, message, async () => {
    if (whole.thing === undefined) return publishAll(connector.map(whole, config, undefined), mapping); // nothing of it is remembered
    const thing = { connector: of, ...whole.thing };
    return mapOnce({ ...mapping, thing, print: () => printOf(part, connector, ports) });
  });
}

/**
 * The name of a delivery in the memory of its thing: the same when the queue delivers it again. What only names its thing is
 * told apart by when it came; a partner's bus has no time that is sure to be the same again, and its events hold all.
 */
function printOf(part: DeliveryPart, { partnerBus }: Connector, { stores }: MappingPorts): string {
  const cameAt = partnerBus === undefined ? part.receivedAt : 0;
  return stores.connections.printOf(JSON.stringify([part.topic, cameAt, part.body]));
}

/** A part that is mapped, with all it takes. */
interface PartMapping {
  readonly part: DeliveryPart;
  readonly way: Way;
  readonly connector: Connector;
  readonly config: unknown;
  readonly ports: MappingPorts;
}

/** One whose thing is remembered. */
interface ThingMapping extends PartMapping {
  readonly thing: NamedThing;
  readonly print: () => string;
}

async function publishAll(mapping: Mapping, { part, way, connector, ports }: PartMapping): Promise<true> {
  const told = await prepared(mapping, connector, ports);
  await publish(told, ports);
  countMapping(told, { way, topic: part.topic }, ports);
  return true;
}

/**
 * Maps a part beside the memory of its thing. Events that the memory decides about are claimed there before they go on the bus:
 * of two deliveries at once only one tells them, and one whose function dies meanwhile is mapped by the same state when it comes
 * again, into the same events.
 * @returns undefined when another delivery of the same thing was first
 */
async function mapOnce(mapping: ThingMapping): Promise<true | undefined> {
  const { part, connector, ports, thing, print } = mapping;
  const { connections } = ports.stores;
  const last = await connections.thing(thing);
  const claims = (last?.value.claims ?? []).filter(({ at }) => at > ports.clock() - longestInQueues);
  const claim = claims.length > 0 ? claims.find((one) => one.print === print()) : undefined;
  if (last !== undefined && claim !== undefined) return finish(claim, last, mapping);
  if (isOvertaken(part, last)) {
    ports.count('IgnoredDelivery', { connector: connector.name, reason: 'overtaken' });
    return true;
  }
  const mapped = mappedBy(last?.value.state, mapping);
  const { changedAt } = part;
  if (mapped.remember === undefined) return publishAll(mapped, mapping);
  const told = await prepared(mapped, connector, ports);
  const origin = { way: mapping.way, topic: part.topic };
  const memory: ThingMemory = {
    state: mapped.remember,
    ...(changedAt !== undefined && { changedAt }),
    ...(claims.length > 0 && { claims }),
  };
  if (!isDecidedByMemory(mapped, mapping)) {
    await publish(told, ports);
    if ((await connections.remember(thing, last, memory)) === undefined) return undefined; // mapped and counted again
    countMapping(told, origin, ports);
    return true;
  }
  if (claims.length >= mostClaims) throw new RetryableError(`${mostClaims} deliveries of one thing wait for the bus.`);
  const own: ThingClaim = { print: print(), at: ports.clock(), ...(last && { before: last.value.state }) };
  const claimed = await connections.remember(thing, last, { ...memory, claims: [...claims, own] });
  if (claimed === undefined) return undefined;
  await publish(told, ports);
  await connections.release(thing, own.print, claimed);
  countMapping(told, origin, ports);
  return true;
}

/** Publishes what a delivery has claimed before. One that was fetched again may say more than it did: it is mapped once more. */
async function finish(
  { print, before }: ThingClaim,
  last: Stored<ThingMemory>,
  mapping: ThingMapping,
): Promise<true | undefined> {
  const { connector, ports, thing } = mapping;
  await publishAll(mappedBy(before, mapping), mapping);
  await ports.stores.connections.release(thing, print, last);
  return connector.complete === undefined ? true : undefined;
}

/** True if the events would not be the same once they are remembered: a second delivery of the thing would tell others. */
function isDecidedByMemory({ events, remember }: Mapping, mapping: PartMapping): boolean {
  return events.length > 0 && !isDeepStrictEqual(mappedBy(remember, mapping).events, events);
}

/** What a part becomes by a state of its thing. */
function mappedBy(last: Remembered | undefined, { part, connector, config, ports }: PartMapping): Mapping {
  return connector.map(part, config, last, (value) => ports.stores.connections.hashOf(value));
}

function isOvertaken({ changedAt }: DeliveryPart, last: Stored<ThingMemory> | undefined): boolean {
  return changedAt !== undefined && last?.value.changedAt !== undefined && changedAt < last.value.changedAt;
}
