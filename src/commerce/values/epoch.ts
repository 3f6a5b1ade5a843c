import * as Instant from 'temporal-polyfill/fns/Instant';

/** The form of nearly all instants. The last days of months, leap seconds and the like are left to Temporal. */
const usual =
  /^(\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,9}))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Epoch milliseconds of an ISO 8601 instant with offset; what is below a millisecond is left off.
 * @throws RangeError when it cannot be parsed
 */
export function epochMilliseconds(instant: string): number {
  const [, whole, decimals = '', offset] = usual.exec(instant) ?? [];
  if (whole === undefined) return Instant.fromString(instant).epochMilliseconds;
  return Date.parse(`${whole}.${decimals.slice(0, 3).padEnd(3, '0')}${offset}`);
}
