import type { AddressKind } from '../../commerce/customer/channel.ts';
import type { StoreEvent } from '../../commerce/events.ts';
import type { Resolution } from '../../policy/customer/identity.ts';
import type { ReadAddress } from '../../stores/addresses.ts';
import type { History } from '../../stores/history.ts';
import type { KnownIdentity } from '../../stores/identities.ts';

/** An event on its way in: who is named, where that leads, and whose it is. */
export interface Incoming {
  readonly event: StoreEvent;
  readonly named: readonly KnownIdentity[];
  /** The addresses for which it speaks of consent, as they stood when the identities were read. */
  readonly doors: readonly ReadAddress[];
  /** The histories of the customers that the identities lead to, by the key that leads there. */
  readonly owners: ReadonlyMap<string, History>;
  readonly kinds: readonly AddressKind[];
  readonly resolution: Resolution;
}
