/** The kinds of places that a statement about consent comes from. */
export const consentOrigins = ['form', 'checkout', 'import', 'keyword', 'link', 'staff'] as const;

export type ConsentOrigin = (typeof consentOrigins)[number];

/** True of a statement that an import tells of, by its origin or as history: no act of the customer's stands behind it now. */
export function isImported(from: ConsentOrigin | undefined, isHistory = false): boolean {
  return isHistory || from === 'import';
}
