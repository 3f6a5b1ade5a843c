/** A delivery of `order_created` for the subscription query of this folder, as the documentation describes it. */
export const exampleDelivery = {
  issuedAt: '2026-11-20T06:00:02.118273+00:00',
  order: {
    id: 'T3JkZXI6ZjA0ZDY5YzgtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAx',
    number: '1042',
    created: '2026-11-20T06:00:00.301245+00:00',
    updatedAt: '2026-11-20T06:00:02.004417+00:00',
    status: 'UNFULFILLED',
    origin: 'CHECKOUT',
    isPaid: true,
    userEmail: 'customer@mail.example.com',
    languageCodeEnum: 'JA',
    checkoutId: 'Q2hlY2tvdXQ6ZjA0ZDY5YzgtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAy',
    channel: { slug: 'japan' },
    user: {
      id: 'VXNlcjo3',
      email: 'customer@mail.example.com',
      firstName: '花子',
      lastName: '見本',
      isConfirmed: true,
    },
    billingAddress: { firstName: '花子', lastName: '見本', phone: '+819000000000', country: { code: 'JP' } },
    shippingAddress: { firstName: '花子', lastName: '見本', phone: '+819000000000', country: { code: 'JP' } },
    metadata: [{ key: 'newsletter', value: 'true' }],
    total: { gross: { amount: 4950.0, currency: 'JPY' } },
    totalRefunded: { amount: 0.0, currency: 'JPY' },
    lines: [
      {
        productName: 'Ceramic dripper 01',
        variantName: 'White',
        translatedProductName: '陶器ドリッパー 01',
        translatedVariantName: '白',
        quantity: 1,
        unitPrice: { gross: { amount: 3850.0, currency: 'JPY' } },
        variant: {
          name: 'White',
          product: {
            id: 'UHJvZHVjdDox',
            name: 'Ceramic dripper 01',
            slug: 'ceramic-dripper-01',
            thumbnail: { url: 'https://shop.example.com/thumbnail/1/512/' },
          },
        },
      },
    ],
    fulfillments: [],
  },
} as const;
