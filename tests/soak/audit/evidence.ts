import type { Channel } from '../../../src/commerce/customer/channel.ts';
import { openStores } from '../../../src/engine/open-stores.ts';
import type { Run } from '../../../src/model/run.ts';
import { closedPrefix, runPrefix } from '../../../src/stores/item-keys.ts';
import type { Key, Stored } from '../../../src/stores/table.ts';
import type { Chosen, Confirmed, OptOut } from '../shop/audience.ts';
import type { Act, Shopper } from '../shop/history.ts';
import type { Life } from '../shop/live.ts';
import type { Paused } from '../shop/operators.ts';
import type { Taken } from '../world/post.ts';
import type { DeadLetter, Intended, Started, World } from '../world/world.ts';

/** An event that the store posted, and whose it was. */
export interface Told extends Act {
  readonly shopper: Shopper;
}

/** A line of the ledger, as anybody may read it. */
export interface Line {
  readonly key: string;
  readonly journey: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly detail?: string;
  readonly at: number;
  readonly until?: number;
}

/** A message that a service took, with the event that began its run, if one did. */
export interface Sent extends Taken {
  readonly origin: Told | undefined;
  /** The key that its reports bring back; that of a second attempt, by another channel, is another one. */
  readonly key: string;
  /** True if it was sent again by another channel: that attempt counts. */
  readonly replaced: boolean;
}

/** All that an auditor may know: what was posted, what came of it outside, and the ledger. Nothing of how it was decided. */
export interface Evidence {
  readonly told: readonly Told[];
  readonly sent: readonly Sent[];
  readonly optOuts: readonly OptOut[];
  readonly choices: readonly Chosen[];
  /** When the arrival of a message was first reported, by its key. */
  readonly arrivals: ReadonlyMap<string, number>;
  /** What readers confirmed by a link; undefined where the shop does not ask them to. */
  readonly confirmed: readonly Confirmed[] | undefined;
  /** What the shop paused. */
  readonly pauses: readonly Paused[];
  /** What is known of consent at each address, and its ledger. */
  readonly consents: readonly ConsentFile[];
  /** Events of Aftercart's own, as a shop's rules got them. */
  readonly published: readonly { readonly type: string; readonly detail: unknown }[];
  readonly started: ReadonlyMap<string, Started>;
  /** Executions by the id of the event that they were started for. */
  readonly startedBy: ReadonlyMap<string, readonly Started[]>;
  readonly intended: readonly Intended[];
  readonly ledger: ReadonlyMap<string, Line>;
  readonly failedExecutions: readonly { readonly run: string; readonly at: number; readonly error: string }[];
  readonly openExecutions: number;
  /** Runs whose execution has ended, and which go on or wait all the same. */
  readonly openRuns: readonly Pick<Run, 'id' | 'journey'>[];
  readonly deadLetters: readonly DeadLetter[];
  readonly brokenCalls: ReadonlySet<string>;
  /** Whose an address is: everybody who ever named it. */
  readonly owners: ReadonlyMap<string, readonly Shopper[]>;
  /** Every item of the table in the end, as text. */
  readonly stored: readonly string[];
  /** The keys of customers who were erased. */
  readonly erased: ReadonlySet<string>;
  /** Until when anything happened at all. */
  readonly end: number;
}

/** An address by the hash that stands for it: its state, and the entries of its ledger of consent. */
export interface ConsentFile {
  /** Undefined for an address that nobody in the shop has. */
  readonly address: string | undefined;
  readonly hash: string;
  readonly state: Readonly<Record<string, unknown>>;
  readonly entries: readonly ConsentLine[];
  /** Whether nobody was asked to take what waits there into the ledger. */
  readonly unasked: boolean;
}

/** An entry of the ledger of consent, as anybody may read it. */
export interface ConsentLine {
  readonly id: string;
  readonly what: string;
  readonly topics?: readonly string[];
  readonly saidAt: number;
  readonly recordedAt: number;
  readonly from: string;
  readonly changes?: readonly { readonly topic?: string; readonly state: string }[];
  readonly adds?: Readonly<Record<string, unknown>>;
}

/** Collects the evidence of a life. */
export async function evidenceOf(life: Life): Promise<Evidence> {
  const { history, world, optOuts, choices, arrivals, confirmed, pauses } = life;
  const told = history.shoppers.flatMap((shopper) => shopper.acts.map((act) => ({ ...act, shopper })));
  const byId = new Map(told.map((event) => [event.detail.id, event]));
  const owners = ownersOf(history.shoppers);
  const items = await everythingIn(world);
  const keys = new Set(world.post.taken.map(({ tags }) => tags.message ?? ''));
  const started = new Map(world.started.map((start) => [start.run, start]));
  return {
    told,
    sent: world.post.taken.map((taken) => ({
      ...taken,
      ...attemptOf(taken, keys),
      origin: byId.get(started.get(taken.run)?.by ?? ''),
    })),
    optOuts,
    choices,
    arrivals,
    confirmed: history.confirms === undefined ? undefined : confirmed,
    pauses,
    consents: await consentsOf(world, [...owners.keys()]),
    published: world.published,
    started,
    startedBy: Map.groupBy(world.started, ({ by }) => by),
    intended: [...world.intended.values()],
    ledger: new Map((await linesOf(world)).map((line) => [line.key, line])),
    failedExecutions: world.failedExecutions,
    openExecutions: world.started.length - world.endedExecutions,
    openRuns: await openRunsOf(world),
    deadLetters: world.deadLetters(),
    brokenCalls: world.brokenCalls,
    owners,
    stored: items.filter(({ sk }) => !sk.startsWith('consent#')).map((item) => JSON.stringify(item, withoutProof)),
    erased: new Set(items.flatMap(({ value }) => erasedIn(value))),
    end: world.now,
  };
}

