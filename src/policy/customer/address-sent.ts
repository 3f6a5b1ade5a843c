import { day } from '../../commerce/values/time-units.ts';
import type { Address } from '../../model/address.ts';
import type { Claim } from '../../model/profile.ts';
import { isLater } from './address-words.ts';
import { foldClaims } from './past-claims.ts';

/** The time for which an address remembers its messages: longer than a week on any clock. */
const claimMilliseconds = 8 * day;

/** The address with the right to send one marketing message to it. */
export function withClaim(address: Address, key: string, claim: Claim): Address {
  const { [key]: _mine, ...others } = address.claims;
  const { claims, past } = foldClaims({ claims: others, past: address.past }, claim.at, claimMilliseconds);
  const { past: _before, ...rest } = address;
  return { ...rest, claims: { ...claims, [key]: claim }, ...(past && { past }) };
}

/** True if an address still remembers every claim made on it at that time. Epoch milliseconds. */
export function remembers(at: number, now: number): boolean {
  return at > now - claimMilliseconds;
}

/** The address without a claim that is over; the same object when there is none. */
export function withoutClaim(address: Address, key: string, isOver: (claim: Claim) => boolean): Address {
  const { [key]: mine, ...claims } = address.claims;
  return mine !== undefined && isOver(mine) ? { ...address, claims } : address;
}

/** Notes that a message to the address did not arrive. */
export function noteUndelivered(address: Address, at: number): Address {
  return isLater(at, address.undelivered) ? { ...address, undelivered: at } : address;
}

/** Notes that a message to the address arrived: one that did not arrive before counts no more. */
export function noteArrived(address: Address, at: number): Address {
  return isLater(at, address.arrived) ? { ...address, arrived: at } : address;
}

/** An address that did not get a message goes behind others for so long. */
const undeliveredFor = 7 * day;

/** True if a message lately did not arrive there, and none is known to have arrived since. */
export function isUndelivered(
  { undelivered, arrived }: Pick<Address, 'undelivered' | 'arrived'>,
  now: number,
): boolean {
  return (
    undelivered !== undefined && now - undelivered < undeliveredFor && (arrived === undefined || arrived < undelivered)
  );
}
