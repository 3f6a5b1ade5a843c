import type { Address } from '../../model/address.ts';
import { type OptOut, optOutsOf } from './address.ts';
import { ownerName } from './address-words.ts';

/** The source of an opt-out that only the service knew: its owner told it there, or somebody put the address on its list by hand. */
export const listSource = 'carrier opt-out list';

/** The STOP of a number's owner, if it stands: nothing of any purpose goes there, as carriers have it, until they text START. */
export function ownersStop(address: Address): OptOut | undefined {
  return optOutsOf(address).find(({ customer }) => customer === ownerName);
}

/** True of a number whose owner has texted STOP. */
export function isStopped(address: Address): boolean {
  return ownersStop(address) !== undefined;
}

/** True if an opt-out stands that the service itself told of. */
export function isOnListByItself(address: Address): boolean {
  return optOutsOf(address).some(({ source }) => source === listSource);
}
