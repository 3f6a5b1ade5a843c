import type { AddressKind, Channel } from '../commerce/customer/channel.ts';
import type { ConsentOrigin } from '../commerce/customer/consent-origin.ts';
import type { IdentityKind } from '../commerce/customer/identity.ts';
import type { Purpose } from './purpose.ts';

/** The customer's latest statement about one channel. Times are epoch milliseconds, here and in every stored noun. */
export interface Consent {
  readonly granted: boolean;
  readonly at: number;
  readonly source: string;
  /** True of an agreement that an import told of: it lifts no opt-out, whatever its time. */
  readonly history?: true;
  /** The words that were agreed to. Those for an address stand there. */
  readonly wording?: string;
  /** Of an agreement that names no address: what the ledger of the address will say of it, once there is one. */
  readonly proof?: {
    readonly from?: ConsentOrigin;
    /** The shop's id and version of the words. */
    readonly id?: string;
    readonly version?: string;
    /** Who of the shop took it down. */
    readonly by?: string;
    /** The event that told of it. */
    readonly event?: string;
  };
}

/** The last opt-out of a channel, and the last agreement that shows whose it is: nothing else lifts the opt-out. All only grow. */
export interface Stance {
  readonly refused?: number;
  readonly agreed?: number;
  /** The last opt-out that shows nobody: it counts only where no agreement shows whose it is, be that earlier or later. */
  readonly unticked?: number;
  /** The first agreement of an import that shows whose it is: it lifts nothing, and an opt-out that shows nobody takes it not back. */
  readonly imported?: number;
  /** The last opt-out through a link. Those of earlier versions are in `refused`. */
  readonly clicked?: number;
  /** The last opt-out through a link that was taken back on its page: no such opt-out until then counts. */
  readonly undone?: number;
  /** Of a topic: the last agreement on the preference page. What shows whose it is and was said before is in `agreed`. */
  readonly chosen?: number;
  /** The last such one that was taken back there: none until then counts. */
  readonly unchosen?: number;
}

/** A choice on the preference page; without a value it was taken back. It outranks whatever events say. */
export interface Wish<Value> {
  readonly at: number;
  readonly value?: Value;
}

/** What a customer chose for themselves. */
export interface Wishes {
  readonly locale?: Wish<string>;
  readonly channel?: Wish<Channel>;
}

/** The same through a link to an address that the customer held without proof then: good while nothing shows who they are. */
export interface TypedWishes extends Wishes {
  /** The address, normalised: once it is proven to be theirs, so are the choices. */
  readonly address: string;
}

/** Why an address is closed whatever the consent says: it bounced, or its owner complained. */
export interface Suppression {
  readonly reason: 'bounce' | 'complaint';
  readonly at: number;
}

/**
 * The right to send one message, taken before the send. It stays in the profile, so that the next
 * decision counts it against the caps whether or not the send was recorded.
 */
export interface Claim {
  readonly at: number;
  /** When it was first claimed, if nobody knows what came of that claim: this one is the only repetition. */
  readonly first?: number;
  /** Set when it was given back, because the service took nothing: it counts nowhere, and only keeps what was said. */
  readonly returned?: true;
  /**
   * The coupon that the store may have been told of under it: its last second, which one it is, if not the first, and the journey
   * that gave it. Claims of earlier versions have no journey.
   */
  readonly coupon?: { readonly expiresAt: number; readonly issue?: number; readonly journey?: string };
  readonly channel: Channel;
  readonly purpose: Purpose;
  /** Of marketing: its topic. Absent in claims of earlier versions. */
  readonly topic?: string;
  /** Of marketing: the hash of the address that is claimed after the profile, so that an attempt which broke off between the two is known. */
  readonly address?: string;
}

/** What is left of a customer who was erased. */
export interface Erased {
  /** What happened by then is never taken in again; a later event begins a new customer. Epoch milliseconds. */
  readonly at: number;
  /** The keyed hashes of the addresses at which the customer is still named; none once the erasure is complete. */
  readonly addresses?: readonly { readonly kind: AddressKind; readonly hash: string }[];
  /** What the customer had refused, and the address that they had then: it stays closed. Without a topic all marketing. */
  readonly refused?: readonly {
    readonly kind: AddressKind;
    readonly hash: string;
    readonly topic?: string;
    readonly at: number;
  }[];
}

/** The marketing of the last month whose claims are dropped: counts are enough for the caps of a week and a month. */
export interface PastClaims {
  /** Every claim until then is counted here; epoch milliseconds. */
  readonly until: number;
  /** By day of UTC, counted from 1970: how many messages by `channel topic`. */
  readonly days: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

/** One customer, every source in one item. */
export interface Profile {
  readonly customer: string;
  readonly identities: Partial<Record<IdentityKind, string>>;
  readonly name?: string;
  readonly locale?: string;
  readonly country?: string;
  readonly timeZone?: string;
  /** 1990-04-30, or --04-30 when the year is not known. */
  readonly birthday?: string;
  /** The customer's latest statements. Whether a message may go is decided by the address's own data. */
  readonly consent: Partial<Record<Channel, Consent>>;
  /** The account's latest statements that name no address: they apply to its current address, whichever that is. */
  readonly general?: Partial<Record<Channel, Consent>>;
  /**
   * The time of such an agreement when the account took an address without proof under double opt-in: those until then count
   * only at addresses that have heard or confirmed them.
   */
  readonly generalAsked?: Partial<Record<Channel, number>>;
  /** What the customer wants of each channel, whichever address they have. */
  readonly stances?: Partial<Record<Channel, Stance>>;
  /** The same of single topics, by their names. */
  readonly topicStances?: Partial<Record<Channel, Readonly<Record<string, Stance>>>>;
  /** What the customer chose on the preference page for themselves, whichever address they have. */
  readonly wishes?: Wishes & { readonly typed?: Partial<Record<AddressKind, TypedWishes>> };
  /** The customer's tags, set by `do: tag` steps, in alphabetical order. */
  readonly tags?: readonly string[];
  /** When each field was last said with proof, so that a late event cannot overwrite a newer word. */
  readonly said: Record<string, number>;
  /** When each field that nobody has said with proof was first said without: such a word only fills what is empty. */
  readonly filled?: Readonly<Record<string, number>>;
  /** Of a guest: when they were first said to agree to marketing. */
  readonly agreedFirst?: number;
  /** Recent claims by message key. */
  readonly claims: Record<string, Claim>;
  /** How many marketing messages were claimed before those. */
  readonly past?: PastClaims;
  /** When the last claim was made that is recent and was dropped all the same, because there are too many. */
  readonly dropped?: number;
  /** The customer that this one turned out to be; that profile holds everything else. */
  readonly mergedInto?: string;
  /** The event that showed it. */
  readonly mergedBy?: string;
  /** Set once everything has been moved. Until then every function that loads the profile continues the move. */
  readonly moved?: true;
  /** The customers that turned out to be this one, each with the event that showed it. Their ledgers stay where they are. */
  readonly mergedFrom?: Readonly<Record<string, string>>;
  /** The same of browsers that nobody was known behind, the last ones: they may be as many as visits. */
  readonly browsers?: Readonly<Record<string, string>>;
  /** Set when the customer was erased: then the profile holds nothing else but the keys under which they were known. */
  readonly erased?: Erased;
}
