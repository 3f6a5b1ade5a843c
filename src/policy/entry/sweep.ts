import { day } from '../../commerce/values/time-units.ts';
import type { Enrolment } from '../../model/enrolment.ts';
import type { Fact } from '../../model/fact.ts';
import type { JourneyRules } from '../../model/journey.ts';
import type { Profile } from '../../model/profile.ts';
import type { Segments } from '../../model/segment.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { trustedProfile } from '../customer/profile.ts';
import { occurrencesIn } from '../time/recurrence.ts';
import { toIso } from '../time/timing.ts';
import { zoneOf } from '../time/zone.ts';
import { enteredBetween } from './segments.ts';

/**
 * A yearly entry is let in a sweep earlier: in the east the day may begin before the last sweep, and other messages of
 * that day have to know which message they make way for.
 */
const yearlyDays = 2;

/**
 * When the journey lets the customer in by the calendar until the next sweep, or the one after it. The same day has the same id, even if
 * the customer's clock is another one when it is asked again.
 * @param at the sweep's scheduled time, epoch milliseconds
 */
export function calendarEntries(
  { journey, starts: { every } }: JourneyRules,
  profile: Profile,
  at: number,
  settings: StoreSettings,
): Enrolment[] {
  if (every === undefined) return [];
  const zone = zoneOf(profile, settings.timeZone);
  const ahead = 'yearly' in every ? yearlyDays : 1;
  const days = occurrencesIn(
    every,
    { after: at, until: at + ahead * day },
    { zone, birthday: trustedProfile(profile).birthday },
  );
  return days.map((found) => ({
    journey,
    entry: { customer: profile.customer, at: toIso(found.at), id: `on-${found.date}` },
  }));
}

/** Lets the customer in if they came into the journey's segment since the last sweep, as time passed. */
export function segmentEntries(
  { journey, starts: { entering = '' } }: JourneyRules,
  { profile, facts }: { readonly profile: Profile; readonly facts: readonly Fact[] },
  at: number,
  segments: Segments,
): Enrolment[] {
  const segment = segments[entering];
  if (!segment || !enteredBetween(segment, { profile, facts }, at - day, at)) return [];
  return [{ journey, entry: { customer: profile.customer, at: toIso(at), id: `sweep-${toIso(at)}` } }];
}
