import type { Connector } from '../../connectors/contract/connector.ts';
import type { PageIntake, SignedCustomer } from '../../connectors/contract/pages.ts';
import { isPassing } from '../../model/errors.ts';
import { untilFirst } from '../../stores/change.ts';
import type { ConnectorMemory, NamedThing, ThingMemory } from '../../stores/connector-memory.ts';
import type { Stored } from '../../stores/table.ts';
import type { Ports } from '../ports.ts';
import type { NoteDelivery } from './delivery-times.ts';
import type { ShopEvent } from './publish-mapping.ts';
import { budgetAfter, forgotten, keptOf, ownedBy, toldLater, type Visitor, visitorOf } from './visitor.ts';

/** What remembering visitors needs from outside. */
export interface VisitorPorts extends Pick<Ports, 'clock' | 'count'> {
  readonly connector: Connector & { readonly pages: PageIntake };
  readonly shop: string;
  readonly stores: () => Promise<VisitorStores>;
  readonly noteDelivery: NoteDelivery;
  /** True if a signed customer may tell of so many more events, whatever browsers they come from. */
  readonly mayTell: (customer: string, now: number, events: number) => boolean;
  /** Waits for a random time of so many milliseconds at most. */
  readonly pause: (most: number) => Promise<void>;
  /** Puts events on the bus as the shop's. @throws RetryableError when the bus has not taken all of them */
  readonly putEvents: (events: readonly ShopEvent[]) => Promise<void>;
}

/** The part of the stores that visitors need. */
export interface VisitorStores {
  /** What is remembered of visitors, for as long as their ids are of use. */
  readonly visitors: Pick<ConnectorMemory, 'thing' | 'remember'>;
  readonly upkeep: Parameters<NoteDelivery>[2];
  /** True if it is proven whose browser it is: by an account's id or a verified address, in an event of the shop or a token before. */
  readonly isTold: (visitor: string) => Promise<boolean>;
}

/** What a visitor did, and who they are if a token says so. */
interface Visit {
  readonly visitor: string;
  readonly customer: SignedCustomer | undefined;
  readonly events: readonly ShopEvent[];
  readonly now: number;
}

/** So often a visitor is written before the page that came in between has to do. */
const mostTries = 8;

/** Milliseconds: a page waits up to so long, times its tries, for another one of the same visitor. */
const longestPause = 25;

/**
 * Keeps what a stranger did, and puts it on the bus once somebody has proven who the visitor is. So the pages of all who never say
 * it cost a read and a write, and reach neither the bus nor the queues of the store's events.
 * @returns false when a visitor or a customer reports more than anybody does: nothing of it is taken
 */
export async function visited(visit: Visit, ports: VisitorPorts): Promise<boolean> {
  const { upkeep } = await ports.stores();
  const mayTell = customerBudget(visit, ports);
  const isTaken = await untilAlone(ports, () => once({ ...visit, mayTell }, ports));
  await ports.noteDelivery(ports.connector.name, visit.now, upkeep);
  return isTaken;
}

/**
 * Deletes what is kept of a visitor.
 * @returns false when the visitor reports so much at the same time that it could not be done
 */
export async function forgetVisitor(visitor: string, ports: VisitorPorts): Promise<boolean> {
  const { visitors } = await ports.stores();
  const thing = thingOf(visitor, ports);
  return untilAlone(ports, async () => {
    const last = await visitors.thing(thing);
    if (last === undefined) return true;
    const state = { ...forgotten(visitorOf(last.value.state), ports.clock()) };
    return (await visitors.remember(thing, last, { state })) && true;
  });
}

/** Repeats what another request of the same visitor may interrupt; false when that happens too often. */
async function untilAlone({ pause }: VisitorPorts, act: () => Promise<boolean | undefined>): Promise<boolean> {
  let tries = 0;
  return untilFirst(mostTries, 'A visitor changed while it was being written.', async (isRepeated) => {
    if (isRepeated) await pause(tries * longestPause);
    tries += 1;
    return (await act()) ?? (tries < mostTries ? undefined : false);
  });
}

/** A visit that may be tried again: what the customer may still tell is asked once. */
interface Attempt extends Visit {
  readonly mayTell: (events: number) => boolean;
}

