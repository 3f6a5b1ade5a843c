import * as Instant from 'temporal-polyfill/fns/Instant';

const longestName = 64;
const known = new Map<string, boolean>();

/**
 * True if Temporal, which computes with the zone, and Intl, which formats dates in it, both accept the IANA name. Intl
 * alone accepts abbreviations such as JST and PST, for which Temporal throws.
 */
export function isTimeZone(name: string): boolean {
  if (name.length > longestName) return false;
  const answer = known.get(name) ?? isUsable(name);
  if (answer) known.set(name, answer); // the wrong names are endless
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
