import { isDeepStrictEqual } from 'node:util';
import { asArray, asInteger, type Intrinsic } from './intrinsic.ts';

/** The most elements that States.ArrayRange may produce. */
const LONGEST_RANGE = 1000;

export const array: Intrinsic = { arity: [0, Number.POSITIVE_INFINITY], apply: (args) => args };

export const arrayLength: Intrinsic = { arity: [1, 1], apply: ([list]) => asArray(list).length };

export const arrayContains: Intrinsic = {
  arity: [2, 2],
  apply: ([list, wanted]) => asArray(list).some((element) => isDeepStrictEqual(element, wanted)),
};

export const arrayGetItem: Intrinsic = {
  arity: [2, 2],
  apply([list, index]) {
    const item = asArray(list)[asInteger(index)];
    if (item === undefined) throw new RangeError(`there is no element ${JSON.stringify(index)}`);
    return item;
  },
};

export const arrayPartition: Intrinsic = {
  arity: [2, 2],
  apply([list, chunk]) {
    const elements = asArray(list);
    const size = asInteger(chunk);
    if (size < 1) throw new RangeError('a chunk holds at least one element');
    return Array.from({ length: Math.ceil(elements.length / size) }, (_, index) =>
      elements.slice(index * size, (index + 1) * size),
    );
  },
};

export const arrayRange: Intrinsic = {
  arity: [3, 3],
  apply([from, to, by]) {
    const [first, last, step] = [asInteger(from), asInteger(to), asInteger(by)];
    if (step === 0) throw new RangeError('the step of a range may not be 0');
    const length = Math.max(0, Math.floor((last - first) / step) + 1);
    if (length > LONGEST_RANGE) throw new RangeError(`a range holds at most ${LONGEST_RANGE} numbers`);
    return Array.from({ length }, (_, index) => first + index * step);
  },
};

export const arrayUnique: Intrinsic = {
  arity: [1, 1],
  apply: ([list]) =>
    asArray(list).filter(
      (element, index, all) => all.findIndex((candidate) => isDeepStrictEqual(candidate, element)) === index,
    ),
};
