import * as z from 'zod/mini';

const key = z.optional(z.string().check(z.minLength(1)));

/** What a shop on WooCommerce may set. */
export const wooConfig = z.object({
  /** The site's address: `https://shop.example`. The REST API is below it. Needed only to ask what changed. */
  url: z.optional(z.url({ protocol: /^https$/, error: 'must be an https address' })),
  /** The meaning of the state "completed". Shops of digital goods use it for "paid": `nothing` then. */
  completed: z._default(z.enum(['dispatched', 'nothing']), 'dispatched'),
  /** The keys in `meta_data` in which plug-ins keep agreement to advertising; WooCommerce has no field of its own. */
  consent: z._default(z.object({ email: key, sms: key }), {}),
  /** The values that mean yes, in small letters. */
  consentValues: z._default(z.array(z.string()), ['yes', '1', 'true', 'on']),
  /** The keys in `meta_data` of the parcel’s number, page and carrier. The plug-in Shipment Tracking needs none. */
  tracking: z._default(z.object({ number: key, url: key, carrier: key }), {}),
  locale: z.optional(z.string()),
  timeZone: z.optional(z.string()),
});

export type WooConfig = z.output<typeof wooConfig>;
