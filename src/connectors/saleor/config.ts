import * as z from 'zod/mini';

const key = z.optional(z.string().check(z.minLength(1)));

/** A page of the shop, with a place for what it shows. */
function page(...places: readonly string[]) {
  const named = places.map((place) => `{${place}}`);
  const hasPlace = (text: string) => /^https:\/\/\S+$/.test(text) && named.some((place) => text.includes(place));
  return z.optional(z.string().check(z.refine(hasPlace, `must be an https address with ${named.join(' or ')}`)));
}

const fields = z.object({
  /** The instance's address: `https://shop.saleor.cloud`. Its public keys and its API are below it, and nowhere else. */
  url: z.optional(z.url({ protocol: /^https$/, error: 'must be an https address' })),
  /** Pages of the storefront: Saleor knows none. `checkout` brings the customer back to what was left. */
  pages: z._default(
    z.object({ checkout: page('id', 'token'), product: page('slug', 'id'), order: page('id', 'number') }),
    {},
  ),
  /**
   * The meaning of an order that is neither confirmed nor paid. `waits`: a payment is open, and it is no order yet. `placed`:
   * the shop confirms by hand and sends an invoice.
   */
  unconfirmed: z._default(z.enum(['waits', 'placed']), 'waits'),
  /** The slugs of channels for trials. Saleor has no test orders. */
  testChannels: z._default(z.array(z.string()), []),
  /** true: customers confirm their address before they have an account. Their addresses count as verified then. */
  accountsConfirm: z._default(z.boolean(), false),
  /** The keys of public metadata in which the storefront keeps agreement to advertising; Saleor has no field of its own. */
  consent: z._default(z.object({ email: key, sms: key }), {}),
  /** The values that mean yes, in small letters. */
  consentValues: z._default(z.array(z.string()), ['yes', '1', 'true', 'on']),
  /**
   * The key of a checkout's metadata that holds the link back to it, if the storefront writes one. Anybody can write there: only
   * links to the sites of `pages` count.
   */
  recoveryKey: key,
  /** The key of a checkout's metadata that holds the visitor's anonymous id. */
  anonymousKey: z._default(z.string().check(z.minLength(1)), 'aftercart_id'),
  /** The keys of a fulfillment's metadata that hold the parcel's page and carrier. */
  tracking: z._default(z.object({ url: key, carrier: key }), {}),
  /** The language of every customer. Unset: that of the order, the checkout or the account. */
  locale: z.optional(z.string()),
  timeZone: z.optional(z.string()),
});

const leadsSomewhere = ({ pages, recoveryKey }: z.output<typeof fields>) =>
  recoveryKey === undefined || originsOf(pages).length > 0;

/** What a shop on Saleor may set. */
export const saleorConfig = fields.check(
  z.refine(leadsSomewhere, {
    path: ['recoveryKey'],
    error: 'needs pages.checkout: it tells the site that links may lead to',
  }),
);

export type SaleorConfig = z.output<typeof saleorConfig>;

/** The sites of the storefront. */
export function originsOf(pages: SaleorConfig['pages']): readonly string[] {
  return Object.values(pages).flatMap((page) =>
    page !== undefined && URL.canParse(page) ? [new URL(page).origin] : [],
  );
}

/** A page of the shop; undefined when the settings name none, or a place cannot be filled. */
export function pageOf(
  template: string | undefined,
  places: Readonly<Record<string, string | null | undefined>>,
): string | undefined {
  if (template === undefined) return undefined;
  let isWhole = true;
  const filled = template.replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = places[place];
    if (!value) isWhole = false;
    return encodeURIComponent(value ?? '');
  });
  return isWhole ? filled : undefined;
}
