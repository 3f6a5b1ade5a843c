/*
 * What the examples of events have in common: one realistic detail of every event is in each noun's `sample.ts`. The
 * documentation shows them, and tests read them.
 */

export const shop = 'demo';

export const customer = {
  id: 'c-1001',
  email: 'customer@example.com',
  name: 'Customer',
  locale: 'ja-JP',
  country: 'JP',
  timeZone: 'Asia/Tokyo',
};

export const consent = {
  email: {
    granted: true,
    at: '2026-11-01T10:15:00+09:00',
    source: 'checkout',
    wording: 'Send me news and offers by e-mail.',
  },
};

export const lines = [
  {
    productId: 'p-tea-100',
    title: '煎茶 100g',
    variant: '缶入り',
    quantity: 2,
    price: { amount: 1200, currency: 'JPY' },
    url: 'https://shop.example.com/products/sencha',
    imageUrl: 'https://shop.example.com/pictures/sencha.jpg',
  },
  {
    productId: 'p-pot-1',
    title: '急須',
    quantity: 1,
    price: { amount: 4800, currency: 'JPY' },
    url: 'https://shop.example.com/products/teapot',
  },
];

export const product = {
  id: 'p-tea-100',
  title: '煎茶 100g',
  url: 'https://shop.example.com/products/sencha',
  imageUrl: 'https://shop.example.com/pictures/sencha.jpg',
  price: { amount: 1200, currency: 'JPY' },
};

export const total = { amount: 7200, currency: 'JPY' };
