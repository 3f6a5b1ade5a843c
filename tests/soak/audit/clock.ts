const formats = new Map<string, Intl.DateTimeFormat>();

/** What a clock in a zone shows: the day as 2026-03-01, the hour, and minutes since midnight. */
export function clockIn(zone: string, time: number): { readonly day: string; readonly minutes: number } {
  const format =
    formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  const [day = '', clock = ''] = format.format(time).split(' ');
  const [hours = '0', minutes = '0'] = clock.split(':');
  return { day, minutes: Number(hours) * 60 + Number(minutes) };
}

/** When a clock in a zone next shows HH:MM on a day after that of `time`: to the minute. */
export function nextMorning(zone: string, time: number, clock: string): number {
  const today = clockIn(zone, time).day;
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const step = 15 * 60_000; // zones lie whole quarters of an hour apart
  for (let at = Math.ceil(time / step) * step; ; at += step) {
    const shown = clockIn(zone, at);
    if (shown.day !== today && shown.minutes >= hours * 60 + minutes) return at;
  }
}
