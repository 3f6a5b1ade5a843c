import * as Instant from 'temporal-polyfill/fns/Instant';

const longestName = 64;
const known = new Map<string, boolean>();

/**
 * Whether the IANA time zone can be used. Asks Temporal, which computes with it, and Intl, which writes dates in it:
 * Intl alone also takes abbreviations such as JST and PST, with which Temporal throws.
 */
export function isTimeZone(name: string): boolean {
  if (name.length > longestName) return false;
  const answer = known.get(name) ?? isUsable(name);
  if (answer) known.set(name, answer); // only true ones are kept: what is wrong has no end
  return answer;
}

function isUsable(name: string): boolean {
  try {
    Instant.toZonedDateTimeISO(Instant.fromEpochMilliseconds(0), name);
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
