import type { FileFormat } from '../format.ts';

/**
 * Klaviyo's export of profiles. Klaviyo's own id is none of the store: the address names the customer. A suppression is
 * an opt-out, whatever consent stands beside it.
 */
export const klaviyoProfiles: FileFormat = {
  name: 'klaviyo-profiles',
  title: { en: 'profiles exported from Klaviyo', ja: 'Klaviyoのプロフィールのエクスポート' },
  platform: 'klaviyo',
  resource: 'customers',
  marks: ['Email', 'Klaviyo ID', 'Email Marketing Consent'],
  columns: {
    id: ['External ID', 'external_id'],
    email: ['Email'],
    phone: ['Phone Number'],
    'first-name': ['First Name'],
    'last-name': ['Last Name'],
    country: ['Country'],
    locale: ['Locale'],
    zone: ['Timezone', 'Time Zone'],
    'email-consent': ['Email Marketing Consent'],
    'email-consented': ['Email Marketing Consent Timestamp'],
    'email-source': ['Email Marketing Consent Method', 'Consent Method'],
    'email-opt-in': ['Email Marketing Double Opt-In', 'Double Opt-In'],
    'email-opted-out': ['Email Suppressions'],
    'sms-consent': ['SMS Marketing Consent'],
    'sms-consented': ['SMS Marketing Consent Timestamp'],
  },
  needs: [['email', 'phone']],
  defaults: { zone: 'UTC' },
};
