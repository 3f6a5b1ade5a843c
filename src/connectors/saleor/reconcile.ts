import * as z from 'zod/mini';
import { RetryableError } from '../../model/errors.ts';
import { askApi, readAnswer } from '../contract/api.ts';
import type { ChangedDelivery } from '../contract/delivery.ts';
import type { Reach } from '../contract/reach.ts';
import { nullable } from '../contract/read-body.ts';
import type { SaleorConfig } from './config.ts';
import { changedOrdersQuery } from './queries.ts';

const pageFields = z.object({
  pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: nullable(z.string()) }),
  edges: z.array(z.object({ node: z.looseObject({ id: z.string(), updatedAt: nullable(z.string()) }) })),
});

const answerFields = z.object({
  data: nullable(z.object({ orders: nullable(pageFields) })),
  errors: nullable(
    z.array(
      z.object({ extensions: nullable(z.object({ exception: nullable(z.object({ code: nullable(z.string()) })) })) }),
    ),
  ),
});

/** Pages of a hundred. A round that finds more goes on with the next one. */
const mostPages = 500;

/**
 * Orders that changed since a time, oldest first, as deliveries of `order_updated`.
 * @throws RetryableError when the instance is busy, down, or refuses the token
 */
export async function* changedOrders(
  since: number,
  reach: Reach,
  { url }: SaleorConfig,
): AsyncIterable<ChangedDelivery> {
  if (url === undefined) return;
  let after: string | undefined;
  for (let page = 1; page <= mostPages; page += 1) {
    const { edges, pageInfo } = await pageOf({ since: new Date(since).toISOString(), after }, reach, url);
    for (const { node: order } of edges)
      yield {
        headers: { 'saleor-event': 'order_updated' },
        body: { order },
        changedAt: Date.parse(order.updatedAt ?? ''),
      };
    if (!pageInfo.hasNextPage) return;
    if (!pageInfo.endCursor || pageInfo.endCursor === after)
      throw new RetryableError(`${new URL(url).host} says that there is more, and not where.`);
    after = pageInfo.endCursor;
  }
  throw new RetryableError(`${new URL(url).host} has over 50,000 changes in one round.`);
}

/** Saleor answers 200 to a token that is over, or may not read orders: the error's code says so. */
async function pageOf(
  variables: { readonly since: string; readonly after: string | undefined },
  reach: Reach,
  url: string,
) {
  const { appToken = '' } = reach.credentials;
  const request = {
    url: new URL('/graphql/', url).href,
    method: 'POST' as const,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${appToken}` },
    body: JSON.stringify({ query: changedOrdersQuery, variables }),
    answers: [400], // a query that it refuses, with the code
  };
  const { json, status } = await askApi(request, reach);
  const { data, errors } = readAnswer('saleor answer', answerFields, json);
  if (data?.orders) return data.orders;
  const codes = (errors ?? []).flatMap(({ extensions }) => extensions?.exception?.code ?? []);
  const why = codes.some((code) => refusals.has(code)) ? 'refuses the app token' : 'did not list the orders';
  throw new RetryableError(`${new URL(url).host} ${why}: ${[status, ...codes].join(' ')}.`);
}

/** Names of exceptions in Saleor and PyJWT that mean the token. */
const refusals: ReadonlySet<string> = new Set([
  'PermissionDenied',
  'ExpiredSignatureError',
  'InvalidTokenError',
  'InvalidSignatureError',
  'DecodeError',
]);
