import * as z from 'zod/mini';
import { isCurrency } from '../../commerce/values/currency.ts';

/** What a shop on Shopify may set. */
export const shopifyConfig = z.object({
  /** `tea-house.myshopify.com`. Deliveries of another shop with the same app are ignored then. Unset: any shop's count. */
  domain: z.optional(
    z
      .string()
      .check(
        z.regex(
          /^[a-z0-9][a-z0-9-]*\.myshopify\.com$/,
          'must be the domain that Shopify gave the shop, such as tea-house.myshopify.com, without https://',
        ),
      ),
  ),
  /** The address that customers see: `https://tea-house.example`. Unset: that of the domain. */
  url: z.optional(z.url({ protocol: /^https$/, error: 'must be an https address' })),
  /** The shop's currency, for carts of old API versions, which name none. */
  currency: z.optional(z.string().check(z.refine(isCurrency, 'must be a currency of ISO 4217, such as JPY'))),
  /** The cart attribute that holds the visitor's anonymous id. It counts once a checkout or an order names an address with it. */
  anonymousAttribute: z._default(z.string().check(z.minLength(1)), 'aftercart_id'),
  /**
   * Whose record makes a `customer.created`. `accounts`: those who have activated an account. `all`: also guests, whose record
   * Shopify makes at their first checkout, and visitors who only subscribed.
   */
  newCustomers: z._default(z.enum(['accounts', 'all']), 'accounts'),
});

export type ShopifyConfig = z.output<typeof shopifyConfig>;
