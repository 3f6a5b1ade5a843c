import type { Fact } from '../../model/fact.ts';
import type { SettledFact } from '../../model/settled.ts';
import { joinFacts } from '../../policy/past/join-facts.ts';
import { factName } from '../../policy/past/past.ts';
import { digestsOf } from '../../stores/archive.ts';
import type { History } from '../../stores/history.ts';
import { isSettledPlace } from '../../stores/item-keys.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Stored } from '../../stores/table.ts';
import { type Thing, thingsOf } from '../../stores/whereabouts.ts';

/** Of an archive with more facts only what the marks name is looked at. */
const mostShared = 500;

type InheritStores = Pick<Stores, 'archive' | 'archiveWriter' | 'facts' | 'whereabouts'>;

/**
 * Takes over a customer's part of the archive of another who was joined to them. The archive stays where it is, however
 * large: only the items that both have are read again, so that each counts once.
 * @param heir the customer who takes over, with the digests of the other already
 * @param taken those digests
 */
export async function inherit(
  from: string,
  heir: History,
  taken: readonly SettledFact[],
  stores: InheritStores,
): Promise<void> {
  if (taken.length === 0) return;
  await takeRuns(from, heir.customer, stores);
  const isMarked = digestsOf(heir).every(({ since }) => since !== undefined);
  const items = await stores.archive.allSettled(from, isMarked ? mostShared + 1 : undefined);
  if (!isMarked || items.length <= mostShared) await shareAll(items, heir, stores);
  for (const fact of heir.facts.filter(isNoDigest)) await share(heir, fact, taken, stores);
  const twins = await takeTwins(from, heir.customer, stores);
  // Of two customers who are joined to the heir at once, the second sees the marks of the first, or the first its digest.
  const digests = twins.length === 0 ? [] : await stores.archive.digests(heir.customer);
  for (const order of twins) await share(heir, { kind: 'order', id: order }, digests, stores);
}

/** The last runs about the customer: they are about the one who takes over from now on. */
async function takeRuns(from: string, to: string, { archive, archiveWriter }: InheritStores): Promise<void> {
  const subject = { kind: 'customer', id: to } as const;
  for (const run of await archive.closedAbout(from, subject)) {
    await archiveWriter.putClosed(to, { ...run, customer: to, subject });
  }
}

/** Orders that one of the two put aside and others as well: the one who takes over keeps all these marks. */
async function takeTwins(from: string, to: string, { archive, archiveWriter }: InheritStores): Promise<string[]> {
  const [theirs = [], own = []] = await Promise.all([from, to].map((customer) => archive.twins(customer)));
  const orders = new Set(own);
  for (const order of theirs) {
    if (orders.has(order)) continue;
    orders.add(order);
    await archiveWriter.markTwin(to, order);
  }
  return [...orders];
}

/** Reads a fact again that is known in several places, one of them an archive: as one fact, with what all sums hold of it. */
async function share(
  heir: History,
  of: Pick<Fact, 'kind' | 'id'>,
  digests: readonly SettledFact[],
  stores: InheritStores,
): Promise<void> {
  const { customer } = heir;
  const things: Thing[] = 'order' in of ? thingsOf(of as Fact) : [of]; // a whole fact has all its fields
  const owners = await stores.whereabouts.archivesWith(customer, digests, things);
  const archives = [...new Set([customer, ...owners])]; // the heir may be settling the first of them
  await unite(heir, await stores.archive.copies(customer, [of], archives), archives, stores);
}

/** A short archive is looked at as a whole, and one that was put aside before there were marks. */
async function shareAll(items: readonly Stored<Fact>[], heir: History, stores: InheritStores): Promise<void> {
  const { customer } = heir;
  const settled = items.map(({ value }) => value);
  const each = [...new Map(settled.map((fact) => [factName(fact), fact])).values()];
  const archives = [...new Set([customer, ...digestsOf(heir).map(({ id }) => id)])]; // the heir may be settling the first of them
  const known = Map.groupBy(await stores.archive.copies(customer, each, archives), ({ value }) => factName(value));
  for (const copies of known.values()) await unite(heir, copies, archives, stores);
}

async function unite(
  { customer }: History,
  copies: readonly Stored<Fact>[],
  archives: readonly string[],
  { facts }: InheritStores,
): Promise<void> {
  const [first, ...others] = copies.map(({ value }) => value);
  if (first === undefined || others.length === 0 || !copies.some(isSettledPlace)) return;
  await facts.adopt(customer, others.reduce(joinFacts, first), archives);
}

function isNoDigest({ kind }: Fact): boolean {
  return kind !== 'settled' && kind !== 'browsing';
}
