import { isDeepStrictEqual } from 'node:util';
import { minute } from '../../commerce/values/time-units.ts';
import type { Address, AddressRef } from '../../model/address.ts';
import type { ConsentSaid } from '../../model/consent-entry.ts';
import type { ErasureReport } from '../../model/data-request.ts';
import { RetryableError } from '../../model/errors.ts';
import { type Message, secondKeyOf } from '../../model/message.ts';
import type { Run } from '../../model/run.ts';
import { tombstoneOf, withoutCustomer, withRefusals } from '../../policy/customer/erasure.ts';
import { fromIso, toIso } from '../../policy/time/timing.ts';
import { untilFirst } from '../../stores/change.ts';
import type { Holding } from '../../stores/erasures.ts';
import type { Ports } from '../ports.ts';
import { releaseWaiting } from '../resume.ts';
import { addressesOf, allAddressesOf, countsOf, lastName, linesIn, namesIn, ownMessages, runsIn } from './holdings.ts';
import { refusalsAt } from './refusals.ts';

export type ErasePorts = Pick<
  Ports,
  'stores' | 'clock' | 'resume' | 'cancelStart' | 'cancelReturn' | 'lookAgain' | 'count'
>;

/** An erasure that is asked for. */
export interface Erasing {
  readonly customer: string;
  /** What happened by then is erased; epoch milliseconds. */
  readonly at: number;
  /** Which of the later looks it is; undefined when it begins. */
  readonly again?: number | undefined;
}

/** So often a partition is emptied before the caller has to come again: functions that were under way may still write. */
const mostRounds = 5;

/** A start or a message that was due just now may still be on its way. */
const justNow = 5 * minute;

/**
 * Erases a customer under all names. First the later looks are arranged, so that an erasure which breaks off is finished by
 * one of them. Then each profile is replaced by what is left of it, by one conditional write: from then on every function
 * that loads the customer passes. Then their runs are let go, their addresses forget them, and their items are deleted. The
 * later looks find what functions wrote that were under way. Repeating it changes nothing more.
 * @throws RetryableError when it has to be repeated
 */
export async function eraseCustomer({ customer, at, again }: Erasing, ports: ErasePorts): Promise<ErasureReport> {
  const looksAgain = again === undefined ? await ports.lookAgain(await lastName(customer, ports.stores), at) : [];
  const buried = await buryAll(customer, at, ports);
  const erasedAt = buried[0]?.profile?.value.erased?.at ?? at;
  const names = buried.map((holding) => holding.customer);
  const addresses = allAddressesOf(buried, ports.stores);
  const released = await letGo(buried, ports);
  await forgetAt(addresses, { buried, names, at: erasedAt }, ports);
  const deleted: Record<string, number> = {};
  for (const holding of buried) await empty(holding, deleted, ports);
  ports.count('Erasure', { look: String(again ?? 0), found: String(Object.keys(deleted).length > 0) });
  return {
    customer: names[0] ?? customer,
    erasedAt: toIso(erasedAt),
    names: names.length,
    deleted,
    addresses: addresses.length,
    ...released,
    looksAgain: looksAgain.map(toIso),
  };
}

/** Replaces the profiles under all names, the last one first: it is the one that is used. */
async function buryAll(customer: string, at: number, ports: ErasePorts): Promise<Holding[]> {
  const first = await untilFirst(8, changing, async () =>
    bury(await lastName(customer, ports.stores), at, ports, true),
  );
  const all = [first];
  const names = [first.customer];
  for (let next = 0; next < all.length; next += 1) {
    for (const name of all[next] ? namesIn(all[next] as Holding) : []) {
      // the loop's own bound
      if (names.includes(name)) continue;
      names.push(name);
      all.push(await untilFirst(8, changing, () => bury(name, at, ports, false)));
    }
  }
  return all;
}

const changing = 'A customer changed eight times while they were being erased.';

