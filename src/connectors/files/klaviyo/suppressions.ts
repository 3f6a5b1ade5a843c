import type { FileFormat } from '../format.ts';

/**
 * Klaviyo's export of suppressed profiles. Each is an opt-out whose source names the reason: UNSUBSCRIBED,
 * USER_SUPPRESSED, SPAM_COMPLAINT, HARD_BOUNCE, INVALID_EMAIL.
 */
export const klaviyoSuppressions: FileFormat = {
  name: 'klaviyo-suppressions',
  title: { en: 'suppressed profiles exported from Klaviyo', ja: 'Klaviyoの配信停止リストのエクスポート' },
  platform: 'klaviyo',
  resource: 'customers',
  marks: ['Email', 'Suppression Reason'],
  columns: {
    email: ['Email'],
    'email-opted-out': ['Suppression Reason', 'Suppression Reasons', 'Reason'],
    'email-opted-out-at': ['Suppression Timestamp', 'Suppressed At', 'Suppression Date', 'Timestamp', 'Date'],
  },
  needs: [['email'], ['email-opted-out']],
  defaults: { zone: 'UTC' },
};
