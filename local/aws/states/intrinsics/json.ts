import { asObject, asText, type Intrinsic } from './intrinsic.ts';

export const jsonToString: Intrinsic = { arity: [1, 1], apply: ([value]) => JSON.stringify(value) };

/** Of an empty or blank text the service makes null. */
export const stringToJson: Intrinsic = {
  arity: [1, 1],
  apply([text]) {
    const json = asText(text);
    if (json.trim() === '') return null;
    try {
      return JSON.parse(json);
    } catch (error) {
      if (error instanceof SyntaxError) throw new TypeError(`the text is not JSON: ${error.message}`);
      throw error;
    }
  },
};

/** Shallow only: the third argument, deep merging, must be false as in the service. */
export const jsonMerge: Intrinsic = {
  arity: [3, 3],
  apply([first, second, deep]) {
    if (deep !== false) throw new TypeError('only shallow merging is possible; pass false as the third argument');
    return { ...asObject(first), ...asObject(second) };
  },
};
