import type { Channel } from '../commerce/customer/channel.ts';
import { addressKinds } from '../commerce/customer/channel.ts';
import type { AddressRef } from '../model/address.ts';
import type { Conversion } from '../model/conversion.ts';
import type { Fact } from '../model/fact.ts';
import type { Run } from '../model/run.ts';
import type { Subject } from '../model/subject.ts';
import type { TurnedAway } from '../model/turned-away.ts';
import type { Track } from '../policy/delivery/lanes.ts';
import type { Keys } from '../secrets/keys.ts';
import type { Key, Places } from './table.ts';

/*
 * One table. A customer is a partition; the digit that begins a sort key puts the profile, the runs and
 * the facts side by side, so that one query reads all that a decision needs, and the ledger after them.
 *
 *   C#<customer>            1#profile
 *                           2#run#<journey>#<hash of the subject>
 *                           3#fact#<kind>#<id>
 *                           4#message#<message key>
 *                           4#refused#<journey>#<reason>#<hash of the subject>
 *                           5#conversion#<event>#<id>
 *                           6#fact#<kind>#<id>                   a settled fact, which decisions do not read
 *                           6#order#<hash>#order#<id>            a settled order; beside it:
 *                           6#order#<hash>#parcel#<id>           … each parcel that has not arrived
 *                           6#order#<hash>#!<kind>               … the last parcel, review … of the others
 *                           7#run#<hash>#<journey>               a run that is not read any more
 *                           7#about#<hash>#<hash>#<journey>      a mark that says so, under what the run is about
 *                           6#twin#<hash>                        a mark: an order that others have put aside as well
 *                           8#name#<customer>                  a mark: another name of the customer, of more than a profile keeps
 *   W#<hash of a thing>     6#where#<customer>                   a mark: the customer has put aside something about the thing
 *   I#<kind>#<hash>         identity            → the customer it belongs to
 *                           address             what belongs to a mailbox or number, not to a customer
 *                           consent#<time>#<hash> an entry of the ledger of consent
 *   T#<hash>                wording             words that customers agreed to
 *   G#<channel>#<lane>#<n>  lane                when the next place is free on a track of the lane
 *   G#<channel>             rate                how many messages the account may send a second
 *                           reports             how far the reports on what was sent have come in
 *   S#switches              switches            what the shop has paused
 *   K#<connector>#<hash>    6#thing             the last state of a platform's thing, such as an order
 *   K#<connector>           6#times             when a connector delivered
 *                           6#lease             who renews its access token
 *   K#!order#<hash>         6#owner             the keyed hash of the identity that an order of a connector was placed under
 *   K#!orders               6#placing           the connectors that have reported orders
 */

/** The bounds of the query that reads a customer's profile, runs and facts. */
export const historyRange = { from: '1#', to: '3#~' } as const;

/** The bounds of the query that reads a customer's ledger. */
export const ledgerRange = { from: '4#message#', to: '4#message#~' } as const;

/** The bounds of the query that reads which events of a customer started nothing. */
export const refusalRange = { from: '4#refused#', to: '4#refused#~' } as const;

/** The bounds of the query that reads the lines of a run. */
export function linesRange(run: string): { readonly from: string; readonly to: string } {
  return { from: `4#message#${run}_`, to: `4#message#${run}_~` };
}

/** The bounds of the query that reads a customer's conversions. */
export const conversionRange = { from: '5#', to: '5#~' } as const;

/** The partitions of customers, of mailboxes and phone numbers, of lanes, and of switches, as IAM's conditions name them. */
export const everyPartition = {
  ofCustomers: ['C#*'],
  ofThings: ['W#*'],
  ofAddresses: addressKinds.map((kind) => `I#${kind}#*`),
  ofWordings: ['T#*'],
  ofLanes: ['G#*'],
  ofSwitches: ['S#*'],
  ofConnectors: ['K#*'],
  ofPages: ['K#browser', 'K#browser#*'],
  ofBrowsers: ['I#anonymousId#*'],
  ofSenderChecks: ['D#*'],
};

/** The partition of a customer. */
export function customerPartition(customer: string): string {
  return `C#${customer}`;
}

/** The place of a profile in its partition. */
export const profilePlace = '1#profile';

/**
 * The places in a partition that a sweep reads of every customer: the profile, the orders, and the digests of settled
 * ones.
 */
export const sweptPlaces = { sk: profilePlace, prefixes: ['3#fact#order#', '3#fact#settled#'] } as const;

export function profileKey(customer: string): Key {
  return { pk: customerPartition(customer), sk: profilePlace };
}