/** The key of the second attempt of a message. */
export function secondKey(key: string): string {
  return `${key}_fallback`;
}

function attemptOf({ tags: { message: key = '' } }: Taken, keys: ReadonlySet<string>): Pick<Sent, 'key' | 'replaced'> {
  return { key, replaced: keys.has(secondKey(key)) };
}

/** Every place in a partition begins in one of these ways. */
const places = [...'0123456789abcdefghijklmnopqrstuvwxyz'];

async function everythingIn({ table }: World): Promise<Stored<unknown>[]> {
  const items: Stored<unknown>[] = [];
  for (let from: Key | undefined, isFirst = true; isFirst || from !== undefined; isFirst = false) {
    const page = await table.scan({ sk: '', prefixes: places }, { from });
    items.push(...page.items);
    from = page.next;
  }
  return items;
}

/** The proof of consent at an address stays, with the event that told of it. */
function withoutProof(name: string, value: unknown): unknown {
  return name === 'unsettled' ? undefined : value;
}

function erasedIn(value: unknown): string[] {
  const { customer, erased } = (value ?? {}) as { readonly customer?: string; readonly erased?: object }; // a profile, if it has both
  return typeof customer === 'string' && typeof erased === 'object' ? [customer] : [];
}

/** The ledger's lines of all messages that were intended, and of their second attempts. */
async function linesOf({ table, keys, intended }: World): Promise<Line[]> {
  const { messages } = openStores(table, keys);
  const lines = await Promise.all(
    [...intended.values()].flatMap(({ customer, run, step }) => {
      const key = `${run}_${step}`;
      return [messages.get(customer, key), messages.get(customer, secondKey(key))];
    }),
  );
  return lines.filter((line) => line !== undefined);
}

/** Every address that the table knows, with its ledger. */
async function consentsOf({ table, keys, unasked }: World, addresses: readonly string[]): Promise<ConsentFile[]> {
  const clear = new Map(addresses.map((address) => [addressHash(address, keys), address]));
  const files: ConsentFile[] = [];
  for (let from: Key | undefined, isFirst = true; isFirst || from !== undefined; isFirst = false) {
    const { items, next } = await table.scan({ sk: 'address', prefixes: [] }, { from });
    for (const { pk, value } of items) {
      const [, , hash = ''] = pk.split('#');
      const entries = (await table.range(pk, 'consent#', 'consent#~')).map((item) => item.value as ConsentLine); // the range holds them only
      const state = value as ConsentFile['state']; // the place holds addresses only
      files.push({ address: clear.get(hash), hash, state, entries, unasked: unasked.has(hash) });
    }
    from = next;
  }
  return files;
}

function addressHash(address: string, keys: World['keys']): string {
  return keys.hash(address.includes('@') ? 'email' : 'phone', address);
}

/** Every run whose execution has ended and of which no copy has: a copy that was put aside meanwhile may be an older one. */
async function openRunsOf({ table, endedRuns }: World): Promise<Run[]> {
  const runs: Run[] = [];
  for (let from: Key | undefined, isFirst = true; isFirst || from !== undefined; isFirst = false) {
    const { items, next } = await table.scan({ sk: '', prefixes: [runPrefix, closedPrefix] }, { from });
    runs.push(...items.map(({ value }) => value as Run)); // the places hold runs only
    from = next;
  }
  const standing = runs.filter(({ id, movedTo }) => endedRuns.has(id) && movedTo === undefined);
  const over = new Set(standing.flatMap(({ id, ended, awaiting }) => (ended && !awaiting ? [id] : [])));
  return standing.filter(({ id }) => !over.has(id));
}

function ownersOf(shoppers: readonly Shopper[]): Map<string, Shopper[]> {
  const named = shoppers.flatMap((shopper) => addressesOf(shopper).map((address) => ({ address, shopper })));
  return new Map(
    [...Map.groupBy(named, ({ address }) => address)].map(([address, all]) => [
      address,
      all.map(({ shopper }) => shopper),
    ]),
  );
}

/** Every address that a shopper named in an event, as it was written. */
export function addressesOf({ acts }: Shopper): string[] {
  const named = acts.flatMap(({ detail: { customer } }) => [customer.email, customer.phone]);
  return [...new Set(named)].filter((address) => address !== undefined);
}

/** Which address a channel has in an event. */
export function addressIn({ detail: { customer } }: Act, channel: Channel): string | undefined {
  return channel === 'email' ? customer.email : customer.phone;
}

/**
 * Whether the message is about what a guest left under a mailbox that others have as well, before they had an account: it lies
 * with two customers, as docs/architecture.md says, and each of them goes on by what it has heard.
 */
export function liesWithTwo({ origin, address }: Sent, owners: Evidence['owners']): boolean {
  return origin?.shopper.person.standing === 'joining' && (owners.get(address)?.length ?? 0) > 1;
}
