import type { Operator } from './operator.ts';

/** EventBridge refuses patterns whose wildcards can overlap too often; five is the most that it was seen to accept. */
const MOST_WILDCARDS = 5;

type Token = { star: boolean; text: string };

/** `{"wildcard": "*@example.com"}`: `*` matches any text, `\*` and `\\` match themselves. */
export const wildcard: Operator = {
  problem(operand) {
    if (typeof operand !== 'string') return '"wildcard" takes one text, for example "*.png".';
    const tokens = tokenize(operand);
    if (!tokens) return '"wildcard" knows the escapes \\* and \\\\ only; double every other backslash.';
    if (tokens.some((token, index) => token.star && tokens[index + 1]?.star)) {
      return '"wildcard" may not hold two * in a row; one * already stands for any text.';
    }
    if (tokens.filter((token) => token.star).length > MOST_WILDCARDS) {
      return `"wildcard" is too complex; use at most ${MOST_WILDCARDS} *.`;
    }
    return undefined;
  },
  matches(operand, value) {
    if (typeof operand !== 'string' || typeof value !== 'string') return false;
    const tokens = tokenize(operand);
    return tokens !== undefined && glob(tokens, value);
  },
};

function tokenize(pattern: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length; at++) {
    const char = pattern.charAt(at);
    if (char !== '\\') {
      tokens.push({ star: char === '*', text: char });
      continue;
    }
    const escaped = pattern.charAt(++at);
    if (escaped !== '*' && escaped !== '\\') return undefined;
    tokens.push({ star: false, text: escaped });
  }
  return tokens;
}

/** Greedy match that returns to the latest star only, so its cost is bounded by the product of the lengths. */
function glob(tokens: Token[], value: string): boolean {
  let at = 0;
  let token = 0;
  let star = -1;
  let resume = 0;
  while (at < value.length) {
    const current = tokens[token];
    if (current?.star) {
      star = token++;
      resume = at;
    } else if (current?.text === value.charAt(at)) {
      token++;
      at++;
    } else if (star >= 0) {
      token = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  while (tokens[token]?.star) token++;
  return token === tokens.length;
}
