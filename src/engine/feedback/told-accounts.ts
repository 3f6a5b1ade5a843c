import { addressKindOf, type Channel, channels } from '../../commerce/customer/channel.ts';
import type { Address, AddressRef, ConsentEntry, ToldStates } from '../../model/address.ts';
import type { ConsentAct, ConsentChange, ConsentState } from '../../model/consent-entry.ts';
import { DomainError } from '../../model/errors.ts';
import type { Profile } from '../../model/profile.ts';
import { accountStates, cellOf, topicOfCell } from '../../policy/customer/account-states.ts';
import { unknownAddress } from '../../policy/customer/address-topics.ts';
import { spokenFor } from '../../policy/customer/address-words.ts';
import { consentStates } from '../../policy/customer/consent-ledger.ts';
import { namesOf } from '../../policy/customer/names.ts';
import type { SettledEntry } from '../../stores/addresses.ts';
import type { Stores } from '../../stores/stores.ts';

/** One state that the shop is told. */
export interface Telling {
  /** The statement that led to it. */
  readonly by: SettledEntry;
  readonly channel: Channel;
  /** Undefined for marketing as a whole. */
  readonly topic?: string | undefined;
  readonly state: ConsentState;
  /** The store's own id of the account; undefined where it knows none. */
  readonly id?: string;
  /** What makes the ids of these events others than those about the customer in whose name it was said. */
  readonly mark?: string;
}

/** What the shop is told, and what it then knows of each account that carries the address. */
export interface Tellings {
  readonly tellings: readonly Telling[];
  readonly lastTold: NonNullable<Address['lastTold']>;
}

/** A customer whose state may have changed, and the states that hold for them now. */
interface Concerned {
  readonly profile: Profile;
  /** Whether they carry the address. */
  readonly holds: boolean;
  /** At the address that they carry, whichever that is. */
  readonly states: ToldStates;
  /** What the shop was last told from this address; undefined if nothing. */
  readonly before: ToldStates | undefined;
}

/** Statements of an address, as they were taken into its ledger. */
export interface SettledAt {
  readonly ref: AddressRef;
  readonly address: Address;
  readonly settled: readonly SettledEntry[];
}

/**
 * What the shop has to be told after statements: each state that holds now for an account which carries the address, and is
 * another than it was last told. Who has taken another address since the shop was told something from here is told of what
 * holds there. A state that no account has is told without an id. One small read for each customer whom the address knows,
 * and one for other addresses where somebody left.
 */
export async function tellingsOf(at: SettledAt, stores: Stores): Promise<Tellings> {
  const people = await concernedIn(at, stores);
  const accounts = people.filter(({ profile }) => profile.identities.id !== undefined);
  const tellings = accounts.flatMap((account) => tellingsAbout(account, at));
  const holders = accounts.filter(({ holds, states }) => holds && Object.keys(states).length > 0);
  const lastTold = Object.fromEntries(holders.map(({ profile, states }) => [profile.customer, states]));
  return { tellings: [...nameless(at, people), ...tellings], lastTold };
}

async function concernedIn({ ref, address, settled }: SettledAt, stores: Stores): Promise<Concerned[]> {
  const { lastTold = {} } = address;
  const names = [
    ...spokenFor(address),
    ...settled.flatMap(({ entry }) => entry.customer ?? []),
    ...Object.keys(lastTold),
  ];
  const read = await Promise.all([...new Set(names)].map((name) => stores.customers.profile(name)));
  const profiles = [...new Map(read.flatMap((one) => (one ? [[one.customer, one] as const] : []))).values()];
  const present = await presentAddresses(profiles, { ref, address }, stores);
  return profiles.map((profile) => {
    const value = profile.identities[ref.kind];
    const hash = value === undefined ? undefined : stores.addresses.refOf(ref.kind, value).hash;
    const known = (hash === undefined ? undefined : present.get(hash)) ?? unknownAddress;
    const door = { address: value ?? '', known, own: value !== undefined };
    const states = Object.assign({}, ...channelsOf(ref).map((channel) => accountStates(door, channel, profile)));
    const told = namesOf(profile).flatMap((name) => (Object.hasOwn(lastTold, name) ? [lastTold[name]] : []));
    return {
      profile,
      holds: hash === ref.hash,
      states,
      before: told.length > 0 ? Object.assign({}, ...told) : undefined,
    };
  });
}

/** The addresses that the customers carry, by their hashes: this one as it was read, the others by one batch read. */
async function presentAddresses(
  profiles: readonly Profile[],
  { ref, address }: Pick<SettledAt, 'ref' | 'address'>,
  { addresses }: Stores,
): Promise<ReadonlyMap<string, Address>> {
  const refs = profiles.flatMap(({ identities: { id, [ref.kind]: value } }) =>
    id === undefined || value === undefined ? [] : [addresses.refOf(ref.kind, value)],
  );
  const others = new Map(refs.filter(({ hash }) => hash !== ref.hash).map((one) => [one.hash, one]));
  const read = await addresses.find([...others.values()]);
  return new Map([[ref.hash, address], ...read.map(({ hash, value }) => [hash, value] as const)]);
}

