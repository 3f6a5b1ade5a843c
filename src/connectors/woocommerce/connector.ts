import * as z from 'zod/mini';
import { defineConnector } from '../contract/connector.ts';
import { ignoredAs } from '../contract/mapping.ts';
import type { PlatformTopic } from '../contract/topic.ts';
import { type WooConfig, wooConfig } from './config.ts';
import { mapCustomer } from './customers.ts';
import { instantOf, thingFields } from './fields.ts';
import { mapOrder } from './orders.ts';
import { changedOrders } from './reconcile.ts';
import { verifyWoo } from './verify.ts';

const order: PlatformTopic = {
  becomes: ['order.placed', 'shipment.dispatched', 'order.cancelled', 'order.refunded'],
  when: { en: 'its state, a refund or a parcel changed', ja: 'ステータス、返金、発送のいずれかが変わったとき' },
};
const customer: PlatformTopic = { becomes: ['customer.created', 'customer.updated'] };
const ignored = (en: string, ja: string): PlatformTopic => ({ ignored: { en, ja } });
const product = ignored('a product has no customer', '商品にはお客様の情報がありません');
const coupon = ignored('Aftercart keeps coupons of its own', 'クーポンは Aftercart 側で管理します');
const deleted = ignored('WooCommerce tells the number alone', '番号しか届きません');

/** WooCommerce's webhooks: REST v3 resources. Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks */
export const woocommerce = defineConnector<WooConfig>({
  name: 'woocommerce',
  title: 'WooCommerce',
  config: wooConfig,
  credentials: {
    consumerKey: { en: 'the consumer key of the REST API', ja: 'REST API のコンシューマーキー' },
    consumerSecret: { en: 'the consumer secret of the REST API', ja: 'REST API のコンシューマーシークレット' },
  },
  topics: {
    'order.created': order,
    'order.updated': order,
    'order.restored': order,
    'order.deleted': deleted,
    'customer.created': customer,
    'customer.updated': customer,
    'customer.deleted': deleted,
    'product.created': product,
    'product.updated': product,
    'product.restored': product,
    'product.deleted': product,
    'coupon.created': coupon,
    'coupon.updated': coupon,
    'coupon.restored': coupon,
    'coupon.deleted': coupon,
  },
  topicHeader: 'x-wc-webhook-topic',
  mostBytes: 768 * 1024,
  headers: ['x-wc-webhook-topic', 'x-wc-webhook-source'],
  contentTypes: ['application/json', 'application/x-www-form-urlencoded'],
  verify: verifyWoo,
  parts: ({ headers, body, receivedAt }) => {
    const topic = headers['x-wc-webhook-topic'] ?? '';
    const read = z.safeParse(thingFields, body);
    const [resource = ''] = topic.split('.');
    const changedAt = read.success ? Date.parse(instantOf(read.data.date_modified_gmt ?? '')) : Number.NaN;
    return [
      {
        topic,
        headers,
        body,
        receivedAt,
        ...(read.success && { thing: { resource, id: read.data.id } }),
        ...(Number.isFinite(changedAt) && { changedAt }),
      },
    ];
  },
  map: (part, config, last) => {
    if (part.topic.startsWith('order.')) return mapOrder(part, config, last);
    return part.topic.startsWith('customer.') ? mapCustomer(part, config, last) : ignoredAs('not-ours');
  },
  changedSince: changedOrders,
  needsToAsk: ['url'],
});
