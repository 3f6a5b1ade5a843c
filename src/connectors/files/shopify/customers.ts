import type { FileFormat } from '../format.ts';

/**
 * Shopify's export of customers. It says whether somebody is subscribed, but neither since when nor how: a "no" may be an
 * unticked box as well as an opt-out, so it says nothing.
 */
export const shopifyCustomers: FileFormat = {
  name: 'shopify-customers',
  title: { en: 'customers exported from Shopify', ja: 'Shopifyの顧客エクスポート' },
  platform: 'shopify',
  resource: 'customers',
  marks: ['Customer ID', 'Accepts Email Marketing', 'Total Orders'],
  columns: {
    id: ['Customer ID'],
    email: ['Email'],
    phone: ['Phone', 'Default Address Phone'],
    'first-name': ['First Name'],
    'last-name': ['Last Name'],
    country: ['Default Address Country Code', 'Default Address Country'],
    locale: ['Language', 'Locale'],
    'email-consent': ['Accepts Email Marketing'],
    'sms-consent': ['Accepts SMS Marketing'],
  },
  needs: [['id']],
};
