/** A completed session, without the fields that are not read. */
export const exampleEvent = {
  id: 'evt_1',
  object: 'event',
  type: 'checkout.session.completed',
  created: 1795154400,
  livemode: true,
  data: {
    object: {
      id: 'cs_1',
      mode: 'payment',
      amount_total: 4950,
      currency: 'jpy',
      customer: 'cus_1',
      customer_details: {
        email: 'customer@mail.example.com',
        phone: '+819000000000',
        name: '見本 花子',
        address: { country: 'JP' },
      },
      consent: { promotions: 'opt_in' },
      locale: 'ja',
      payment_intent: 'pi_1',
      payment_status: 'paid',
    },
  },
} as const;
