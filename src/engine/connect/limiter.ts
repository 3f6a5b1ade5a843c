import { second } from '../../commerce/values/time-units.ts';

/** How much each of many may do. */
export interface RateLimits {
  /** What one may do at once. */
  readonly burst: number;
  /** What one may do a second in the long run. */
  readonly perSecond: number;
  /** The most names that are remembered; then the one that has been quiet for longest is forgotten. */
  readonly names: number;
}

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/**
 * Limits what each of many does, in the memory of the container. Few containers run, so everybody gets a few times the limit at
 * most; nothing is written, and no name is stored. A counter in the table would cost more than the request that it turns away.
 * @returns a function that is true if the one of this name may do so much more
 */
export function limiter({
  burst,
  perSecond,
  names,
}: RateLimits): (name: string, now: number, much?: number) => boolean {
  const buckets = new Map<string, Bucket>();
  return (name, now, much = 1) => {
    const before = buckets.get(name) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + (Math.max(0, now - before.at) / second) * perSecond);
    buckets.delete(name);
    buckets.set(name, { left: left >= much ? left - much : left, at: now });
    const [oldest] = buckets.keys();
    if (buckets.size > names && oldest !== undefined) buckets.delete(oldest);
    return left >= much;
  };
}

/** Limits the requests of each network address. @returns a function that is true if the address may make another request */
export function addressLimiter(limits: RateLimits): (address: string, now: number) => boolean {
  const mayDo = limiter(limits);
  return (address, now) => mayDo(networkOf(address), now);
}

/** An IPv6 host has a whole /64 to choose its address from. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const groups = head.split(':');
  const missing = Math.max(0, 8 - groups.length - tail.split(':').length);
  return [...groups, ...Array<string>(missing).fill('0')].slice(0, 4).join(':');
}
