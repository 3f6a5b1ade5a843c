import { asText, type Intrinsic } from './intrinsic.ts';

/** Every character of the second argument separates; empty parts are dropped, as the service does. */
export const stringSplit: Intrinsic = {
  arity: [2, 2],
  apply([text, separators]) {
    const splits = new Set(asText(separators));
    const parts = [''];
    for (const char of asText(text)) {
      if (splits.has(char)) parts.push('');
      else parts[parts.length - 1] += char;
    }
    return parts.filter((part) => part !== '');
  },
};
