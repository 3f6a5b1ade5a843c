import { day } from '../../commerce/values/time-units.ts';
import type { Address } from '../../model/address.ts';
import { isLater } from './address-words.ts';

/** AWS takes a number off its opt-out list once in this time, and does not say when it last did. Source: DeleteOptedOutNumber. */
const unlistingPause = 30 * day;

/** The address after the service was asked to take it off its opt-out list. @param kept whether it refused */
export function noteUnlisting(address: Address, at: number, kept: boolean): Address {
  return isLater(at, address.unlisting?.at) ? { ...address, unlisting: { at, kept } } : address;
}

/** When the service last refused to take the address off its opt-out list, if it has not done so since. */
export function keptOnListAt({ unlisting }: Pick<Address, 'unlisting'>): number | undefined {
  return unlisting?.kept ? unlisting.at : undefined;
}

/** When the service takes the number off at the latest, if it is asked again then. @param kept when it refused */
export function unlistableFrom(kept: number): number {
  return kept + unlistingPause;
}
