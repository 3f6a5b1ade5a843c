import * as z from 'zod/mini';
import { RetryableError } from '../../model/errors.ts';
import { askApi, readAnswer, refusedCredentials } from '../contract/api.ts';
import type { ChangedDelivery, DeliveryPart } from '../contract/delivery.ts';
import type { Reach, Token } from '../contract/reach.ts';
import { readBody } from '../contract/read-body.ts';
import { bySpans, type Change, type TimeSpan } from '../contract/spans.ts';
import type { EcCubeConfig } from './config.ts';
import { noticeFields } from './fields.ts';
import { type Entity, entities, isEntity, queryOf, queryOfChanged } from './queries.ts';

const tokenFields = z.object({
  access_token: z.string(),
  expires_in: z.number(),
  refresh_token: z.optional(z.string()),
});

const answerFields = z.object({
  data: z.optional(z.nullable(z.record(z.string(), z.unknown()))),
  errors: z.optional(z.array(z.unknown())),
});

const thingFields = z.looseObject({ id: z.unknown(), update_date: z.string() });

const pageFields = z.object({
  nodes: z.array(z.nullable(thingFields)),
  pageInfo: z.object({ hasNextPage: z.boolean() }),
});

/**
 * Fetches the thing that a notice names. Undefined: it was deleted meanwhile.
 * @throws RetryableError when the shop is busy, down, or refuses the credentials
 */
export async function completed(
  part: DeliveryPart,
  reach: Reach,
  config: EcCubeConfig,
): Promise<DeliveryPart | undefined> {
  const notice = readBody('ec-cube webhook', noticeFields, part.body);
  const { entity, id, action } = notice;
  if (action === 'deleted' || notice.data !== undefined || !isEntity(entity)) return part;
  const found = (await ask(queryOf(entity, config), { id }, reach, config))[entity];
  if (found === null || found === undefined) return undefined;
  const data = readBody(`ec-cube ${entity}`, thingFields, found);
  return { ...part, body: { ...notice, data }, changedAt: Date.parse(data.update_date) };
}

/** What changed since a time, oldest first: notices that hold the thing already. */
export async function* changedThings(
  since: number,
  reach: Reach,
  config: EcCubeConfig,
): AsyncIterable<ChangedDelivery> {
  const changes = bySpans({ since, now: reach.now }, (span, pages) => changesIn(span, pages, reach, config));
  for await (const { thing, at } of changes)
    yield { headers: {}, body: [{ ...thing, id: thing.data.id, action: 'updated' }], changedAt: at };
}

interface ChangedThing {
  readonly entity: Entity;
  readonly data: z.output<typeof thingFields>;
}

/** The changes of all entities, so that each round goes forward with all of them. */
async function changesIn(span: TimeSpan, pages: number, reach: Reach, config: EcCubeConfig) {
  const found: Change<ChangedThing>[] = [];
  for (const entity of entities) {
    if (entity === 'product' && !config.favouritesWait) continue;
    const things = await changedOf(entity, span, pages, reach, config);
    if (things === undefined) return undefined;
    found.push(...things.map((data) => ({ thing: { entity, data }, at: Date.parse(data.update_date) })));
  }
  return found;
}

async function changedOf(entity: Entity, { from, to }: TimeSpan, pages: number, reach: Reach, config: EcCubeConfig) {
  const found: z.output<typeof thingFields>[] = [];
  const variables = { since: timeOf(from), ...(to !== undefined && { until: timeOf(to) }) };
  for (let page = 1; page <= pages; page += 1) {
    const answer = await ask(queryOfChanged(entity, config), { ...variables, page }, reach, config);
    const { nodes, pageInfo } = readAnswer(`ec-cube ${entity}s`, pageFields, answer[`${entity}s`]);
    found.push(...nodes.filter((node) => node !== null));
    if (!pageInfo.hasNextPage) return found;
  }
  return undefined;
}

function timeOf(epoch: number): string {
  return `${new Date(epoch).toISOString().slice(0, 19)}+00:00`;
}

async function ask(query: string, variables: object, reach: Reach, { url }: EcCubeConfig) {
  if (url === undefined) throw new RetryableError('connectors.ec-cube.url is not set in infra/settings.ts.');
  const request = {
    url: new URL('/api', url).href,
    method: 'POST' as const,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  };
  const { json } = await askApi(request, reach, (old, areNew) => renewed(old, areNew === true, reach, url));
  const { data, errors } = readAnswer('ec-cube answer', answerFields, json);
  if (data === null || data === undefined)
    throw new RetryableError(`${new URL(url).host} answered the query with ${errors?.length ?? 0} errors.`);
  return data;
}

/**
 * A token for an hour. EC-CUBE gives a new refresh token with each, and the old one is over. When the one that is kept is
 * refused, because it was lost or revoked, the one that the shop has set is tried; one that was set since goes first.
 */
async function renewed(old: Token | undefined, areNew: boolean, reach: Reach, url: string): Promise<Token> {
  const { refreshToken = '' } = reach.credentials;
  const kept = old?.refresh ?? refreshToken;
  const [first, second] = areNew ? [refreshToken, kept] : [kept, refreshToken];
  try {
    return await tokenBy(first, reach, url);
  } catch (error) {
    if (first === second || !refusedCredentials(error)) throw error;
    return tokenBy(second, reach, url);
  }
}

async function tokenBy(refreshToken: string, reach: Reach, url: string): Promise<Token> {
  const { clientId = '', clientSecret = '' } = reach.credentials;
  const form = new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  });
  const { json } = await askApi(
    {
      url: new URL('/token', url).href,
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: form.toString(),
    },
    reach,
  );
  const {
    access_token: access,
    expires_in: seconds,
    refresh_token: refresh,
  } = readAnswer('ec-cube token', tokenFields, json);
  return { access, until: reach.now + (seconds - 60) * 1000, refresh: refresh ?? refreshToken };
}
