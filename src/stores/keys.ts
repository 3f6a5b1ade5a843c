import type { AddressRef } from '../contracts/address.ts';
import type { Conversion } from '../contracts/conversion.ts';
import type { Fact } from '../contracts/fact.ts';
import type { Subject } from '../contracts/run.ts';
import type { Keys } from '../platform/keys.ts';
import type { Key } from './table.ts';

/*
 * One table. A customer is a partition; the digit that begins a sort key puts the profile, the runs and
 * the facts side by side, so that one query reads all that a decision needs, and the ledger after them.
 *
 *   C#<customer>            1#profile
 *                           2#run#<journey>#<hash of the subject>
 *                           3#fact#<kind>#<id>
 *                           4#message#<message key>
 *                           5#conversion#<event>#<id>
 *   I#<kind>#<hash>         identity            → the customer it belongs to
 *                           address             what belongs to a mailbox or number, not to a customer
 */

/** The bounds of the query that reads a customer's profile, runs and facts. */
export const historyRange = { from: '1#', to: '3#~' } as const;

/** The bounds of the query that reads a customer's ledger. */
export const ledgerRange = { from: '4#', to: '4#~' } as const;

/** The bounds of the query that reads a customer's conversions. */
export const conversionRange = { from: '5#', to: '5#~' } as const;

/** The partition of a customer. */
export function customerPartition(customer: string): string {
  return `C#${customer}`;
}

const profilePlace = '1#profile';

/** Where in a partition stands what a sweep has to know of every customer: their profile, and their orders. */
export const sweptPlaces = { sk: profilePlace, prefixes: ['3#fact#order#'] } as const;

/** Where the profile stands. */
export function profileKey(customer: string): Key {
  return { pk: customerPartition(customer), sk: profilePlace };
}

/** Where the latest run of a journey about a subject stands. */
export function runKey(customer: string, journey: string, subject: Subject, keys: Keys): Key {
  return { pk: customerPartition(customer), sk: `2#run#${journey}#${keys.hash(subject.kind, subject.id)}` };
}

/** Where a fact stands: under its own identity, so that it is there once however often it is told. */
export function factKey(customer: string, { kind, id }: Pick<Fact, 'kind' | 'id'>): Key {
  return { pk: customerPartition(customer), sk: `3#fact#${kind}#${id}` };
}

/** Where a message's line of the ledger stands. */
export function ledgerKey(customer: string, message: string): Key {
  return { pk: customerPartition(customer), sk: `4#message#${message}` };
}

/** Where a conversion stands: under what happened, so that it is there once whichever message it is credited to. */
export function conversionKey({ customer, on, id }: Pick<Conversion, 'customer' | 'on' | 'id'>): Key {
  return { pk: customerPartition(customer), sk: `5#conversion#${on}#${id}` };
}

/** Where an identity says whose it is. It holds a keyed hash, never the address itself. */
export function identityKey(kind: string, value: string, keys: Keys): Key {
  return { pk: `I#${kind}#${keys.hash(kind, value)}`, sk: 'identity' };
}

/** Where what belongs to a mailbox or phone number stands: beside the identity, under the same keyed hash. */
export function addressKey({ kind, hash }: AddressRef): Key {
  return { pk: `I#${kind}#${hash}`, sk: 'address' };
}

/**
 * Whether what stands there expires, counted from its last write: runs, facts, the ledger, conversions, and what was put
 * aside of them, whose digits follow. A profile, an identity and an address hold proofs of consent and opt-outs, and stay.
 */
export function expires({ sk }: Key): boolean {
  return /^[2-7]#/.test(sk);
}

/** Which noun an item holds, read from its key. */
export function nounOf({ sk }: Key): 'profile' | 'run' | 'fact' | 'message' | 'conversion' | 'identity' | 'address' {
  if (sk === 'identity' || sk === 'address') return sk;
  return ({ '1': 'profile', '2': 'run', '3': 'fact', '5': 'conversion' } as const)[sk.charAt(0)] ?? 'message';
}
