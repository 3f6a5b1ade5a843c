/** An order of one line, without the fields that are not read. */
export const exampleOrder = {
  id: 727,
  number: '727',
  status: 'processing',
  currency: 'JPY',
  total: '4950',
  customer_id: 25,
  billing: {
    first_name: '花子',
    last_name: '見本',
    country: 'JP',
    email: 'customer@mail.example.com',
    phone: '090-0000-0000',
  },
  line_items: [
    { name: '陶器ドリッパー 01 &ndash; 白', product_id: 93, quantity: 1, subtotal: '3500', subtotal_tax: '350' },
  ],
  refunds: [],
  meta_data: [],
  date_created_gmt: '2026-11-20T06:00:00',
  date_modified_gmt: '2026-11-20T06:00:02',
  date_completed_gmt: null,
} as const;
