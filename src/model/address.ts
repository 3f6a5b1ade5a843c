import type { AddressKind } from '../commerce/customer/channel.ts';
import type { ConsentChange, ConsentSaid, ConsentState } from './consent-entry.ts';
import type { Claim, Consent, PastClaims, Suppression } from './profile.ts';

/** Which mailbox or phone number: by a keyed hash, never in clear. */
export interface AddressRef {
  readonly kind: AddressKind;
  readonly hash: string;
}

/**
 * The state of a mailbox or phone number, which belongs to no single customer: its owner's consent, why it is closed,
 * and its latest messages. Several customers may carry one address. Each field only grows, so that reports may arrive
 * late, twice and in any order. Times are epoch milliseconds.
 */
export interface Address {
  /** The last agreement to marketing, from any customer. */
  readonly granted?: Omit<Consent, 'granted'>;
  /** The last agreement that the address itself proves for good: through a link that was sent to it, or a text that came from it. */
  readonly proven?: number;
  /** The customer whom it led to at that time: the proof goes with them when they take another address. */
  readonly provenBy?: string;
  /**
   * Of a topic: the last agreement on the preference page, which proves it too, but can be taken back there for a while.
   * What was proven before it is in `proven`.
   */
  readonly chosen?: { readonly at: number; readonly by?: string };
  /** The last such one that was taken back: none until then counts. */
  readonly unchosen?: number;
  /** When the customer that it led to last took another: what it had proven by then is nothing to its next owner. */
  readonly released?: number;
  /** The statements made about it in the name of each customer, by the customer's key. */
  readonly words: Readonly<Record<string, AddressWord>>;
  /** Why nothing at all is sent to it. */
  readonly suppressed?: Suppression;
  /** When the last message to it that did not arrive was sent, or was reported, though the address is not closed. */
  readonly undelivered?: number;
  /** When a message to it last arrived, as far as that matters: of one since `undelivered` the mark counts no more. */
  readonly arrived?: number;
  /** What the service last did when it was asked to take the address off its opt-out list: `kept` if it refused. */
  readonly unlisting?: { readonly at: number; readonly kept: boolean };
  /** When somebody of the shop reopened it: what closed it before counts no more. */
  readonly reopenedAt?: number;
  /** The operator's name, as they gave it. */
  readonly reopenedBy?: string;
  /** The statements about single topics, by the topic's name. */
  readonly topics?: Readonly<Record<string, TopicWords>>;
  /** The last choice of "less often", through a link that was sent to the address: one marketing message a week at most. */
  readonly less?: { readonly at: number; readonly on: boolean };
  /** The last pause of marketing that was chosen through a link; one that ends no later than it begins takes the pause back. */
  readonly paused?: { readonly at: number; readonly until: number };
  /** The last mails that asked for a confirmation, by double opt-in: the write that adds one is the right to send it. */
  readonly confirmations?: readonly ConfirmationMail[];
  /** Short hashes of the last statements that the ledger knows; absent until there is an entry. */
  readonly heard?: readonly string[];
  /** Entries on their way into the ledger of consent, by their ids. */
  readonly unsettled?: Readonly<Record<string, ConsentEntry>>;
  /** When the ledger took its last entry in: the next one is later. */
  readonly recordedAt?: number;
  /**
   * What the shop was last told of each account that carries it, by the customer's key: the state of each channel, and of each
   * topic, as `email offers`. Absent until the first of its statements is settled.
   */
  readonly lastTold?: Readonly<Record<string, ToldStates>>;
  /** The marketing messages that were sent to it lately, whichever customer they were for. */
  readonly claims: Readonly<Record<string, Claim>>;
  /** How many there were before those. */
  readonly past?: PastClaims;
}

/** States of consent, each by its channel, or by channel and topic. What is absent is unknown. */
export type ToldStates = Readonly<Record<string, ConsentState>>;

/** The right to send one mail that asks to confirm an agreement. Times are epoch milliseconds. */
export interface ConfirmationMail {
  /** The key of the customer whom it asks: nobody else's run may send it. Absent once they were erased. */
  readonly customer?: string;
  /** The time of the agreement that it asks about. */
  readonly asked: number;
  /** When the mail was due: its run starts then. */
  readonly at: number;
  /** What was pending then: topics by name, and `''` for marketing as a whole. Absent in mails of earlier versions. */
  readonly about?: readonly string[];
}

/**
 * The statements about one topic at an address, in the very form of those about marketing as a whole. An agreement is one to
 * this topic, an opt-out is one from this topic.
 */
export type TopicWords = Pick<
  Address,
  'granted' | 'proven' | 'provenBy' | 'chosen' | 'unchosen' | 'released' | 'words' | 'reopenedAt'
>;

/** The statements about an address made in the name of one customer. */
export interface AddressWord {
  /** When an event of this customer first named this address, as far as is known. */
  readonly since?: number;
  /** True if the address once led to this customer. */
  readonly leads?: true;
  /** The last agreement in this customer's name; it counts for messages to this customer alone. */
  readonly agreed?: number;
  /**
   * The first agreement in this customer's name that an import told of, and the first by their own account or while the address
   * was verified. It counts for messages to this customer where nobody has opted out, and lifts no opt-out.
   */
  readonly imported?: number;
  readonly importedOwn?: number;
  /** The last agreement in this customer's name that counts only once the address has confirmed it: double opt-in. */
  readonly asked?: number;
  /** When the customer last took another address: a link that was sent here before that agrees to nothing in their name any more. */
  readonly left?: number;
  /** The last agreement by the customer's own account, to which the address leads, and the last while it was verified. */
  readonly granted?: number;
  readonly verified?: number;
  /** When the customer took another address, or held this one without proof: what was verified by then is nothing to its next owner. */
  readonly released?: number;
  /** The last opt-out, which closes the address for everybody, and where it came from. */
  readonly withdrawn?: number;
  readonly source?: string;
  /** The last opt-out through a link that was taken back on the page after it: it closes nothing, and nor does any such one before it. */
  readonly undone?: number;
  /** The last opt-out that did not come through a link: it is in `withdrawn` too, and stays when one through a link is taken back. */
  readonly told?: number;
  /** The last opt-out by an event of somebody who merely names the address: it binds their own messages alone. */
  readonly declined?: number;
  /**
   * The last opt-out by an event that shows nobody, though the address leads to this customer. It closes the address only
   * while no agreement with proof is known, be that earlier or later.
   */
  readonly unticked?: number;
}

/** What a statement added to an address: joined in any order, the additions are the address. */
export type AddressAddition = Partial<
  Omit<Address, 'claims' | 'past' | 'confirmations' | 'heard' | 'unsettled' | 'recordedAt' | 'lastTold'>
>;

/** One entry of the ledger of consent. */
export interface ConsentEntry extends ConsentSaid {
  readonly changes?: readonly ConsentChange[];
  /** Absent where it said nothing new. */
  readonly adds?: AddressAddition;
  /** While it waits: which of the waiting entries it is, in the order in which they changed the address. */
  readonly nth?: number;
}

/** An entry as the ledger keeps it. */
export interface RecordedConsent extends Omit<ConsentEntry, 'nth'> {
  readonly id: string;
  /** Later than that of each entry which changed the address before. */
  readonly recordedAt: number;
}
