/** What a carrier takes to the phone, or takes over where carriers tell no more. */
export const smsDeliveries = ['TEXT_DELIVERED', 'TEXT_SUCCESSFUL'] as const;

/**
 * What ends a text on its way, as AWS End User Messaging names it. TEXT_UNKNOWN is none of them: the service says it of
 * every text that no carrier reported on within three days, too.
 */
export const smsFailures = [
  'TEXT_BLOCKED',
  'TEXT_CARRIER_BLOCKED',
  'TEXT_CARRIER_UNREACHABLE',
  'TEXT_INVALID',
  'TEXT_INVALID_MESSAGE',
  'TEXT_PROTECT_BLOCKED',
  'TEXT_SPAM',
  'TEXT_TTL_EXPIRED',
  'TEXT_UNREACHABLE',
] as const;
