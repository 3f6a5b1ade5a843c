import { addressKinds } from '../../commerce/customer/channel.ts';
import type { Address, RecordedConsent } from '../../model/address.ts';
import type { ExportedAddress, ExportedItem, ExportPage } from '../../model/data-request.ts';
import { isOwnEntry, type Owner, ownPartOf } from '../../policy/customer/own-part.ts';
import { toIso } from '../../policy/time/timing.ts';
import { nounOf } from '../../stores/item-keys.ts';
import type { Stored } from '../../stores/table.ts';
import type { Ports } from '../ports.ts';
import { allAddressesOf, holdingsOf, lastName, type OwnAddress, ownMessages } from './holdings.ts';

type ExportPorts = Pick<Ports, 'stores'>;

/** Where a page begins. */
interface From {
  readonly name?: string | undefined;
  readonly after?: string | undefined;
}

/** So many items fit into an answer of Lambda: six megabytes, of items that seldom have four kilobytes. */
const pageItems = 400;

/**
 * One page of everything that is kept about a customer, under all names: every item as it is stored, with times in ISO 8601.
 * The last page has what is kept of their addresses.
 */
export async function exportCustomer(customer: string, from: From, { stores }: ExportPorts): Promise<ExportPage> {
  const last = await lastName(customer, stores);
  const holdings = await holdingsOf(last, stores);
  const names = holdings.map((holding) => holding.customer);
  const name = from.name ?? last;
  const read = await stores.erasures.some(name, from.after, pageItems);
  const items = read.map((item) => exported(item, name));
  const end = read.at(-1);
  if (end !== undefined && read.length === pageItems) {
    return { customer: last, names, items, next: { name, after: end.sk } };
  }
  const following = names[names.indexOf(name) + 1];
  if (following !== undefined) return { customer: last, names, items, next: { name: following } };
  const refs = allAddressesOf(holdings, stores);
  const claims = holdings.flatMap(({ profile }) => Object.keys(profile?.value.claims ?? {}));
  const carried = await carriedBy(last, stores);
  const whose = { names, isTheirs: ownMessages(holdings, claims) };
  const addresses = await Promise.all(
    refs.map((ref) => ofAddress(ref, { ...whose, carries: carried.has(ref.hash) }, stores)),
  );
  return { customer: last, names, items, addresses };
}

function exported(item: Stored<unknown>, under: string): ExportedItem {
  return { kind: nounOf(item), under, place: item.sk, value: withIsoTimes(item.value) };
}

/** The hashes of the addresses that the customer carries now: what was said at a former one since is its next owner's. */
async function carriedBy(customer: string, { customers, addresses }: Ports['stores']): Promise<ReadonlySet<string>> {
  const { identities = {} } = (await customers.profile(customer)) ?? {};
  const refs = addressKinds.flatMap((kind) => {
    const value = identities[kind];
    return value === undefined ? [] : [addresses.refOf(kind, value).hash];
  });
  return new Set(refs);
}

async function ofAddress(
  ref: OwnAddress,
  { carries, ...whose }: Omit<Owner, 'leads'> & { readonly carries: boolean },
  stores: Ports['stores'],
): Promise<ExportedAddress> {
  const { kind, hash, value } = ref;
  const items = await stores.erasures.ofAddress(ref);
  const pointer = carries ? await stores.identities.ownerByHash({ kind, hash }) : undefined;
  const owner = { ...whose, leads: pointer !== undefined && whose.names.includes(pointer) };
  return {
    kind,
    ...(value !== undefined && { address: value }),
    hash,
    items: items.flatMap((item) => {
      const own = ownIn(item, owner);
      return own === undefined ? [] : [{ place: item.sk, value: withIsoTimes(own) }];
    }),
  };
}

/** As much of an item beside an address as is the customer's; undefined if nothing is. */
function ownIn(item: Stored<unknown>, owner: Owner): unknown {
  const noun = nounOf(item);
  if (noun === 'address') return ownPartOf(item.value as Address, owner); // the key says so
  if (noun === 'consent') return isOwnEntry(item.value as RecordedConsent, owner) ? item.value : undefined;
  return owner.leads ? item.value : undefined;
}

/** Epoch milliseconds of this century, and of none that money or counts come to. */
const times = { from: Date.UTC(2000, 0), to: Date.UTC(2100, 0) };

/** Numbers that are no times, however large: money in its smallest unit, and versions. */
const notTimes = ['minor', 'amount', 'version'];

/** A stored value with its times in ISO 8601. Amounts of money are not times, however large. */
export function withIsoTimes(value: unknown, name = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => withIsoTimes(one, name));
  if (typeof value === 'number') {
    const isTime = Number.isInteger(value) && value >= times.from && value < times.to && !notTimes.includes(name);
    return isTime ? toIso(value) : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, withIsoTimes(one, key)]));
}
