import { hour } from '../../commerce/values/time-units.ts';
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
 * A page that SES does not give and an address that cannot be closed leave the others alone.
 * @param since up to when the list has been read; epoch milliseconds
 * @returns what kept it from closing all of them, to be tried again
 */
export async function closeListed(since: number, { stores, listedSince }: Lists): Promise<readonly unknown[]> {
  const failures: unknown[] = [];
  const closeAll = async (batch: readonly ListedAddress[]) => {
    const closed = await Promise.allSettled(batch.map((listed) => close(listed, stores)));
    failures.push(...closed.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])));
  };
  let batch: ListedAddress[] = [];
  try {
    for await (const listed of listedSince(since - overlap)) {
      batch.push(listed);
      if (batch.length < sideBySide) continue;
      await closeAll(batch);
      batch = [];
    }
  } catch (error) {
    failures.push(error);
  }
  await closeAll(batch);
  return failures;
}

function close({ address, reason, at }: ListedAddress, { addresses }: Lists['stores']): Promise<unknown> {
  const said = { what: reason, saidAt: at, from: 'report', source: reason } as const;
  return addresses.change(addresses.refOf('email', address), (known) => suppress(known, { reason, at }), said);
}
