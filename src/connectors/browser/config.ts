import * as z from 'zod/mini';

/** Pages that are open to others on the way are no shop's; those of the own machine never leave it. */
const originPattern = /^(https:\/\/[a-z0-9.-]+(:\d{1,5})?|http:\/\/(127\.0\.0\.1|localhost)(:\d{1,5})?)$/;

const origins = z
  .array(z.string().check(z.regex(originPattern, 'must be an origin such as https://shop.example, without a path')))
  .check(z.maxLength(50));

/** The settings of the browser connector. */
export const browserConfig = z.object({
  /** The origins of the shop's pages: `https://shop.example`. Only they are heard, and links in messages lead only there. */
  origins: z._default(origins.check(z.minLength(1)), []),
  /** Further origins that pictures of products may come from, such as that of a CDN. */
  imageOrigins: z._default(origins, []),
  /** The currency of amounts that name none: `JPY`. */
  currency: z._default(z.string().check(z.regex(/^[A-Z]{3}$/, 'must be a currency such as JPY')), 'JPY'),
  /** true: a token counts only for the visitor that it names. */
  boundTokens: z._default(z.boolean(), false),
  /** Requests of pages a second that the stack takes, from 1 to 1,000; the rest is turned away. */
  perSecond: z._default(z.int().check(z.minimum(1), z.maximum(1000)), 50),
});

export type BrowserConfig = z.output<typeof browserConfig>;
