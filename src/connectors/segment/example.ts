/** A batch as Segment's server libraries send it. */
export const segmentExample = {
  batch: [
    {
      type: 'track',
      event: 'Product Added',
      messageId: 'm-1',
      userId: 'c-1001',
      timestamp: '2026-11-10T12:00:00Z',
      properties: { cart_id: 'cart-1', product_id: 'p-1', name: 'ハウスブレンド 200g', price: 1980, quantity: 2 },
    },
    {
      type: 'track',
      event: 'Order Completed',
      messageId: 'm-2',
      userId: 'c-1001',
      timestamp: '2026-11-10T12:05:00Z',
      properties: {
        order_id: '4001',
        cart_id: 'cart-1',
        total: 3960,
        currency: 'JPY',
        products: [{ product_id: 'p-1', name: 'ハウスブレンド 200g', price: 1980, quantity: 2 }],
      },
    },
  ],
  sentAt: '2026-11-10T12:05:01Z',
} as const;
