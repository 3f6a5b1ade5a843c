import type { AddressKind } from '../commerce/customer/channel.ts';
import type { ConsentAct, ConsentChange, ConsentFrom } from './consent-entry.ts';

/** The proof of consent of one address, oldest statement first. Times are ISO 8601. */
export interface ConsentProof {
  readonly kind: AddressKind;
  /** The state of marketing as a whole, which names no topic, and of each topic about which something was said. */
  readonly states: readonly ProvenState[];
  readonly statements: readonly ProvenStatement[];
}

/** A state in force, and the statement that brought it about; none where nothing that counts was said. */
export interface ProvenState extends ConsentChange {
  /** When the deciding statement was made. */
  readonly since?: string;
  readonly statement?: Omit<ProvenStatement, 'changes'>;
}

/** One statement of a proof. */
export interface ProvenStatement {
  readonly what: ConsentAct;
  /** None: marketing as a whole. */
  readonly topics?: readonly string[];
  readonly saidAt: string;
  /** Absent as long as the statement is on its way into the ledger. */
  readonly recordedAt?: string;
  readonly from: ConsentFrom;
  readonly source: string;
  /** The key of the customer in whose name it was said. */
  readonly customer?: string;
  /** The person of the shop who did it. */
  readonly by?: string;
  readonly wording?: { readonly id?: string; readonly version?: string; readonly text?: string };
  /** The id of the store's event. */
  readonly event?: string;
  /** Of a pause, until when it lasts; null where it ended one. */
  readonly pausedUntil?: string | null;
  /** Of "less often": true if at most one marketing message a week is wanted, false for as many as before. */
  readonly less?: boolean;
  /** The states that it changed. */
  readonly changes?: readonly ConsentChange[];
}
