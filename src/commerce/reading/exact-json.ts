/**
 * Parses JSON as `JSON.parse` does, but keeps whole numbers exactly: one beyond 2^53 becomes the text of its digits, because
 * no number of JavaScript holds it. Platforms have ids of eighteen digits.
 * @throws SyntaxError when the text is no JSON
 */
export function parseExactly(json: string): unknown {
  return /\d{16}/.test(json) ? JSON.parse(json, digitsIfUnsafe) : JSON.parse(json);
}

/** The rest parameter holds what the engine knows of the value's source: none for objects and lists. */
function digitsIfUnsafe(_name: string, value: unknown, ...[context]: readonly { readonly source?: string }[]): unknown {
  const digits = context?.source;
  const isUnsafe = typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(digits ?? '');
  return isUnsafe ? digits : value;
}
