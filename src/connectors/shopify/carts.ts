import * as z from 'zod/mini';
import { eventIdOf } from '../contract/event-id.ts';
import { ignoredAs } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { linesOf, sumOf } from './amounts.ts';
import type { ShopifyConfig } from './config.ts';
import { cartVisitor } from './customer.ts';
import { type LineFields, lineFields } from './fields.ts';
import type { ResourceMapping } from './part.ts';

const cartFields = z.object({
  token: z.string(),
  line_items: z.array(lineFields),
  updated_at: z.string(),
});

/**
 * A cart names nobody: its visitor is known by the cart's own token, which a checkout joins to a person. The attributes do not
 * count, because a link can set them: whose they are would be told what a stranger has in the cart.
 */
export const mapCart: ResourceMapping = (part, config, last) => {
  const cart = readBody('shopify carts', cartFields, part.body);
  const customer = { anonymousId: cartVisitor(cart.token) };
  const facts = { occurredAt: cart.updated_at, customer };
  const id = eventIdOf('shopify', 'cart', cart.token, Date.parse(cart.updated_at));
  if (cart.line_items.length === 0) {
    const remember = { filled: false };
    if (last?.filled !== true) return ignoredAs('never-filled', remember);
    return { events: [{ type: 'cart.emptied', detail: { id, ...facts, cart: { id: cart.token } } }], remember };
  }
  const lines = linesOf(cart.line_items, config.currency);
  const total = sumOf(lines);
  if (total === undefined) {
    const problem = 'is missing: set the currency of the connector in infra/settings.ts';
    return { ...ignoredAs('no-currency'), missing: [{ path: 'line_items.0.price_set', problem }] };
  }
  const url = cartUrl(part.headers['x-shopify-shop-domain'], cart.line_items, config);
  const detail = { id, ...facts, cart: { id: cart.token, total, lines, ...(url && { url }) } };
  return { events: [{ type: 'cart.updated', detail }], remember: { filled: true } };
};

/**
 * A link that fills the cart with the same goods on any device.
 * Source: https://shopify.dev/docs/apps/build/checkout/create-cart-permalinks
 */
function cartUrl(domain: string | undefined, lines: readonly LineFields[], config: ShopifyConfig): string | undefined {
  const home = config.url ?? ((config.domain ?? domain) ? `https://${config.domain ?? domain}` : undefined);
  const goods = lines.flatMap(({ variant_id: variant, quantity }) => (variant ? [`${variant}:${quantity}`] : []));
  if (home === undefined || goods.length < lines.length || goods.length > 20) return undefined;
  return new URL(`/cart/${goods.join(',')}?storefront=true`, home).href;
}
