/** The ways a message can reach a customer, and the only place that lists them. */
export const channels = ['email', 'sms'] as const;

export type Channel = (typeof channels)[number];

/** Marketing needs consent and honours caps and quiet hours; transactional does not. */
export const purposes = ['marketing', 'transactional'] as const;

export type Purpose = (typeof purposes)[number];
