/** What became of an address that was to be taken off a list. `kept`: the service refuses to, for now at least. */
export type Unlisting = 'removed' | 'absent' | 'kept';

/**
 * A service's own list of the addresses to which it sends nothing of any purpose, because their owners opted out. Addresses
 * in clear: never for a log. Both calls may be made twice.
 */
export interface OptOutList {
  /** Puts an address on the list. @throws an error of the service when it did not answer, or may do it later */
  add(address: string): Promise<void>;
  /** Takes an address off the list. @throws an error of the service when it did not answer, or may do it later */
  remove(address: string): Promise<Unlisting>;
}
