/** Marketing needs consent and honours caps and quiet hours; transactional does not. */
export const purposes = ['marketing', 'transactional'] as const;

export type Purpose = (typeof purposes)[number];