/** The prefix of the place of a digest of settled facts. */
export const settledFactPrefix = '3#fact#settled#';

/** The prefix of a run's place. */
export const runPrefix = '2#run#';

/** The key of the latest run of a journey about a subject. */
export function runKey(customer: string, journey: string, subject: Subject, keys: Keys): Key {
  return { pk: customerPartition(customer), sk: `${runPrefix}${journey}#${keys.hash(subject.kind, subject.id)}` };
}

/** The key of a fact: its own identity, so that there is one item however often it is reported. */
export function factKey(customer: string, { kind, id }: Pick<Fact, 'kind' | 'id'>): Key {
  return { pk: customerPartition(customer), sk: `3#fact#${kind}#${id}` };
}

/**
 * The key of a settled fact beside its order, so that one query finds what is needed about an order, however many
 * parcels and reviews it has: each parcel that has not arrived; of those that have, and of each other kind, the last
 * one. These places come before and after the order itself. Undefined for a fact about no order, and for the order.
 */
export function besideOrderKey(customer: string, fact: Fact, keys: Keys): Key | undefined {
  const order = fact.kind === 'order' ? undefined : orderIn(fact);
  if (order === undefined) return undefined;
  const isUnderWay = fact.kind === 'shipment' && fact.deliveredAt === undefined;
  const place = isUnderWay ? `parcel#${fact.id}` : `!${fact.kind}`;
  return { pk: customerPartition(customer), sk: `${settledOrderPrefix(order, keys)}${place}` };
}

/** The key of a settled fact, by its kind and id. */
export function settledKey(customer: string, { kind, id }: Pick<Fact, 'kind' | 'id'>, keys: Keys): Key {
  const place = kind === 'order' ? `${settledOrderPrefix(id, keys)}order#${id}` : `6#fact#${kind}#${id}`;
  return { pk: customerPartition(customer), sk: place };
}

/** The bounds of the query that reads the settled facts about an order, with the order. */
export function settledOrderRange(order: string, keys: Keys): { readonly from: string; readonly to: string } {
  const prefix = settledOrderPrefix(order, keys);
  return { from: prefix, to: `${prefix}~` };
}

function settledOrderPrefix(order: string, keys: Keys): string {
  return `6#order#${keys.hash('order', order)}#`;
}

/** The bounds of all settled facts of a customer. */
export const settledRange = { from: '6#fact#', to: '6#order#~' } as const;

/** The order that a fact is about, or is. */
function orderIn(fact: Fact): string | undefined {
  if (fact.kind === 'order') return fact.id;
  return 'order' in fact ? fact.order : undefined;
}

/** The part that runs of all journeys about one subject share, in their ids and in their keys once closed. */
export function subjectHash(customer: string, { kind, id }: Subject, keys: Keys): string {
  return keys.hash(`run:${customer}:${kind}`, id).slice(0, 20);
}

/** The id of a run: at most 80 characters of [0-9A-Za-z-], the same whenever the same event comes. */
export function runId({ customer, journey, subject, startedAt }: RunName, keys: Keys): string {
  return `${journey}-${subjectHash(customer, subject, keys)}-${startedAt.toString(36)}`;
}

type RunName = Pick<Run, 'customer' | 'journey' | 'subject' | 'startedAt'>;

/** The prefix of the place of a run that is no longer read. */
export const closedPrefix = '7#run#';

/** The key of a run that is no longer read, by its id; undefined for any other text. */
export function closedRunKey(customer: string, run: string): Key | undefined {
  const [, journey, hash] = /^(.+)-([0-9a-f]{20})--?[0-9a-z]+$/.exec(run) ?? [];
  return hash === undefined ? undefined : { pk: customerPartition(customer), sk: `${closedPrefix}${hash}#${journey}` };
}

/**
 * The key of the mark that a run about this subject is closed. Its place does not contain the customer, so that one
 * query finds the runs of all who turned out to be one; a run about the customer is about nobody else.
 */
export function closedMark(customer: string, subject: Subject, run: Key, keys: Keys): Key {
  return { pk: customerPartition(customer), sk: `${markPrefix(subject, keys)}${run.sk.slice(closedPrefix.length)}` };
}

/** The bounds of the query that reads the marks of the closed runs about a subject. */
export function closedMarks(subject: Subject, keys: Keys): { readonly from: string; readonly to: string } {
  const prefix = markPrefix(subject, keys);
  return { from: prefix, to: `${prefix}~` };
}

