import * as z from 'zod/mini';
import { defineConnector } from '../contract/connector.ts';
import type { DeliveryPart } from '../contract/delivery.ts';
import { ignoredAs, type Keyed, type Mapping, type Remembered } from '../contract/mapping.ts';
import { readBody } from '../contract/read-body.ts';
import { fromHex, hmacSha256, matchesAny } from '../contract/signature.ts';
import type { PlatformTopic } from '../contract/topic.ts';
import { accepted, refused } from '../contract/verification.ts';
import { type EcCubeConfig, ecCubeConfig } from './config.ts';
import { mapCustomer } from './customers.ts';
import { noticeFields } from './fields.ts';
import { mapOrder } from './orders.ts';
import { mapProduct } from './products.ts';
import { changedThings, completed } from './reach.ts';

const order: PlatformTopic = {
  becomes: ['order.placed', 'shipment.dispatched', 'order.cancelled', 'order.refunded'],
  when: { en: 'its state or a parcel changed', ja: '対応状況または出荷が変わったとき' },
};
const customer: PlatformTopic = { becomes: ['customer.created', 'customer.updated'] };
const product: PlatformTopic = {
  becomes: ['product.back_in_stock'],
  when: {
    en: 'it is in stock again, for those who have it among their favourites, if `favouritesWait` is set',
    ja: '`favouritesWait` を設定し、お気に入りに登録された商品の在庫が戻ったとき',
  },
};
const deleted: PlatformTopic = {
  ignored: { en: 'EC-CUBE does not say why', ja: 'EC-CUBE からは理由がわかりません' },
};

type MapFetched = (
  part: DeliveryPart,
  data: unknown,
  config: EcCubeConfig,
  last: Remembered | undefined,
  keyed: Keyed | undefined,
) => Mapping;

/** The map of notices is given what `completed` has fetched. */
const maps: Readonly<Record<string, MapFetched>> = {
  order: mapOrder,
  customer: mapCustomer,
  product: (_part, data, config, last) => mapProduct(data, config, last),
};

/** EC-CUBE 4 with its Web API plug-in. Source: https://github.com/EC-CUBE/eccube-api4 */
export const ecCube = defineConnector<EcCubeConfig>({
  name: 'ec-cube',
  title: 'EC-CUBE 4',
  config: ecCubeConfig,
  credentials: {
    clientId: { en: 'the client’s identifier', ja: 'クライアント識別子' },
    clientSecret: { en: 'the client’s secret', ja: 'クライアントシークレット' },
    refreshToken: { en: 'the refresh token of the authorisation', ja: '認可で得たリフレッシュトークン' },
  },
  topics: {
    'order.created': order,
    'order.updated': order,
    'order.deleted': deleted,
    'customer.created': customer,
    'customer.updated': customer,
    'customer.deleted': deleted,
    'product.created': product,
    'product.updated': product,
    'product.deleted': deleted,
  },
  headers: [],
  /** EC-CUBE sends no signature when no secret is set there: that is refused. */
  verify: ({ headers, bytes }, { secrets }) => {
    const given = headers['x-eccube-signature'];
    if (given === undefined) return refused('no-signature');
    return matchesAny([fromHex(given)], secrets, (secret) => hmacSha256(secret, bytes))
      ? accepted
      : refused('wrong-signature');
  },
  parts: ({ headers, body, receivedAt }) =>
    readBody('ec-cube webhook', z.array(noticeFields), body).map((notice) => partOf(notice, headers, receivedAt)),
  complete: completed,
  map: (part, config, last, keyed) => {
    const notice = readBody('ec-cube webhook', noticeFields, part.body);
    if (notice.action === 'deleted') return ignoredAs('deleted');
    const map = maps[notice.entity];
    if (map === undefined) return ignoredAs('not-ours');
    if (notice.data === undefined)
      return { ...ignoredAs('not-fetched'), missing: [{ path: 'data', problem: 'is missing' }] };
    return map(part, notice.data, config, last, keyed);
  },
  changedSince: changedThings,
  needsToAsk: ['url'],
  pollMinutes: 10, // it tells each change once, whether it is heard or not
});

function partOf(
  notice: z.output<typeof noticeFields>,
  headers: DeliveryPart['headers'],
  receivedAt: number,
): DeliveryPart {
  const { entity, id, action, data } = notice;
  const updated = z.safeParse(z.object({ update_date: z.string() }), data);
  const changedAt = updated.success ? Date.parse(updated.data.update_date) : Number.NaN;
  return {
    topic: `${entity}.${action}`,
    thing: { resource: entity, id },
    headers,
    body: notice,
    receivedAt,
    ...(Number.isFinite(changedAt) && { changedAt }),
  };
}
