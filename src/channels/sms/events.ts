/** The reports that a carrier brought a text to the phone, or took it over where carriers report no more. */
export const smsDeliveries = ['TEXT_DELIVERED', 'TEXT_SUCCESSFUL'] as const;

/**
 * The reports that end a text on its way, as AWS End User Messaging names them. TEXT_UNKNOWN is not among them: the
 * service also reports it for every text that no carrier reported on within three days.
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