/** The key of the run that a mark points to. */
export function markedRun({ pk, sk }: Key): Key {
  return { pk, sk: `${closedPrefix}${sk.split('#').slice(3).join('#')}` };
}

/** The prefix of the place of a mark that a run about a subject is closed. */
export const closedMarkPrefix = '7#about#';

function markPrefix({ kind, id }: Subject, keys: Keys): string {
  return `${closedMarkPrefix}${keys.hash('about', `${kind}\0${kind === 'customer' ? '' : id}`)}#`;
}

/** The key of the mark that a customer has archived something about a thing, such as an order. */
export function whereKey(
  customer: string,
  { kind, id }: { readonly kind: string; readonly id: string },
  keys: Keys,
): Key {
  return { pk: `W#${keys.hash('where', `${kind}\0${id}`)}`, sk: `${whereRange.from}${customer}` };
}

/** The bounds of all such marks of a thing. */
export const whereRange = { from: '6#where#', to: '6#where#~' } as const;

/** The customer whose mark it is. */
export function customerInMark({ sk }: Key): string {
  return sk.slice(whereRange.from.length);
}

/** The key of the mark that an order in a customer's archive is in other archives as well. */
export function twinKey(customer: string, order: string, keys: Keys): Key {
  return { pk: customerPartition(customer), sk: `${twinRange.from}${keys.hash('order', order)}` };
}

/** The bounds of all such marks of a customer. */
export const twinRange = { from: '6#twin#', to: '6#twin#~' } as const;

/** The prefix of the marks of a customer's further names. */
const namePrefix = '8#name#';

/** The key of the mark that a customer is also known by a name for which the profile has no room. It does not expire. */
export function nameKey(customer: string, name: string): Key {
  return { pk: customerPartition(customer), sk: `${namePrefix}${name}` };
}

/** The name in such a mark; undefined for any other item. */
export function nameInMark({ sk }: Key): string | undefined {
  return sk.startsWith(namePrefix) ? sk.slice(namePrefix.length) : undefined;
}

/** The bounds of everything in a customer's partition. */
export const wholeRange = { from: '0', to: '9~' } as const;

/** The places of the ledger that a scan looks for: one line's, or all of a journey's, with the events that started nothing. */
export function ledgerPlaces({ key, journey }: { readonly key?: string; readonly journey?: string }): Places {
  if (key !== undefined) return { sk: `${ledgerRange.from}${key}`, prefixes: [] };
  if (journey === undefined) return { sk: '', prefixes: [ledgerRange.from] };
  return { sk: '', prefixes: [`${ledgerRange.from}${journey}-`, `${refusalRange.from}${journey}#`] };
}

/** The bounds of the query that reads everything in a customer's partition. */
export const everythingRange = { from: '1#', to: '7#~' } as const;

/** True for an item that decisions do not read. */
export function isSettledPlace({ sk }: Key): boolean {
  return sk.startsWith('6#') || sk.startsWith('7#');
}

/** The prefix of a ledger line's place. */
export const linePrefix = '4#message#';

/** The key of a message's ledger line. */
export function ledgerKey(customer: string, message: string): Key {
  return { pk: customerPartition(customer), sk: `${linePrefix}${message}` };
}

export function isLedgerLine(sk: string): boolean {
  return sk.startsWith(linePrefix);
}

/** The key of the record of events of a subject that started nothing in a journey, for one reason. */
export function refusalKey({ customer, journey, reason }: RefusalName, subject: Subject, keys: Keys): Key {
  const place = `${refusalRange.from}${journey}#${reason}#${subjectHash(customer, subject, keys)}`;
  return { pk: customerPartition(customer), sk: place };
}

type RefusalName = Pick<TurnedAway, 'customer' | 'journey' | 'reason'>;

/** The key of a conversion: the occurrence, so that there is one item whichever message it is credited to. */
export function conversionKey({ customer, on, id }: Pick<Conversion, 'customer' | 'on' | 'id'>): Key {
  return { pk: customerPartition(customer), sk: `5#conversion#${on}#${id}` };
}

/** The key of an identity. It holds a keyed hash, never the address itself. */
export function identityKey(kind: string, value: string, keys: Keys): Key {
  return { pk: `I#${kind}#${keys.hash(kind, value)}`, sk: 'identity' };
}

/** The key of a mailbox or phone number: beside the identity, under the same keyed hash. */
export function addressKey({ kind, hash }: AddressRef): Key {
  return { pk: `I#${kind}#${hash}`, sk: 'address' };
}

/** The prefix of the places of the ledger of consent, beside its address. */
const consentPrefix = 'consent#';

