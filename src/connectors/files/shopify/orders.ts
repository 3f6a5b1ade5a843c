import type { FileFormat } from '../format.ts';

/**
 * Shopify's export of orders: a row for each line, the order itself only in its first row. It names no customer but by
 * their addresses, and refunds without a time: they count from the cancellation, else from the order.
 */
export const shopifyOrders: FileFormat = {
  name: 'shopify-orders',
  title: { en: 'orders exported from Shopify', ja: 'Shopifyの注文エクスポート' },
  platform: 'shopify',
  resource: 'orders',
  marks: ['Name', 'Financial Status', 'Lineitem name'],
  columns: {
    id: ['Id', 'Name'],
    number: ['Name'],
    time: ['Created at'],
    total: ['Total'],
    currency: ['Currency'],
    status: ['Financial Status'],
    cancelled: ['Cancelled at'],
    email: ['Email'],
    phone: ['Phone', 'Billing Phone', 'Shipping Phone'],
    name: ['Billing Name', 'Shipping Name'],
    country: ['Shipping Country', 'Billing Country'],
    'email-consent': ['Accepts Marketing'],
    payment: ['Payment Method'],
    dispatched: ['Fulfilled at'],
    refunded: ['Refunded Amount'],
    product: ['Lineitem sku'],
    title: ['Lineitem name'],
    quantity: ['Lineitem quantity'],
    price: ['Lineitem price'],
  },
  needs: [['id'], ['time'], ['total']],
  // A voided or expired authorisation ends a payment. Whether the order was cancelled is in its own column.
  statuses: { voided: 'placed', expired: 'placed', refunded: 'placed' },
  leavesOut: (cells) => {
    const isTrial = /bogus gateway/i.test(cells.text('payment'));
    return isTrial ? { en: 'a test order', ja: 'テスト注文' } : undefined;
  },
};
