import type { PlatformTopic } from '../contract/topic.ts';

const notOurs = (en: string, ja: string): PlatformTopic => ({ ignored: { en, ja } });

const laterTopic = notOurs(
  'all of it comes with orders/create or orders/updated',
  'orders/create または orders/updated に含まれます',
);
const order: PlatformTopic = {
  becomes: ['order.placed', 'order.cancelled', 'order.refunded', 'shipment.dispatched', 'shipment.delivered'],
  when: { en: 'what the order says and was not said before', ja: '注文の内容のうち、まだ知らされていないもの' },
};
const cart: PlatformTopic = { becomes: ['cart.updated', 'cart.emptied'] };
const checkout: PlatformTopic = {
  becomes: ['checkout.started'],
  when: { en: 'it names somebody and is not completed', ja: 'お客様がわかり、まだ完了していないとき' },
};
const customer: PlatformTopic = { becomes: ['customer.created', 'customer.updated'] };
const consent: PlatformTopic = {
  becomes: ['customer.updated'],
  when: { en: 'subscribed or unsubscribed', ja: '購読または購読解除のとき' },
};
const parcel: PlatformTopic = {
  becomes: ['shipment.dispatched', 'shipment.out_for_delivery', 'shipment.delayed', 'shipment.delivered'],
  when: { en: 'its status is success', ja: 'ステータスが success のとき' },
};
const returned: PlatformTopic = { becomes: ['order.refunded'] };

/** The topics of webhooks and Events. Source: https://shopify.dev/docs/api/webhooks */
export const shopifyTopics: Readonly<Record<string, PlatformTopic>> = {
  'carts/create': cart,
  'carts/update': cart,
  'checkouts/create': checkout,
  'checkouts/update': checkout,
  'checkouts/delete': notOurs(
    'a checkout that is deleted was completed or ran out',
    '完了または期限切れの購入手続きです',
  ),
  'orders/create': order,
  'orders/updated': order,
  'orders/paid': order,
  'orders/cancelled': order,
  'orders/fulfilled': order,
  'orders/partially_fulfilled': order,
  'orders/edited': laterTopic,
  'orders/delete': notOurs('a deleted order was cancelled before', '削除の前にキャンセルされています'),
  'refunds/create': { becomes: ['order.refunded'] },
  'returns/request': returned,
  'returns/approve': returned,
  'returns/decline': returned,
  'returns/cancel': notOurs('an end of a return that pays nothing back', '返金のない返品の終了です'),
  'returns/close': notOurs('the refund tells of the money', '返金は refunds/create で知らされます'),
  'returns/reopen': notOurs('the refund tells of the money', '返金は refunds/create で知らされます'),
  'fulfillments/create': parcel,
  'fulfillments/update': parcel,
  'fulfillment_events/create': {
    becomes: ['shipment.out_for_delivery', 'shipment.delayed', 'shipment.delivered'],
    when: { en: 'the carrier reports one of these', ja: '運送会社がこれらを知らせたとき' },
  },
  'fulfillment_events/delete': notOurs('a correction of what was already told', '通知済みの内容の訂正です'),
  'customers/create': customer,
  'customers/update': customer,
  'customers/enable': customer,
  'customers/disable': customer,
  'customers/delete': notOurs(
    'Shopify asks for erasure with customers/redact',
    '消去は customers/redact で求められます',
  ),
  'customers_email_marketing_consent/update': consent,
  'customers_marketing_consent/update': consent,
  'customers/redact': { becomes: ['customer.erased'] },
  'customers/data_request': { becomes: ['customer.data_requested'] },
  'shop/redact': notOurs(
    'everything lies in the shop’s own AWS account: it is deleted with the stack',
    'データはすべてショップ自身の AWS アカウントにあり、スタックとともに削除されます',
  ),
  'variants/in_stock': notOurs(
    'Shopify keeps no list of who waits: post product.back_in_stock for each of them',
    '入荷待ちのお客様の一覧は Shopify にありません。お客様ごとに product.back_in_stock を送ってください',
  ),
  'app/uninstalled': notOurs('it concerns the app alone', 'アプリだけに関わる通知です'),
};
