/** What a run is about: the journey's `once per`, and that thing's id. */
export interface Subject {
  readonly kind: SubjectKind;
  readonly id: string;
}

/** What `once per` may name. `customer` is the customer; the others are nouns of the starting event. */
export const subjectKinds = [
  'customer',
  'cart',
  'checkout',
  'order',
  'shipment',
  'review',
  'inquiry',
  'product',
  'tier',
  'survey',
  'referral',
] as const;

export type SubjectKind = (typeof subjectKinds)[number];
