import type { Address } from '../../model/address.ts';
import { optOutsOf } from './address.ts';
import { ownerName } from './address-words.ts';

/** The source of an opt-out that only the service knew: its owner told it there, or somebody put the address on its list by hand. */
export const listSource = 'carrier opt-out list';

/** True of a number whose owner has texted STOP: nothing of any purpose goes there, as carriers have it, until they text START. */
export function isStopped(address: Address): boolean {
  return optOutsOf(address).some(({ customer }) => customer === ownerName);
}

/** True if an opt-out stands that the service itself told of. */
export function isOnListByItself(address: Address): boolean {
  return optOutsOf(address).some(({ source }) => source === listSource);
}
