import { fromIso } from '../../policy/time/timing.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Incoming } from './incoming.ts';

/**
 * Notes on a cart that it was bought where another customer has it: a guest who filled it and an account that ordered
 * it are two as long as nothing proves that they are one, and nobody is to be reminded of what was bought. They are taken
 * for one person where they share a mailbox or a browser.
 */
export async function noteBoughtCart(
  { event, named, owners }: Incoming,
  customer: string,
  stores: Stores,
): Promise<void> {
  if (event.type !== 'order.placed' || event.cart === undefined || event.test) return;
  const { id } = event.cart;
  const boughtAt = fromIso(event.occurredAt);
  const keys = named.flatMap(({ kind, owner = '' }) => (kind === 'email' || kind === 'anonymousId' ? [owner] : []));
  for (const other of keys.flatMap((key) => owners.get(key) ?? [])) {
    const has = other.fact('cart', id) !== undefined;
    if (has && other.customer !== customer) await stores.facts.adopt(other.customer, { kind: 'cart', id, boughtAt });
  }
}
