import * as z from 'zod/mini';
import { RetryableError } from '../../model/errors.ts';
import { askApi, readAnswer } from '../contract/api.ts';
import type { ChangedDelivery } from '../contract/delivery.ts';
import type { Reach, Token } from '../contract/reach.ts';
import type { ShopifyConfig } from './config.ts';
import { shopifyId, text } from './fields.ts';

/** The version of the Admin API that is asked: each is supported for a year. */
const apiVersion = '2026-10';

/** Pages of 250. A round that finds more goes on with the next one. */
const mostPages = 400;

const pageFields = z.object({ orders: z.array(z.looseObject({ id: shopifyId, updated_at: text })) });
const tokenFields = z.object({ access_token: z.string(), expires_in: z.number() });

/**
 * Orders that changed since a time, oldest first, as deliveries of `orders/updated`.
 * @throws RetryableError when Shopify is busy or refuses the credentials
 */
export async function* changedOrders(
  since: number,
  reach: Reach,
  { domain }: ShopifyConfig,
): AsyncIterable<ChangedDelivery> {
  if (domain === undefined) return;
  const query = new URLSearchParams({
    status: 'any',
    order: 'updated_at asc',
    limit: '250',
    updated_at_min: new Date(since).toISOString(),
  });
  let url: string | undefined = `https://${domain}/admin/api/${apiVersion}/orders.json?${query}`;
  for (let page = 1; url !== undefined; page += 1) {
    const { json, headers } = await askApi({ url, tokenHeader: 'x-shopify-access-token' }, reach, () =>
      newToken(domain, reach),
    );
    const { orders } = readAnswer('shopify orders', pageFields, json);
    for (const body of orders)
      yield {
        headers: { 'x-shopify-topic': 'orders/updated', 'x-shopify-shop-domain': domain },
        body,
        changedAt: Date.parse(body.updated_at ?? ''),
      };
    const next = nextPage(headers.get('link'), domain);
    if (next !== undefined && (next === url || page === mostPages))
      throw new RetryableError(`${domain} has over ${page} pages of orders in one round, or a page without an end.`);
    url = next;
  }
}

/**
 * A token for a day, for the app's own credentials.
 * Source: https://shopify.dev/docs/apps/build/dev-dashboard/get-api-access-tokens
 */
async function newToken(domain: string, reach: Reach): Promise<Token> {
  const { clientId = '', clientSecret = '' } = reach.credentials;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const { json } = await askApi(
    {
      url: `https://${domain}/admin/oauth/access_token`,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(form).toString(),
    },
    reach,
  );
  const { access_token: access, expires_in: seconds } = readAnswer('shopify token', tokenFields, json);
  return { access, until: reach.now + (seconds - 300) * 1000 };
}

/** The address of the next page, if it is the shop's own. */
function nextPage(link: string | null, domain: string): string | undefined {
  const url = link
    ?.split(',')
    .find((one) => one.includes('rel="next"'))
    ?.match(/<([^>]+)>/)?.[1];
  return url !== undefined && URL.canParse(url) && new URL(url).host === domain ? url : undefined;
}
