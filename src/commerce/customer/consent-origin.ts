/** The kinds of places that a statement about consent comes from. */
export const consentOrigins = ['form', 'checkout', 'import', 'keyword', 'link', 'staff'] as const;

export type ConsentOrigin = (typeof consentOrigins)[number];
