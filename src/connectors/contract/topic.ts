import type { EventType } from '../../commerce/events.ts';
import type { Words } from '../../commerce/words.ts';

/** What becomes of a topic of the platform's: the events, under which condition; or why it is ignored. */
export type PlatformTopic =
  | { readonly becomes: readonly EventType[]; readonly when?: Words }
  | { readonly ignored: Words };
