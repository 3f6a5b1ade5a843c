/**
 * A digest of 53 bits (cyrb53, public domain): tells apart what one customer or order was before and after a change, and
 * the ids of one file. It hides nothing.
 */
export function digestNumber(text: string): number {
  let [high, low] = [0xdeadbeef, 0x41c6ce57];
  for (let place = 0; place < text.length; place++) {
    const unit = text.charCodeAt(place);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  const first = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  const second = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(first ^ (first >>> 13), 3266489909);
  return 4294967296 * (2097151 & second) + (first >>> 0);
}

/** As {@link digestNumber}, in letters and digits. */
export function digestOf(text: string): string {
  return digestNumber(text).toString(36);
}
