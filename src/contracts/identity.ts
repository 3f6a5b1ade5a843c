/** The names a customer can be known by. One of them is enough; more of them join what was separate. */
export const identityKinds = ['id', 'email', 'phone', 'lineId', 'anonymousId'] as const;

export type IdentityKind = (typeof identityKinds)[number];