/** @returns what stood there; undefined when somebody changed the profile meanwhile */
async function bury(
  customer: string,
  at: number,
  { stores }: ErasePorts,
  isLast: boolean,
): Promise<Holding | undefined> {
  const holding = await stores.erasures.holding(customer);
  const { profile } = holding;
  if (isLast && profile?.value.mergedInto !== undefined && profile.value.erased === undefined) return undefined;
  const addresses = addressesOf(holding, stores).map(({ kind, hash }) => ({ kind, hash }));
  const refused = profile?.value.erased?.refused ?? (profile && isLast ? await refusalsAt(profile.value, stores) : []);
  const erased = {
    at: profile?.value.erased?.at ?? at,
    ...(addresses.length > 0 && { addresses }),
    ...(refused.length > 0 && { refused }),
  };
  const left = tombstoneOf(customer, erased, namesIn(holding));
  const buried = { ...holding, profile: { ...(profile ?? keyless(customer)), value: left } };
  if (isDeepStrictEqual(left, profile?.value)) return buried;
  const isBuried = await stores.erasures.entomb(left, profile?.rev ?? 0);
  return isBuried ? { ...buried, claims: Object.keys(profile?.value.claims ?? {}) } : undefined;
}

function keyless(customer: string) {
  return { pk: customer, sk: '', rev: 0 };
}

/** Ends what goes on without the table: executions that wait for an event pass, and schedules are deleted. */
async function letGo(
  buried: readonly Holding[],
  { resume, clock, cancelStart, cancelReturn }: ErasePorts,
): Promise<Pick<ErasureReport, 'runsEnded' | 'schedules'>> {
  const since = clock() - justNow;
  const runs = buried.flatMap(runsIn);
  let schedules = 0;
  for (const run of runs) {
    if (run.awaiting !== undefined) await releaseWaiting(run.awaiting, { resume, clock });
    if (fromIso(run.input.next.until) < since) continue;
    await cancelStart(run.journey, run.id);
    schedules += 1;
  }
  for (const [key, until] of buried.flatMap(linesIn).flatMap(returnsOf)) {
    if (until < since) continue;
    await cancelReturn(key, until);
    schedules += 1;
  }
  return { runsEnded: runs.filter(isUnderWay).length, schedules };
}

/** The schedules by which a message may come back: the message's key, and when. */
function returnsOf({ key, outcome, until, fallBackAt }: Message): [string, number][] {
  return [
    ...(outcome === 'held' && until !== undefined ? [[key, until] satisfies [string, number]] : []),
    ...(fallBackAt !== undefined ? [[secondKeyOf(key), fallBackAt] satisfies [string, number]] : []),
  ];
}

function isUnderWay({ ended, movedTo }: Run): boolean {
  return ended === undefined && movedTo === undefined;
}

/** Lets the addresses forget the customer, and enters that in their ledgers. */
async function forgetAt(
  refs: readonly AddressRef[],
  {
    buried,
    names,
    at,
  }: { readonly buried: readonly Holding[]; readonly names: readonly string[]; readonly at: number },
  { stores }: ErasePorts,
): Promise<void> {
  const isTheirs = ownMessages(
    buried,
    buried.flatMap(({ claims = [] }) => claims),
  );
  const [customer] = names;
  const source = 'erasure of the customer’s data';
  const said: ConsentSaid = { what: 'erasure', saidAt: at, from: 'unknown', source, ...(customer && { customer }) };
  const refused = buried.flatMap(({ profile }) => profile?.value.erased?.refused ?? []);
  for (const ref of refs) {
    const refusals = refused.filter(({ kind, hash }) => kind === ref.kind && hash === ref.hash);
    const forget = (known: Address) => withRefusals(withoutCustomer(known, names, at, isTheirs), refusals);
    await stores.addresses.change(ref, forget, said);
  }
}

/** Deletes everything under a name, and looks again until nothing is there. */
async function empty({ customer, items }: Holding, deleted: Record<string, number>, { stores }: ErasePorts) {
  let left = items;
  for (let round = 0; left.length > 0; round += 1) {
    if (round === mostRounds) throw new RetryableError('A customer is written to while they are being erased.');
    for (const [kind, count] of Object.entries(countsOf(left))) deleted[kind] = (deleted[kind] ?? 0) + count;
    await stores.erasures.remove(customer, left);
    left = (await stores.erasures.holding(customer)).items;
  }
}
