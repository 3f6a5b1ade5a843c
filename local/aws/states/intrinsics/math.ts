import { asInteger, type Intrinsic } from './intrinsic.ts';

export const mathAdd: Intrinsic = { arity: [2, 2], apply: ([left, right]) => asInteger(left) + asInteger(right) };

/** A whole number from the first argument up to, but not including, the second; a seed makes it repeatable. */
export const mathRandom: Intrinsic = {
  arity: [2, 3],
  apply([from, to, seed], env) {
    const [low, high] = [asInteger(from), asInteger(to)];
    if (high <= low) throw new RangeError('the end must be greater than the start');
    const fraction = seed === undefined ? env.random() : fractionOf(asInteger(seed));
    return low + Math.floor(fraction * (high - low));
  },
};

/** A version 4 UUID from the execution's own source of randomness. */
export const uuid: Intrinsic = {
  arity: [0, 0],
  apply(_, env) {
    const digit = (low: number, count: number) => (low + Math.floor(env.random() * count)).toString(16);
    return 'xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx'.replace(/[xy]/g, (place) =>
      place === 'x' ? digit(0, 16) : digit(8, 4),
    );
  },
};

/** Spreads a seed over 0 to 1 (the mixing step of mulberry32). */
function fractionOf(seed: number): number {
  let mixed = (seed + 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
}