function customerBudget({ customer, now }: Visit, { mayTell }: VisitorPorts): Attempt['mayTell'] {
  const { id, email, phone } = customer ?? {};
  const name = id ?? email ?? phone;
  let may: boolean | undefined;
  return (events) => {
    may ??= name === undefined || mayTell(name, now, events);
    return may;
  };
}

/** @returns undefined when another request of the visitor's was first */
async function once(visit: Attempt, ports: VisitorPorts): Promise<boolean | undefined> {
  const { visitors, isTold } = await ports.stores();
  const { visitor, customer } = visit;
  const thing = thingOf(visitor, ports);
  const [last, told] = await Promise.all([visitors.thing(thing), customer === undefined && isTold(visitor)]);
  const before = visitorOf(last?.value.state);
  if (customer || told) return publish({ thing, last, before }, visit, ports);
  return (await visitors.remember(thing, last, { state: { ...kept(before, visit, ports) } })) && true;
}

function thingOf(visitor: string, { connector }: VisitorPorts): NamedThing {
  return { connector: connector.name, resource: 'visitor', id: visitor };
}

function kept(before: Visitor, { events }: Visit, { count, connector }: VisitorPorts): Visitor {
  for (const { type } of events) count('KeptEvent', { connector: connector.name, type });
  return { ...before, kept: keptOf(before.kept, events) };
}

/** A visitor as read. */
interface Read {
  readonly thing: NamedThing;
  readonly last: Stored<ThingMemory> | undefined;
  readonly before: Visitor;
}

/**
 * Puts on the bus what was kept and what is new. Its place in the budgets is written first, so that no two requests at once take the
 * same. What the bus does not take now is kept for the visitor's next page.
 */
async function publish(
  { thing, last, before }: Read,
  visit: Attempt,
  ports: VisitorPorts,
): Promise<boolean | undefined> {
  const { visitors } = await ports.stores();
  const { events, now } = visit;
  const left = budgetAfter(before, events.length, now);
  if (left === undefined) return false;
  const { naming, told } = eventsOf(before, visit, ports);
  const all = [...(naming ? [naming] : []), ...told];
  if (!visit.mayTell(all.length)) return false;
  const claimed = await visitors.remember(thing, last, { state: { ...before, kept: [], left, at: now } });
  if (claimed === undefined) return undefined;
  if (await areTaken(all, ports)) {
    for (const { type } of all) ports.count('MappedEvent', { connector: ports.connector.name, type });
    if (naming) await change({ thing, claimed }, (visitor) => ({ ...visitor, named: naming.detail.id }), ports);
    return true;
  }
  const waiting = [...before.kept, ...events];
  await change({ thing, claimed }, (visitor) => ({ ...visitor, kept: keptOf(waiting, visitor.kept) }), ports);
  return true;
}

/** What is new: whose browser it is, if that has changed, and what happened. */
function eventsOf(before: Visitor, { visitor, customer, events, now }: Visit, { connector, shop }: VisitorPorts) {
  const named = customer && connector.pages.named(visitor, customer, now);
  const isNews = named !== undefined && named.detail.id !== before.named;
  const naming = isNews ? { type: named.type, detail: { ...named.detail, shop } } : undefined;
  const known = events.map(({ detail }) => detail.id);
  const waiting = before.kept.filter(({ detail }) => !known.includes(detail.id));
  const earlier = waiting.map((event) => toldLater(event, now));
  return { naming, told: [...earlier, ...events].map((event) => ownedBy(event, customer)) };
}

async function areTaken(events: readonly ShopEvent[], { putEvents }: VisitorPorts): Promise<boolean> {
  try {
    if (events.length > 0) await putEvents(events);
    return true;
  } catch (error) {
    if (!isPassing(error)) throw error;
    return false;
  }
}

/** Changes a visitor who was just written, also when another request came in between. */
async function change(
  { thing, claimed }: { readonly thing: NamedThing; readonly claimed: Stored<ThingMemory> },
  apply: (visitor: Visitor) => Visitor,
  ports: VisitorPorts,
): Promise<void> {
  const { visitors } = await ports.stores();
  let read: Stored<ThingMemory> | undefined = claimed;
  await untilAlone(ports, async () => {
    const state = { ...apply(visitorOf(read?.value.state)) };
    if (await visitors.remember(thing, read, { state })) return true;
    read = await visitors.thing(thing);
    return undefined;
  });
}
