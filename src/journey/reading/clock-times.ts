/** True for a clock time HH:MM from one to another, which may be on the next day. */
export function isBetween(time: string, from: string, to: string): boolean {
  return from < to ? from <= time && time < to : from <= time || time < to;
}
