/** A value that was read as JSON; or the place of what is no JSON, never what is there: it may be a customer's. */
export type ReadJson =
  | { readonly value: unknown }
  | { readonly problem: { readonly line: number; readonly column: number } };

/**
 * Reads a text as JSON. Line and column count from 1, the column in UTF-16 units.
 * @param parse how JSON becomes a value; numbers lose digits beyond 2^53 unless it is `parseExactly`
 */
export function readJson(text: string, parse: (json: string) => unknown = (json) => JSON.parse(json)): ReadJson {
  const json = text.replace(/^\uFEFF/, '');
  if (errorIn(json) === undefined) {
    try {
      return { value: parse(json) };
    } catch (error) {
      // Nested thousands deep: only JSON.parse without a function for each value needs no stack for that.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  const before = json.slice(0, lengthBefore(json)).split('\n');
  return { problem: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 } };
}

function errorIn(json: string): string | undefined {
  try {
    JSON.parse(json);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** How much of the text may begin JSON. Not every message says where the error is, so the longest such beginning is sought. */
function lengthBefore(json: string): number {
  let [fits, fails] = [0, json.length + 1];
  while (fails - fits > 1) {
    const length = Math.floor((fits + fails) / 2);
    if (mayBegin(json.slice(0, length))) fits = length;
    else fails = length;
  }
  return fits;
}

/** True if nothing is wrong with the text but that it may end too early. */
function mayBegin(json: string): boolean {
  const message = errorIn(json);
  if (message === undefined || /^Unexpected end/.test(message)) return true;
  const [, position] = /^(?!Unexpected token).* JSON at position (\d+)/.exec(message) ?? [];
  return /^Unterminated string/.test(message) || (position !== undefined && Number(position) >= json.length);
}
