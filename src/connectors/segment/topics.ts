import type { PlatformTopic } from '../contract/topic.ts';

/** The events of the e-commerce spec v2, and the other calls. */
export const segmentTopics: Readonly<Record<string, PlatformTopic>> = {
  'Product Viewed': { becomes: ['product.viewed'] },
  'Product Added': {
    becomes: ['cart.updated'],
    when: { en: 'the cart is rebuilt from additions and removals', ja: '追加と削除からカートを再構成' },
  },
  'Product Removed': {
    becomes: ['cart.updated', 'cart.emptied'],
    when: { en: 'the cart is rebuilt from additions and removals', ja: '追加と削除からカートを再構成' },
  },
  'Cart Viewed': { becomes: ['cart.updated', 'cart.emptied'] },
  'Checkout Started': { becomes: ['checkout.started'] },
  'Order Completed': { becomes: ['order.placed'] },
  'Order Cancelled': { becomes: ['order.cancelled'] },
  'Order Refunded': { becomes: ['order.refunded'] },
  'Product Reviewed': { becomes: ['review.submitted'] },
  identify: { becomes: ['customer.updated'] },
  page: { ignored: { en: 'says nothing of a product or a cart', ja: '商品もカートも特定できないため' } },
  screen: { ignored: { en: 'says nothing of a product or a cart', ja: '商品もカートも特定できないため' } },
};
