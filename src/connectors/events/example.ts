/** A batch of two, as docs/connect.md shows it. */
export const eventsExample = {
  events: [
    {
      type: 'order.placed',
      detail: {
        id: 'order-4001-placed',
        occurredAt: '2026-11-10T13:05:00+09:00',
        shop: 'demo',
        customer: { id: 'c-1001', email: 'hanako@example.com', locale: 'ja', country: 'JP' },
        order: {
          id: '4001',
          total: { amount: 3960, currency: 'JPY' },
          lines: [
            {
              productId: 'beans-house',
              title: 'ハウスブレンド 200g',
              quantity: 2,
              price: { amount: 1980, currency: 'JPY' },
            },
          ],
        },
      },
    },
    {
      type: 'shipment.dispatched',
      detail: {
        id: 'shipment-9001-dispatched',
        occurredAt: '2026-11-11T09:30:00+09:00',
        shop: 'demo',
        order: { id: '4001' },
        shipment: { id: '9001', carrier: 'ヤマト運輸', trackingNumber: '123456789012' },
      },
    },
  ],
} as const;
