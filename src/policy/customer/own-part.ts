import type { Address, ConsentEntry, TopicWords } from '../../model/address.ts';

/** Whose part of an address is asked for. */
export interface Owner {
  /** The keys of the customer. */
  readonly names: readonly string[];
  /** True if the address leads to the customer: what is known of the mailbox or number itself is theirs then. */
  readonly leads: boolean;
  /** Whether a message at the address was one of theirs. */
  isTheirs(message: string): boolean;
}

/**
 * The part of an address that a customer may see in a copy of their data: what was said and sent in their own name. Others
 * may carry the address, and anybody can name one that is not theirs.
 */
export function ownPartOf(address: Address, owner: Owner): Partial<Address> {
  const {
    words,
    claims,
    past,
    topics = {},
    confirmations = [],
    unsettled = {},
    heard: _heard,
    lastTold = {},
    provenBy,
    ...state
  } = address;
  const own = Object.entries(topics).map(([topic, said]) => [topic, ownWords(said, owner)] as const);
  const pending = Object.entries(unsettled).filter(([, entry]) => isOwnEntry(entry, owner));
  const told = Object.entries(lastTold).filter(([customer]) => owner.names.includes(customer));
  return {
    ...(owner.leads && { ...state, ...proverIn(provenBy, owner), ...(past && { past }) }),
    ...(told.length > 0 && { lastTold: Object.fromEntries(told) }),
    words: ownWords({ words }, owner).words,
    ...(own.length > 0 && { topics: Object.fromEntries(own) }),
    confirmations: confirmations.filter(({ customer = '' }) => owner.names.includes(customer)),
    unsettled: Object.fromEntries(pending),
    claims: Object.fromEntries(Object.entries(claims).filter(([message]) => owner.isTheirs(message))),
  };
}

function ownWords({ words, provenBy, ...state }: TopicWords, owner: Owner): TopicWords {
  const { names, leads } = owner;
  return {
    ...(leads && { ...state, ...proverIn(provenBy, owner) }),
    words: Object.fromEntries(Object.entries(words).filter(([customer]) => names.includes(customer))),
  };
}

/** By whom the address was proven, if not by somebody else's. */
function proverIn(provenBy: string | undefined, { names }: Owner): Pick<TopicWords, 'provenBy'> {
  return provenBy !== undefined && names.includes(provenBy) ? { provenBy } : {};
}

/** True if an entry of the ledger of consent is the customer's: said in their name, or in nobody's at their own address. */
export function isOwnEntry({ customer }: ConsentEntry, { names, leads }: Owner): boolean {
  return customer === undefined ? leads : names.includes(customer);
}
