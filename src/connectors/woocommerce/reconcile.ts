import * as z from 'zod/mini';
import { askApi, readAnswer } from '../contract/api.ts';
import type { ChangedDelivery } from '../contract/delivery.ts';
import type { Reach } from '../contract/reach.ts';
import { bySpans, type Change, type TimeSpan } from '../contract/spans.ts';
import type { WooConfig } from './config.ts';
import { instantOf } from './fields.ts';

const pageFields = z.array(z.looseObject({ date_modified_gmt: z.string() }));

/**
 * Orders that changed since a time, oldest first, as deliveries of `order.updated`.
 * @throws RetryableError when the site is busy or refuses the key
 */
export async function* changedOrders(since: number, reach: Reach, { url }: WooConfig): AsyncIterable<ChangedDelivery> {
  if (url === undefined) return;
  const changes = bySpans({ since, now: reach.now }, (span, pages) => ordersOf(span, pages, reach, url));
  for await (const { thing: body, at } of changes)
    yield { headers: { 'x-wc-webhook-topic': 'order.updated', 'x-wc-webhook-source': url }, body, changedAt: at };
}

async function ordersOf(span: TimeSpan, pages: number, reach: Reach, url: string) {
  const found: Change<z.output<typeof pageFields>[number]>[] = [];
  for (let page = 1; page <= pages; page += 1) {
    const orders = await pageOf(page, span, reach, url);
    found.push(...orders.map((thing) => ({ thing, at: Date.parse(instantOf(thing.date_modified_gmt)) })));
    if (orders.length < 100) return found;
  }
  return undefined;
}

/** Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#list-all-orders */
async function pageOf(page: number, { from, to }: TimeSpan, reach: Reach, url: string) {
  const { consumerKey = '', consumerSecret = '' } = reach.credentials;
  const query = new URLSearchParams({
    modified_after: timeOf(from),
    ...(to !== undefined && { modified_before: timeOf(to) }),
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

function timeOf(epoch: number): string {
  return new Date(epoch).toISOString().slice(0, 19);
}
