import { day, hour } from '../../commerce/values/time-units.ts';
import { suppress } from '../../policy/customer/address.ts';
import type { Stores } from '../../stores/stores.ts';

/** An address on the list of addresses to which SES sends nothing any more. */
export interface ListedAddress {
  readonly address: string;
  readonly reason: 'bounce' | 'complaint';
  /** Epoch milliseconds. */
  readonly at: number;
}

interface Lists {
  readonly stores: Pick<Stores, 'addresses'>;
  readonly listedSince: (time: number) => AsyncIterable<ListedAddress>;
}

/** Lists are read from a little before the last check: SES shows an address on its list a while after it put it there. */
const overlap = hour;

/** So many are closed at the same time: a busy account lists thousands a day, and the check has a minute. */
const sideBySide = 10;

/**
 * Closes what SES has put on its own list: also by mail that did not come from here. What was reopened since stays open.
 * What is no longer on the list stays closed: taking an address off it is no consent, and reopening it here says who did.
 * @param last the last check; without one a day is read: SES drops mail to older entries, and its report closes them here
 */
export async function closeListed(
  last: number | undefined,
  now: number,
  { stores, listedSince }: Lists,
): Promise<void> {
  let batch: Promise<unknown>[] = [];
  for await (const listed of listedSince((last ?? now - day) - overlap)) {
    batch.push(close(listed, stores));
    if (batch.length < sideBySide) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
}

function close({ address, reason, at }: ListedAddress, { addresses }: Lists['stores']): Promise<unknown> {
  const said = { what: reason, saidAt: at, from: 'report', source: reason } as const;
  return addresses.change(addresses.refOf('email', address), (known) => suppress(known, { reason, at }), said);
}
