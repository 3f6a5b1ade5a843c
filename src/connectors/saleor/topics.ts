import type { PlatformTopic } from '../contract/topic.ts';

const ignored = (en: string, ja: string): PlatformTopic => ({ ignored: { en, ja } });

const order: PlatformTopic = {
  becomes: ['order.placed', 'shipment.dispatched', 'order.cancelled', 'order.refunded'],
  when: { en: 'what the order says and was not said before', ja: '注文の内容のうち、まだ知らされていないもの' },
};
const parcel: PlatformTopic = {
  becomes: ['shipment.dispatched'],
  when: { en: 'a parcel left, or got its tracking number', ja: '荷物が発送されたとき、または追跡番号が付いたとき' },
};
const checkout: PlatformTopic = {
  becomes: ['cart.updated', 'checkout.started', 'cart.emptied'],
  when: {
    en: 'a cart until somebody has typed an address, a checkout from then on',
    ja: '連絡先またはお届け先が入力されるまではカート、それ以降は購入手続き',
  },
};
const customer: PlatformTopic = { becomes: ['customer.created', 'customer.updated'] };
const paid = ignored('the order follows with order_created', '続いて order_created が届きます');
const draft = ignored('a draft is no order yet', '下書きはまだ注文ではありません');
const waiting = ignored(
  'Saleor keeps no list of who waits: post product.back_in_stock for each of them',
  '入荷待ちのお客様の一覧は Saleor にありません。お客様ごとに product.back_in_stock を送ってください',
);

/** Asynchronous events. Source: https://docs.saleor.io/developer/extending/webhooks/asynchronous-events */
export const saleorTopics: Readonly<Record<string, PlatformTopic>> = {
  order_created: order,
  order_confirmed: order,
  order_paid: order,
  order_fully_paid: order,
  order_updated: order,
  order_metadata_updated: order,
  order_cancelled: order,
  order_expired: order,
  order_refunded: order,
  order_fully_refunded: order,
  order_fulfilled: order,
  order_bulk_created: ignored('imported orders come from a file', '取り込み済みの注文はファイルから読み込みます'),
  fulfillment_created: parcel,
  fulfillment_approved: parcel,
  fulfillment_tracking_number_updated: parcel,
  fulfillment_metadata_updated: parcel,
  fulfillment_canceled: ignored(
    'nothing takes back what was told; the next fulfillment is a parcel of its own',
    'お知らせ済みの発送は取り消せません。次のフルフィルメントは別の荷物として扱います',
  ),
  draft_order_created: draft,
  draft_order_updated: draft,
  draft_order_deleted: draft,
  checkout_created: checkout,
  checkout_updated: checkout,
  checkout_metadata_updated: checkout,
  checkout_fully_authorized: paid,
  checkout_fully_paid: paid,
  customer_created: customer,
  customer_updated: customer,
  customer_metadata_updated: customer,
  customer_deleted: ignored(
    'it does not ask for erasure: npm run customer erases',
    '消去の請求ではありません。消去は npm run customer で行います',
  ),
  account_confirmed: customer,
  account_deleted: ignored(
    'it does not ask for erasure: npm run customer erases',
    '消去の請求ではありません。消去は npm run customer で行います',
  ),
  product_variant_back_in_stock: waiting,
  product_variant_back_in_stock_in_channel: waiting,
  product_variant_out_of_stock: ignored('a product has no customer', '商品にはお客様の情報がありません'),
};