function channelsOf({ kind }: AddressRef): Channel[] {
  return channels.filter((channel) => addressKindOf[channel] === kind);
}

/** The states of one account that are news to the shop. After a broken call nobody knows what it was told, so all are. */
function tellingsAbout({ profile, holds, states, before }: Concerned, at: SettledAt): Telling[] {
  const { id } = profile.identities;
  const names = namesOf(profile);
  const isSpeaker = ({ entry: { customer } }: SettledEntry) => customer !== undefined && names.includes(customer);
  if (id === undefined || (!holds && before === undefined && !isToldFirst(at, isSpeaker))) return [];
  const isAgain = at.settled.some(({ again }) => again);
  const changed = at.address.lastTold === undefined ? clearedCells(at) : [];
  const cells = new Set([...Object.keys({ ...before, ...states }), ...changed]);
  return [...cells].flatMap((cell) => {
    const [state, known] = [states[cell] ?? 'unknown', before?.[cell] ?? 'unknown'];
    if (state === known && !isAgain && !changed.includes(cell)) return [];
    const topic = topicOfCell(cell);
    const by = statementBehind({ ...(topic !== undefined && { topic }), state }, at, isSpeaker);
    const mark = isSpeaker(by) ? {} : { mark: profile.customer };
    return channelsOf(at.ref).flatMap((channel) =>
      cellOf(channel, topic) === cell ? [{ by, channel, topic, state, id, ...mark }] : [],
    );
  });
}

/** An address that was settled by an earlier version does not know what was told: then it goes by what its statements changed. */
function isToldFirst({ address, settled }: SettledAt, isSpeaker: (one: SettledEntry) => boolean): boolean {
  return address.lastTold === undefined && settled.some((one) => isSpeaker(one) && one.entry.what === 'release');
}

/** What became unknown. */
function clearedCells({ ref, settled }: SettledAt): string[] {
  const cleared = settled.flatMap(({ entry: { changes = [] } }) => changes.filter(({ state }) => state === 'unknown'));
  return cleared.flatMap(({ topic }) => channelsOf(ref).map((channel) => cellOf(channel, topic)));
}

/** The last statement about marketing as a whole, or about a topic, that led to the state for everybody or is the account's own. */
function statementBehind(
  { topic, state }: ConsentChange,
  { settled }: SettledAt,
  isSpeaker: (one: SettledEntry) => boolean,
): SettledEntry {
  const about = settled.filter(({ entry }) => isAbout(entry, topic));
  const leads = ({ entry: { changes = [] } }: SettledEntry) =>
    changes.some((change) => change.topic === topic && change.state === state);
  const found = about.findLast((one) => isSpeaker(one) || leads(one)) ?? about.at(-1) ?? settled.at(-1);
  if (found === undefined) throw new DomainError('A change of consent was to be told without a statement behind it.');
  return found;
}

/** What says nothing of whether marketing may go. */
const silent: readonly ConsentAct[] = ['naming', 'bounce', 'pause', 'less-often'];

function isAbout({ what, topics, changes = [], adds = {} }: ConsentEntry, topic: string | undefined): boolean {
  if (what === 'release' || what === 'taking' || changes.some((change) => change.topic === topic)) return true;
  if (topic !== undefined) return topics?.includes(topic) === true || Object.hasOwn(adds.topics ?? {}, topic);
  return topics === undefined && !silent.includes(what);
}

/** States of the address that hold, said by nobody who has an account, and that no account which carries it has. */
function nameless({ ref, address, settled }: SettledAt, people: readonly Concerned[]): Telling[] {
  const now = consentStates(address);
  const last = new Map(
    settled.flatMap((by) => (by.entry.changes ?? []).map((change) => [change.topic, { by, change }])),
  );
  return [...last.values()].flatMap(({ by, change: { topic, state } }) => {
    const speaker = people.find(({ profile }) => namesOf(profile).some((name) => name === by.entry.customer));
    const holds = (now.find((one) => one.topic === topic)?.state ?? 'unknown') === state;
    if (!holds || speaker?.profile.identities.id !== undefined) return [];
    return channelsOf(ref).flatMap((channel) => {
      const isAccounts = people.some(
        (one) => one.holds && one.profile.identities.id && (one.states[cellOf(channel, topic)] ?? 'unknown') === state,
      );
      return isAccounts ? [] : [{ by, channel, topic, state }];
    });
  });
}
