import { describe, expect, it } from 'vitest';
import { exampleOrder } from '../../src/connectors/shopify/example.ts';
import { ConnectedShop } from './connected-shop.ts';

const headers = { 'x-shopify-topic': 'orders/updated', 'x-shopify-shop-domain': 'example.myshopify.com' };

const fulfillment = {
  id: 5,
  order_id: exampleOrder.id,
  status: 'success',
  shipment_status: 'delivered',
  created_at: '2026-11-21T10:00:00+09:00',
  updated_at: '2026-11-22T10:00:00+09:00',
};

const refund = { id: 9, order_id: exampleOrder.id, created_at: '2026-11-22T12:00:00+09:00', transactions: [] };

describe('an order that a connector first hears of when it is sent and refunded', () => {
  it.each([
    ['a typed address', exampleOrder, { email: exampleOrder.email }],
    [
      'a record that the staff chose',
      { ...exampleOrder, email: null, customer: { ...exampleOrder.customer, state: 'enabled' } },
      { id: String(exampleOrder.customer.id) },
    ],
  ])('of %s becomes all events at once, each with its customer', async (_, order, customer) => {
    const shop = new ConnectedShop('2026-11-22T12:01:00+09:00');
    const body = { ...order, fulfillments: [fulfillment], refunds: [refund] };
    await shop.map({ connector: 'shopify', way: 'http', headers, body, receivedAt: shop.now });
    expect(shop.bus.map(({ type }) => type)).toEqual([
      'order.placed',
      'order.refunded',
      'shipment.dispatched',
      'shipment.delivered',
    ]);
    for (const { detail } of shop.bus.slice(1)) expect(detail.customer).toEqual(customer);
  });
});
