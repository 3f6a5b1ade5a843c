import * as z from 'zod/mini';

const status = z.array(z.int());

/** What a shop on EC-CUBE may set. */
export const ecCubeConfig = z.object({
  /** The shop's address: `https://shop.example`. The API is below it. */
  url: z.optional(z.url({ protocol: /^https$/, error: 'must be an https address' })),
  /** The ids of 対応状況 by what they mean. EC-CUBE's own are the defaults; shops rename them and add others. */
  statuses: z._default(
    z.object({
      placed: z._default(status, [1, 4, 6]),
      dispatched: z._default(status, [5]),
      cancelled: z._default(status, [3]),
      returned: z._default(status, [9]),
    }),
    { placed: [1, 4, 6], dispatched: [5], cancelled: [3], returned: [9] },
  ),
  /** Pages of carriers that are not known: a part of the name in 配送業者, and the address with `{number}`. */
  carriers: z._default(
    z.array(
      z.object({
        name: z.string().check(z.minLength(1)),
        url: z.string().check(z.regex(/^https:\/\/\S+\{number\}/, 'must be an https address with {number}')),
      }),
    ),
    [],
  ),
  /** The column of the customer that says yes or no to the newsletter, if a plug-in has added one: `mailmaga_flg`. */
  consentColumn: z.optional(z.string().check(z.regex(/^[A-Za-z_]\w{0,60}$/, 'must be the name of a column'))),
  /**
   * true: members confirm their address before they are members (仮会員機能). The address with which a provisional member becomes a
   * regular one counts as verified then; one that a member takes later was typed.
   */
  membersConfirm: z._default(z.boolean(), false),
  /** true: who has a product among the favourites is told when it is back in stock. */
  favouritesWait: z._default(z.boolean(), false),
  locale: z._default(z.string(), 'ja'),
  country: z._default(z.string(), 'JP'),
  timeZone: z._default(z.string(), 'Asia/Tokyo'),
});

export type EcCubeConfig = z.output<typeof ecCubeConfig>;
