import type { Connector } from '../../connectors/contract/connector.ts';
import type { PageIntake, SignedCustomer } from '../../connectors/contract/pages.ts';
import { isPassing } from '../../model/errors.ts';
import { untilFirst } from '../../stores/change.ts';
import type { ConnectorMemory, NamedThing } from '../../stores/connector-memory.ts';
import type { Ports } from '../ports.ts';
import type { NoteDelivery } from './delivery-times.ts';
import type { ShopEvent } from './publish-mapping.ts';
import { budgetAfter, keptOf, ownedBy, toldLater, type Visitor, visitorOf } from './visitor.ts';

/** What remembering visitors needs from outside. */
export interface VisitorPorts extends Pick<Ports, 'clock' | 'count'> {
  readonly connector: Connector & { readonly pages: PageIntake };
  readonly shop: string;
  readonly stores: () => Promise<VisitorStores>;
  readonly noteDelivery: NoteDelivery;
  /** Puts events on the bus as the shop's. @throws RetryableError when the bus has not taken all of them */
  readonly putEvents: (events: readonly ShopEvent[]) => Promise<void>;
}

/** The part of the stores that visitors need. */
export interface VisitorStores {
  /** What is remembered of visitors, for as long as their ids are of use. */
  readonly visitors: Pick<ConnectorMemory, 'thing' | 'remember'>;
  readonly upkeep: Parameters<NoteDelivery>[2];
  /** True if somebody has told of the browser: the shop's backend or platform, or a token before. */
  readonly isTold: (visitor: string) => Promise<boolean>;
}

/** What a visitor did, and who they are if a token says so. */
interface Visit {
  readonly visitor: string;
  readonly customer: SignedCustomer | undefined;
  readonly events: readonly ShopEvent[];
  readonly now: number;
}

const mostTries = 8;

/**
 * Keeps what a stranger did, and puts it on the bus once somebody has said who the visitor is. So the pages of all who never say
 * it cost a read and a write, and reach neither the bus nor the queues of the store's events.
 * @returns false when a known visitor reports more than anybody does: nothing of it is taken
 */
export async function visited(visit: Visit, ports: VisitorPorts): Promise<boolean> {
  const { upkeep } = await ports.stores();
  const isTaken = await untilFirst(mostTries, 'A visitor changed while it was being written.', () =>
    once(visit, ports),
  );
  await ports.noteDelivery(ports.connector.name, visit.now, upkeep);
  return isTaken;
}

/** Deletes what is kept of a visitor. */
export async function forgetVisitor(visitor: string, ports: VisitorPorts): Promise<void> {
  const { visitors } = await ports.stores();
  const thing = thingOf(visitor, ports);
  await untilFirst(mostTries, 'A visitor changed while it was being forgotten.', async () => {
    const last = await visitors.thing(thing);
    if (last === undefined) return true;
    return (await visitors.remember(thing, last, { state: { kept: [] } })) && true;
  });
}

/** @returns undefined when another request of the visitor's was first */
async function once(visit: Visit, ports: VisitorPorts): Promise<boolean | undefined> {
  const { visitors, isTold } = await ports.stores();
  const { visitor, customer } = visit;
  const thing = thingOf(visitor, ports);
  const [last, told] = await Promise.all([visitors.thing(thing), customer === undefined && isTold(visitor)]);
  const before = visitorOf(last?.value.state);
  const after = customer || told ? await publish(before, visit, ports) : kept(before, visit, ports);
  if (after === undefined) return false;
  return (await visitors.remember(thing, last, { state: { ...after } })) && true;
}

function thingOf(visitor: string, { connector }: VisitorPorts): NamedThing {
  return { connector: connector.name, resource: 'visitor', id: visitor };
}

function kept(before: Visitor, { events }: Visit, { count, connector }: VisitorPorts): Visitor {
  for (const { type } of events) count('KeptEvent', { connector: connector.name, type });
  return { ...before, kept: keptOf(before.kept, events) };
}

/** Puts on the bus what was kept and what is new. What the bus does not take now is kept for the visitor's next page. */
async function publish(before: Visitor, { visitor, customer, events, now }: Visit, ports: VisitorPorts) {
  const left = budgetAfter(before, events.length, now);
  if (left === undefined) return undefined;
  const named = customer && ports.connector.pages.named(visitor, customer, now);
  const isNews = named !== undefined && named.detail.id !== before.named;
  const known = events.map(({ detail }) => detail.id);
  const waiting = before.kept.filter(({ detail }) => !known.includes(detail.id));
  const earlier = waiting.map((event) => toldLater(event, now));
  const naming: ShopEvent[] = isNews ? [{ type: named.type, detail: { ...named.detail, shop: ports.shop } }] : [];
  const all = [...naming, ...[...earlier, ...events].map((event) => ownedBy(event, customer))];
  try {
    if (all.length > 0) await ports.putEvents(all);
  } catch (error) {
    if (!isPassing(error)) throw error;
    return { ...before, kept: keptOf(before.kept, events) };
  }
  for (const { type } of all) ports.count('MappedEvent', { connector: ports.connector.name, type });
  return { kept: [], left, at: now, ...(named ? { named: named.detail.id } : before.named && { named: before.named }) };
}
