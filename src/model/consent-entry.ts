import type { ConsentOrigin } from '../commerce/customer/consent-origin.ts';

/** What was said about an address, or done to it. */
export const consentActs = [
  'agreement',
  'opt-out',
  'choice',
  'pause',
  'less-often',
  'undo',
  /** An agreement that the address has yet to confirm, and its confirmation: double opt-in. */
  'request',
  'confirmation',
  'complaint',
  'bounce',
  'reopening',
  /** The customer took another address. */
  'release',
  /** An account took the address, or somebody took one that is another's, or two who have it turned out to be one customer. */
  'taking',
  /** It became known since when the customer has the address. */
  'naming',
  /** A customer's data were erased: what they had agreed to counts for nobody any more. */
  'erasure',
  /** What an earlier version had stored, without a ledger. */
  'before-the-ledger',
] as const;
export type ConsentAct = (typeof consentActs)[number];

/** The kind of place that a statement came from; `report`: from the e-mail or SMS service, `unknown`: nobody said. */
export type ConsentFrom = ConsentOrigin | 'report' | 'unknown';

/** The words that a customer agreed to: the shop's id and version of them, and the text or where it is kept. */
export interface ConsentWording {
  readonly id?: string;
  readonly version?: string;
  readonly text?: string;
  /** The hash of the text, under which it is kept once. */
  readonly hash?: string;
}

/** A statement, before it is known what it changes. Times are epoch milliseconds. */
export interface ConsentSaid {
  readonly what: ConsentAct;
  /** The topics that it is about; marketing as a whole without any. */
  readonly topics?: readonly string[];
  readonly saidAt: number;
  readonly from: ConsentFrom;
  /** The place as it was told: `checkout`, `unsubscribe link`, `answered STOP`. */
  readonly source: string;
  /** The key of the customer in whose name it was said. */
  readonly customer?: string;
  /** The name of the person of the shop who did it, as they gave it. */
  readonly by?: string;
  readonly wording?: ConsentWording;
  /** The id of the store's event that told of it. */
  readonly event?: string;
}

/** The state of marketing as a whole, or of one topic, at an address. */
export type ConsentState = 'granted' | 'withdrawn' | 'pending' | 'unknown';

/** A state that a statement has changed. */
export interface ConsentChange {
  /** Undefined for marketing as a whole. */
  readonly topic?: string;
  readonly state: ConsentState;
}
