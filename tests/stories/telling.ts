import type { Customer, Detail } from '../scenarios/customers.ts';
import type { Shop } from './shop.ts';

/** What went out: the step, and to which address. */
export const went = ({ services }: Shop) => services.sent.map(({ tags, address }) => [tags.step, address]);

/** Tells the shop one thing after another, a minute apart. */
export async function told(
  shop: Shop,
  ...what: readonly (readonly [Parameters<Shop['post']>[0], Customer & Detail, Detail?])[]
) {
  for (const [type, customer, more] of what) {
    shop.post(type, customer, more);
    await shop.until(new Date(shop.now + 60_000).toISOString());
  }
}
