import fc from 'fast-check';
import type { Happened } from '../journey/reading.ts';

/** What may happen, and to how many different things of the kind. */
const kinds = [
  ['cart.updated', ['cart']],
  ['cart.emptied', ['cart']],
  ['checkout.started', ['checkout', 'cart']],
  ['order.placed', ['order', 'cart']],
  ['order.cancelled', ['order']],
  ['shipment.dispatched', ['shipment', 'order']],
  ['shipment.delivered', ['shipment', 'order']],
  ['review.submitted', ['review', 'order']],
  ['coupon.redeemed', ['coupon']],
] as const;

const minute = 60_000;
/** Winter ends in New York on 8 March 2026 and in London on 29 March, and comes back in the autumn. */
const beginnings = ['2026-03-06T22:30:00Z', '2026-03-27T09:00:00Z', '2026-10-31T03:00:00Z'].map(Date.parse);

/** A cart, and what else happened within forty days: nothing twice to the same thing, nothing in the same minute. */
export const histories: fc.Arbitrary<readonly Happened[]> = fc
  .tuple(
    fc.constantFrom(...beginnings),
    fc.uniqueArray(
      fc.record({
        after: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 40 * 24 * 60 })),
        kind: fc.nat({ max: kinds.length - 1 }),
        nth: fc.integer({ min: 1, max: 3 }),
      }),
      { maxLength: 9, selector: ({ kind, nth }) => `${kind}-${nth}` },
    ),
  )
  .map(([beginning, happened]) => {
    const all = [{ after: 0, kind: 0, nth: 0 }, ...happened];
    const history = all.map(({ after, kind, nth }, index): Happened => {
      const [type, nouns] = kinds[kind] ?? kinds[0];
      // A second of its own for each, so that nothing happens just when something else falls due.
      const at = beginning + after * minute + (index + 1) * 1000;
      return { at, type, what: Object.fromEntries(nouns.map((noun) => [noun, `${noun}-${nth}`])) };
    });
    return history.sort((one, other) => one.at - other.at);
  });

const goods = { total: { amount: 48, currency: 'USD' }, lines: [] };
const carried: Readonly<Record<string, object>> = {
  cart: goods,
  checkout: goods,
  order: goods,
  review: { rating: 4 },
};

/** The nouns of an event's detail. */
export function detailOf({ what }: Happened): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(what).map(([noun, id]) => [noun, { id, ...(noun === 'coupon' && { code: id }), ...carried[noun] }]),
  );
}