/** The bounds of the query that reads the ledger of consent of an address. */
export const consentRange = { from: consentPrefix, to: `${consentPrefix}~` } as const;

/** The key of an entry of the ledger of consent. @param id sorts by time */
export function consentKey({ kind, hash }: AddressRef, id: string): Key {
  return { pk: `I#${kind}#${hash}`, sk: `${consentPrefix}${id}` };
}

/** The key of the words that somebody agreed to, kept once under a hash of them. */
export function wordingKey(hash: string): Key {
  return { pk: `T#${hash}`, sk: 'wording' };
}

/** A track of a lane, or that of replies. */
export type TrackName = Pick<Track, 'number'> & { readonly lane: Track['lane'] | 'replies' };

/** The key of a lane's track. Each track has a partition of its own: a partition takes a thousand writes a second. */
export function laneKey(channel: Channel, { lane, number }: TrackName): Key {
  return { pk: `G#${channel}#${lane}#${number}`, sk: 'lane' };
}

/** The key of a channel's rate. */
export function rateKey(channel: Channel): Key {
  return { pk: `G#${channel}`, sk: 'rate' };
}

/** The key of how far the reports on what a channel has sent have come in. */
export function reportTimesKey(channel: Channel): Key {
  return { pk: `G#${channel}`, sk: 'reports' };
}

/** The key of what a connector remembers of a thing of its platform. */
export function connectorThingKey(connector: string, resource: string, id: string, keys: Keys): Key {
  return { pk: `K#${connector}#${keys.hash(`thing:${connector}`, `${resource}\0${id}`)}`, sk: '6#thing' };
}

/**
 * The key of the owner of an order that came through a connector. Two connectors may have orders of the same number.
 * @param from the connector, and whether the order is a test's; left out for orders of before, which were noted without it
 */
export function orderOwnerKey(order: string, keys: Keys, from?: { connector: string; test: boolean }): Key {
  const name = from === undefined ? order : `${from.connector}${from.test ? ' test' : ''}\0${order}`;
  return { pk: `K#!order#${keys.hash('owned order', name)}`, sk: '6#owner' };
}

/** The key of which connectors have reported orders. */
export const orderingConnectorsKey: Key = { pk: 'K#!orders', sk: '6#placing' };

/** The key of when a connector delivered. */
export function connectorTimesKey(connector: string): Key {
  return { pk: `K#${connector}`, sk: '6#times' };
}

/** The key of a lease: that of renewing access tokens, of whichever connector. */
export function connectorLeaseKey(name: string): Key {
  return { pk: `K#${name}`, sk: '6#lease' };
}

/** The key of an identity by its hash. */
export function identityKeyOf({ kind, hash }: { readonly kind: string; readonly hash: string }): Key {
  return { pk: `I#${kind}#${hash}`, sk: 'identity' };
}

/** The key of what the last check of the sender found. */
export const senderCheckKey: Key = { pk: 'D#sender', sk: 'check' };

/** The key of the one item of switches. */
export const switchesKey: Key = { pk: 'S#switches', sk: 'switches' };

/**
 * True for items that expire, counted from the last write: runs, facts, the ledger, conversions, and their archived
 * forms, whose digits follow. A profile, an identity and an address hold proofs of consent and opt-outs, and stay.
 */
export function expires({ sk }: Key): boolean {
  return /^[2-7]#/.test(sk);
}

const ownNames = ['identity', 'address', 'lane', 'rate', 'reports', 'switches', 'wording', 'check'] as const;

type Noun =
  | 'consent'
  | 'connection'
  | 'profile'
  | 'run'
  | 'mark'
  | 'fact'
  | 'message'
  | 'refusal'
  | 'conversion'
  | 'other'
  | (typeof ownNames)[number];

/** Which noun an item holds, read from its key: other, where it is none of these. */
export function nounOf({ sk }: Key): Noun {
  const own = ownNames.find((name) => name === sk);
  if (own !== undefined) return own;
  if (sk.startsWith(consentPrefix)) return 'consent';
  if (/^6#(thing|times|lease|owner|placing)$/.test(sk)) return 'connection';
  if (/^(7#about|6#where|6#twin|8#name)#/.test(sk)) return 'mark';
  if (sk.startsWith(refusalRange.from)) return 'refusal';
  return (
    ({ '1': 'profile', '2': 'run', '3': 'fact', '4': 'message', '5': 'conversion', '6': 'fact', '7': 'run' } as const)[
      sk.charAt(0)
    ] ?? 'other'
  );
}
