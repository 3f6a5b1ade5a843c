/** A beacon as the script sends it when a page is left. */
export const browserExample = {
  visitor: '5f2c0a9d3b7e4816a1c4d2e0f9b86735',
  events: [
    {
      id: 'k3v9x2m4qa',
      type: 'view',
      product: {
        id: 'beans-house',
        title: 'ハウスブレンド 200g',
        price: 1980,
        url: 'https://shop.example/products/beans-house',
      },
    },
    {
      id: 'p7d1c8w0zt',
      type: 'cart',
      cart: {
        url: 'https://shop.example/cart',
        lines: [{ productId: 'beans-house', title: 'ハウスブレンド 200g', price: 1980, quantity: 2 }],
      },
    },
  ],
} as const;
