import type { Address, AddressWord } from '../../model/address.ts';
import { topicAt } from './address-topics.ts';
import { firstOf, lastOf, wordOf } from './address-words.ts';

/** When the customer last gave the address up for another one, as far as it knows; epoch milliseconds. */
export function leftAt(address: Address, customers: readonly string[]): number | undefined {
  return lastOf(...wordsOf(address, customers).map(({ left }) => left));
}

/**
 * Whether the customer has carried the address ever since then, as far as it knows. Undefined if it does not: they said nothing
 * there by that time.
 */
export function hasCarried(address: Address, customers: readonly string[], since: number): boolean | undefined {
  const left = leftAt(address, customers);
  if (left !== undefined && left >= since) return false;
  const named = wordsOf(address, customers).flatMap((word) => word.since ?? []);
  const first = named.reduce<number | undefined>(firstOf, undefined);
  return first !== undefined && first <= since ? true : undefined;
}

/** What was said in the customer's name: of marketing as a whole, and of topics. */
function wordsOf(address: Address, customers: readonly string[]): AddressWord[] {
  const topics = Object.keys(address.topics ?? {}).map((topic) => topicAt(address, topic));
  return [address, ...topics].flatMap((said) => customers.flatMap((customer) => wordOf(said, customer) ?? []));
}
