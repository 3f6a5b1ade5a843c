/** The names a customer can be known by, the strongest first. One of them is enough. */
export const identityKinds = ['id', 'email', 'phone', 'lineId', 'anonymousId'] as const;

export type IdentityKind = (typeof identityKinds)[number];

/** One spelling of an identity: mail hosts ignore case, and so do nearly all mailboxes. */
export function normalise(kind: IdentityKind, value: string): string {
  return kind === 'email' ? value.trim().toLowerCase() : value.trim();
}
