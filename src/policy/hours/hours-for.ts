import type { Channel } from '../../commerce/customer/channel.ts';
import { type Weekday, weekdays } from '../../model/delay.ts';
import type { Purpose } from '../../model/purpose.ts';
import type { StoreSettings } from '../../model/store-settings.ts';
import { phoneRegion } from '../time/phone-region.ts';
import { type CustomerZone, countryZone, zonesOf } from '../time/zone.ts';
import { knowsHolidays } from './holidays.ts';
import { type DayHours, federal, type LegalHours, legalHours } from './legal-hours.ts';
import type { HoursRule } from './open-hours.ts';

/** What the hours of a message depend on. */
export interface HoursQuestion {
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly settings: Pick<StoreSettings, 'quietHours' | 'hours' | 'timeZone'>;
  /** The customer's clock and country. */
  readonly where: CustomerZone;
  /** The address it goes to: a number says whose law holds. */
  readonly address: string;
}

/** All rules about when a message may go: the shop's and those of the recipient's country. The strictest wins. */
export function hoursFor(question: HoursQuestion): HoursRule[] {
  return [...shopRules(question), ...legalRules(question)];
}

function shopRules(question: HoursQuestion): HoursRule[] {
  const { channel, purpose, settings, where } = question;
  const zones = zonesIn(where);
  const own = settings.hours?.sending?.[`${purpose} ${channel}`];
  const name = purpose === 'marketing' ? `hours.${channel}` : `hours.${purpose} ${channel}`;
  const sending = own ? zones.map((zone) => ({ name, value: `${own.from}–${own.to}`, zone, open: own })) : [];
  if (purpose === 'transactional') return sending;
  const { from, to } = settings.quietHours;
  const open = { from: to, to: from };
  const awake = zones.map((zone) => ({ name: 'quiet hours', value: `${from}–${to}`, zone, open }));
  return [...awake, ...sending, ...closedDays(question)];
}

/** The clocks on which the customer has to be awake. */
function zonesIn({ zone, orElse }: CustomerZone): readonly string[] {
  return orElse === undefined ? [zone] : [zone, orElse];
}

const allDay = { from: '00:00', to: '00:00' };

/** The shop's days without sending. */
function closedDays({ settings, where }: HoursQuestion): HoursRule[] {
  const notOn = settings.hours?.notOn ?? [];
  if (notOn.length === 0) return [];
  const country = where.country ?? countryWith(settings.timeZone);
  const days = Object.fromEntries(weekdays.filter((day) => notOn.includes(day)).map((day) => [day, 'none' as const]));
  const isClosed = notOn.includes('public holidays') && country !== undefined;
  return [
    {
      name: 'hours.not on',
      value: notOn.join(', '),
      zone: where.zone,
      open: allDay,
      days,
      dates: notOn.filter((day) => /^[0-9-]+$/.test(day)),
      ...(isClosed && { holidaysOf: country }),
    },
  ];
}

/** The country of the shop, as its clock tells: one whose holidays are known. */
export function countryWith(zone: string): string | undefined {
  const candidates = [...new Set(legalHours.flatMap((row) => row.in))];
  return candidates.find((country) => knowsHolidays(country) && zonesOf(country).includes(zone));
}

function legalRules({ channel, purpose, where, address }: HoursQuestion): HoursRule[] {
  const region = phoneRegion(address);
  const country = region?.country ?? where.country;
  if (country === undefined) return [];
  const state = region?.state;
  const rows = legalHours.filter((row) => row.channel === channel && row.purpose === purpose);
  const states = (place: string) =>
    state === undefined ? place.startsWith(`${country}-`) : place === `${country}-${state}`;
  const clocks = clocksOf(where, country, region?.zones ?? []);
  return rows
    .filter((row) => row.in.some((place) => place === country || states(place)))
    .flatMap((row) => clocks.map((zone) => ruleOf(row, country, zone)));
}

/** The clocks on which a law of the country is read: the customer's own, as far as it is known to be one of there. */
function clocksOf(where: CustomerZone, country: string, zones: readonly string[]): readonly string[] {
  if (where.basis === 'told') return zonesIn(where);
  if (zones.length > 0) return zones;
  return federal[country] ?? [countryZone(country) ?? where.zone];
}

function ruleOf(row: LegalHours, country: string, zone: string): HoursRule {
  const [only] = row.in.length === 1 ? row.in : [];
  const own = weekendOf(row).flatMap(([day, hours]) => (hours === undefined ? [] : [[day, spanOf(hours)] as const]));
  return {
    name: `${row.kind} of ${only ?? country}`,
    value: inWords(row),
    zone,
    open: { from: row.hours[0], to: row.hours[1] },
    ...(own.length > 0 && { days: Object.fromEntries(own) }),
    ...(row.holidays && { holidaysOf: only !== undefined && knowsHolidays(only) ? only : country }),
  };
}

function weekendOf({ saturday, sunday }: LegalHours): readonly (readonly [Weekday, DayHours | undefined])[] {
  return [
    ['Saturday', saturday],
    ['Sunday', sunday],
  ];
}

/** The hours of a row as decisions name them: `09:00–21:00, Sunday 12:00–21:00, not on public holidays`. */
function inWords(row: LegalHours): string {
  const weekend = weekendOf(row).flatMap(([day, hours]) => {
    if (hours === undefined) return [];
    return hours === 'none' ? [`not on ${day}s`] : [`${day} ${hours.join('–')}`];
  });
  return [row.hours.join('–'), ...weekend, ...(row.holidays ? ['not on public holidays'] : [])].join(', ');
}

function spanOf(hours: DayHours): { readonly from: string; readonly to: string } | 'none' {
  return hours === 'none' ? 'none' : { from: hours[0], to: hours[1] };
}
