import * as z from 'zod/mini';
import { RetryableError } from '../../model/errors.ts';
import { askApi, readAnswer } from '../contract/api.ts';
import type { DeliveryHeaders } from '../contract/delivery.ts';
import type { Reach } from '../contract/reach.ts';
import type { WooConfig } from './config.ts';
import { instantOf } from './fields.ts';

const pageFields = z.array(z.looseObject({ date_modified_gmt: z.string() }));

/** Pages of a hundred. A round that finds more fails, and keeps its place: nothing is passed over. */
const mostPages = 500;

/**
 * Orders that changed since a time, oldest first, as deliveries of `order.updated`.
 * @throws RetryableError when the site is busy or refuses the key
 */
export async function* changedOrders(
  since: number,
  reach: Reach,
  { url }: WooConfig,
): AsyncIterable<{ headers: DeliveryHeaders; body: unknown }> {
  if (url === undefined) return;
  const found: z.output<typeof pageFields> = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const orders = await pageOf(page, since, reach, url);
    found.push(...orders);
    if (orders.length < 100) break;
    if (page === mostPages) throw new RetryableError(`${new URL(url).host} has over 50,000 changes in one round.`);
  }
  const time = (one: { readonly date_modified_gmt: string }) => Date.parse(instantOf(one.date_modified_gmt));
  for (const body of found.sort((one, other) => time(one) - time(other)))
    yield { headers: { 'x-wc-webhook-topic': 'order.updated', 'x-wc-webhook-source': url }, body };
}

/** Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#list-all-orders */
async function pageOf(page: number, since: number, reach: Reach, url: string) {
  const { consumerKey = '', consumerSecret = '' } = reach.credentials;
  const query = new URLSearchParams({
    modified_after: new Date(since).toISOString().slice(0, 19),
    dates_are_gmt: 'true',
    per_page: '100',
    page: String(page),
  });
  const authorization = `Basic ${btoa(`${consumerKey}:${consumerSecret}`)}`;
  const { json } = await askApi(
    { url: new URL(`/wp-json/wc/v3/orders?${query}`, url).href, headers: { authorization } },
    reach,
  );
  return readAnswer('woocommerce orders', pageFields, json);
}
