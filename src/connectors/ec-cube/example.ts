/** A webhook's list with one order, as it is once the order was fetched. */
export const exampleNotices = [
  {
    entity: 'order',
    id: 1042,
    action: 'updated',
    data: {
      id: '1042',
      order_no: '1042',
      email: 'customer@mail.example.com',
      phone_number: '09000000000',
      total: '4950',
      payment_total: '4950',
      currency_code: 'JPY',
      order_date: '2026-11-20T15:00:00+09:00',
      create_date: '2026-11-20T14:58:00+09:00',
      update_date: '2026-11-20T15:00:02+09:00',
      OrderStatus: { id: '1' },
      Customer: { id: '7' },
      OrderItems: [
        {
          product_name: '陶器ドリッパー 01',
          class_category_name1: '白',
          price: '3500',
          tax: '350',
          quantity: '1',
          Product: { id: '1' },
        },
        { product_name: '送料', price: '1000', tax: '100', quantity: '1', Product: null },
      ],
      Shippings: [{ id: '55', shipping_delivery_name: 'ヤマト運輸', tracking_number: null, shipping_date: null }],
    },
  },
] as const;
