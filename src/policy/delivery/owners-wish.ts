import { day } from '../../commerce/values/time-units.ts';
import type { Address } from '../../model/address.ts';
import { pauseEnd, wantsLess } from '../customer/preferences.ts';

const week = 7 * day;

/** What a wish makes of a message. */
type Wish =
  | { readonly do: 'skip'; readonly reason: 'customer-paused' }
  | { readonly do: 'hold'; readonly reason: 'less-often'; readonly until: number };

/**
 * What the owner of an address wishes of its marketing: none during a pause, and at most one message in seven days if they
 * want to hear less often.
 * @param key the message's own, whose earlier claim does not count
 */
export function ownersWish(address: Address, key: string, now: number): Wish | undefined {
  if (pauseEnd(address, now) !== undefined) return { do: 'skip', reason: 'customer-paused' };
  if (!wantsLess(address)) return undefined;
  const sent = Object.entries(address.claims).flatMap(([name, { at, purpose, returned }]) =>
    name !== key && purpose === 'marketing' && !returned && at > now - week ? [at] : [],
  );
  return sent.length === 0 ? undefined : { do: 'hold', reason: 'less-often', until: Math.max(...sent) + week };
}
