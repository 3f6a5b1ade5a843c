import { second } from '../../commerce/values/time-units.ts';

/** How many requests an address may make. */
export interface AddressLimits {
  /** Those that an address may make at once. */
  readonly burst: number;
  /** Those that it may make a second in the long run. */
  readonly perSecond: number;
  /** The most addresses that are remembered; then the one that has been quiet for longest is forgotten. */
  readonly addresses: number;
}

interface Bucket {
  readonly left: number;
  readonly at: number;
}

/**
 * Limits the requests of each address, in the memory of the container. Few containers run, so an address gets a few times the limit
 * at most; nothing is written, and no address is stored. A counter in the table would cost more than the request that it turns
 * away.
 * @returns a function that is true if the address may make another request
 */
export function addressLimiter({
  burst,
  perSecond,
  addresses,
}: AddressLimits): (address: string, now: number) => boolean {
  const buckets = new Map<string, Bucket>();
  return (address, now) => {
    const network = networkOf(address);
    const before = buckets.get(network) ?? { left: burst, at: now };
    const left = Math.min(burst, before.left + (Math.max(0, now - before.at) / second) * perSecond);
    buckets.delete(network);
    buckets.set(network, { left: left >= 1 ? left - 1 : left, at: now });
    const [oldest] = buckets.keys();
    if (buckets.size > addresses && oldest !== undefined) buckets.delete(oldest);
    return left >= 1;
  };
}

/** An IPv6 host has a whole /64 to choose its address from. */
function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const [head = '', tail = ''] = address.toLowerCase().split('::');
  const groups = head.split(':');
  const missing = Math.max(0, 8 - groups.length - tail.split(':').length);
  return [...groups, ...Array<string>(missing).fill('0')].slice(0, 4).join(':');
}
