import type { FileFormat } from '../format.ts';

/** Stripe's export of customers. A guest's id (gcus_…) names no account. Stripe records no consent of its own. */
export const stripeCustomers: FileFormat = {
  name: 'stripe-customers',
  title: { en: 'customers exported from Stripe', ja: 'Stripeの顧客エクスポート' },
  platform: 'stripe',
  resource: 'customers',
  marks: ['id', 'Email', 'Created (UTC)', 'Delinquent'],
  columns: {
    id: ['id', 'Customer ID'],
    email: ['Email', 'Customer Email'],
    phone: ['Phone', 'Customer Phone'],
    name: ['Name', 'Customer Name'],
    country: ['Address Country', 'Shipping Address Country', 'Card Address Country'],
    locale: ['Preferred Locales', 'Preferred Locale'],
  },
  needs: [['id', 'email']],
  defaults: { zone: 'UTC' },
};
