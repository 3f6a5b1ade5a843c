/** An order of one line, as `orders/create` tells of it, without the fields that are not read. */
export const exampleOrder = {
  id: 5012345678901,
  name: '#1042',
  email: 'customer@mail.example.com',
  phone: null,
  created_at: '2026-11-20T15:00:00+09:00',
  updated_at: '2026-11-20T15:00:02+09:00',
  cancelled_at: null,
  test: false,
  currency: 'JPY',
  total_price: '3850',
  total_price_set: {
    shop_money: { amount: '3850', currency_code: 'JPY' },
    presentment_money: { amount: '3850', currency_code: 'JPY' },
  },
  cart_token: 'hWN1Z2JkY2FydA',
  customer_locale: 'ja-JP',
  buyer_accepts_marketing: true,
  order_status_url: 'https://shop.example.com/orders/1042/authenticate?key=example',
  line_items: [
    {
      product_id: 7012345678901,
      variant_id: 41012345678901,
      title: '陶器ドリッパー 01',
      variant_title: '白・1〜2杯用',
      quantity: 1,
      price: '3850',
    },
  ],
  shipping_address: { country_code: 'JP' },
  customer: {
    id: 6012345678901,
    email: 'customer@mail.example.com',
    verified_email: true,
    email_marketing_consent: {
      state: 'subscribed',
      opt_in_level: 'single_opt_in',
      consent_updated_at: '2026-11-20T15:00:00+09:00',
    },
  },
} as const;
