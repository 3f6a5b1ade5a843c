import { fromIso } from '../../policy/time/timing.ts';
import type { Stores } from '../../stores/stores.ts';
import type { Incoming } from './incoming.ts';

/**
 * Notes a purchase on the copy of the cart that another customer has. A guest who filled a cart and an account that
 * ordered it stay two customers until something proves them one, and neither may be reminded of a cart that was bought.
 * They count as one person where they share a mailbox or a browser.
 */
export async function noteBoughtCart(
  { event, named, owners }: Incoming,
  customer: string,
  stores: Stores,
): Promise<void> {
  if (event.type !== 'order.placed' || event.cart === undefined || event.test) return;
  const { id } = event.cart;
  const told = event.history ? { history: true as const } : {};
  const bought = { kind: 'cart' as const, id, boughtAt: fromIso(event.occurredAt), ...told };
  const keys = named.flatMap(({ kind, owner = '' }) => (kind === 'email' || kind === 'anonymousId' ? [owner] : []));
  for (const other of keys.flatMap((key) => owners.get(key) ?? [])) {
    const has = other.fact('cart', id) !== undefined;
    if (has && other.customer !== customer) await stores.facts.adopt(other.customer, bought);
  }
}
