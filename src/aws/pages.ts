import tag from 'aftercart:tag';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { PageAnswer, PageRequest } from '../engine/connect/collect-browsing.ts';
import type { VisitorStores } from '../engine/connect/visit.ts';
import type { Keys } from '../secrets/keys.ts';
import { ConnectorMemory } from '../stores/connector-memory.ts';
import { Identities } from '../stores/identities.ts';
import { openClient } from './clients.ts';
import { systemClock as clock } from './clock.ts';
import { DynamoTable } from './dynamo-table.ts';
import { type Environment, requiredNumber, requiredVariable } from './env.ts';
import { deliveryRequest } from './web.ts';

/** Days from a visitor's last page. Safari forgets what a script has stored after as many. */
const visitorDays = 7;

/** Opens what is kept of visitors, and whom browsers lead to. */
export function openVisitors(env: Environment, keys: () => Promise<Keys>): () => Promise<VisitorStores> {
  const client = openClient(DynamoDBClient);
  const name = requiredVariable(env, 'TABLE_NAME');
  const [brief, long] = [visitorDays, requiredNumber(env, 'HISTORY_DAYS')].map(
    (days) => new DynamoTable(client, name, { days, clock }),
  ) as [DynamoTable, DynamoTable]; // one of each
  let opened: VisitorStores | undefined;
  return async () => {
    if (opened !== undefined) return opened;
    const known = await keys();
    const identities = new Identities(long, known);
    const isTold = (visitor: string) =>
      identities.isProven({ kind: 'anonymousId', hash: known.hash('anonymousId', visitor) });
    opened = { visitors: new ConnectorMemory(brief, known), upkeep: new ConnectorMemory(long, known), isTold };
    return opened;
  };
}

/** A request of a page's, with the address that it came from. */
export function pageRequest(event: APIGatewayProxyEventV2): PageRequest {
  const { method, sourceIp: address } = event.requestContext.http;
  const { headers, bytes } = deliveryRequest(event);
  return { method, headers, bytes, address };
}

/** An answer that pages of the shop may read. */
export function pageAnswer({ status, body, origin }: PageAnswer): APIGatewayProxyStructuredResultV2 {
  const readers = origin && {
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true', // beacons are sent with them; no cookie is ever read or set
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': 'content-type',
    'access-control-max-age': '86400',
  };
  const headers = { 'cache-control': 'no-store', vary: 'origin', ...readers };
  if (body === undefined) return { statusCode: status, headers };
  return {
    statusCode: status,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** Serves aftercart.js: browsers keep it for a day, and ask for a new version behind a page's back for another week. */
export function tagAnswer({ headers }: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 {
  const answer = {
    'cache-control': 'public, max-age=86400, stale-while-revalidate=604800',
    etag: tag.etag,
    vary: 'accept-encoding',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
  };
  if (headers['if-none-match']?.includes(tag.etag)) return { statusCode: 304, headers: answer };
  const typed = { ...answer, 'content-type': 'text/javascript; charset=utf-8' };
  const takesGzip = /\bgzip\b/.test(headers['accept-encoding'] ?? '');
  if (!takesGzip) return { statusCode: 200, headers: typed, body: tag.text };
  return { statusCode: 200, headers: { ...typed, 'content-encoding': 'gzip' }, body: tag.gzip, isBase64Encoded: true };
}
