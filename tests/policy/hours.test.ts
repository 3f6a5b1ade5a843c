import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import metadata from 'libphonenumber-js/metadata.min.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { holidaysRunOut } from '../../build/holidays.ts';
import type { Channel } from '../../src/commerce/customer/channel.ts';
import type { Purpose } from '../../src/model/purpose.ts';
import type { ShopHours } from '../../src/model/store-settings.ts';
import { isHoliday, knowsHolidays } from '../../src/policy/hours/holidays.ts';
import { hoursFor } from '../../src/policy/hours/hours-for.ts';
import { legalHours } from '../../src/policy/hours/legal-hours.ts';
import { closesAt, closingRule, firstOpen } from '../../src/policy/hours/open-hours.ts';
import { areaPlace } from '../../src/policy/time/area-codes.ts';
import { phoneRegion } from '../../src/policy/time/phone-region.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { type CustomerZone, whereIs } from '../../src/policy/time/zone.ts';

const always = { from: '00:00', to: '00:00' }; // no quiet hours of the shop's own
const day = 86_400_000;

interface To {
  readonly address: string;
  readonly channel?: Channel;
  readonly purpose?: Purpose;
  readonly where?: CustomerZone;
  readonly hours?: ShopHours;
  readonly quietHours?: { readonly from: string; readonly to: string };
}

function rulesFor({ address, channel = 'sms', purpose = 'marketing', hours, quietHours = always, where }: To) {
  const settings = { quietHours, timeZone: 'Asia/Tokyo', ...(hours && { hours }) };
  const own = where ?? whereIs({ identities: { phone: address } }, 'Asia/Tokyo');
  return hoursFor({ address, channel, purpose, settings, where: own });
}

const numbers = {
  tokyo: '+819012345678',
  paris: '+33612345678',
  berlin: '+4915112345678',
  london: '+447700900123',
  brussels: '+32470123456',
  rome: '+393201234567',
  miami: '+13055550100',
  dallas: '+12145550100',
  providence: '+14015550100',
  seattle: '+12065550100',
  birmingham: '+12055550100',
  newark: '+19735550100',
  unknown: '+13475550100',
  sanJuan: '+17875550100',
  toronto: '+14165550100',
};
const anywhere = { ...numbers, unknown: '+15215550100' };

describe('marketing by SMS', () => {
  it.each<[to: string, number: string, asked: string, goes: string]>([
    ['Japan, until 21:00', numbers.tokyo, '2026-03-03T12:00:00Z', '2026-03-03T23:00:00Z'],
    ['Germany, until 20:00', numbers.berlin, '2026-03-03T19:30:00Z', '2026-03-04T07:00:00Z'],
    ['Belgium, from 09:00', numbers.brussels, '2026-03-03T07:30:00Z', '2026-03-03T08:00:00Z'],
    ['the United Kingdom, until 20:00', numbers.london, '2026-03-03T20:00:00Z', '2026-03-04T08:00:00Z'],
    ['France, on a weekday', numbers.paris, '2026-03-03T15:00:00Z', '2026-03-03T15:00:00Z'],
    ['France, until 20:00', numbers.paris, '2026-03-03T19:00:00Z', '2026-03-04T07:00:00Z'],
    ['Italy, until 20:00', numbers.rome, '2026-03-03T19:00:00Z', '2026-03-04T07:00:00Z'],
    ['France, not on a Sunday', numbers.paris, '2026-03-01T11:00:00Z', '2026-03-02T07:00:00Z'],
    ['France, not on Bastille Day', numbers.paris, '2026-07-14T10:00:00Z', '2026-07-15T06:00:00Z'],
    ['France, after Easter', numbers.paris, '2026-04-05T10:00:00Z', '2026-04-07T06:00:00Z'],
    ['Florida, until 20:00', numbers.miami, '2026-03-04T00:59:00Z', '2026-03-04T00:59:00Z'],
    ['Florida on both of its clocks', numbers.miami, '2026-03-04T01:00:00Z', '2026-03-04T14:00:00Z'],
    ['Texas, from 09:00', numbers.dallas, '2026-03-03T14:30:00Z', '2026-03-03T16:00:00Z'],
    ['Texas, Sundays from noon', numbers.dallas, '2026-03-01T16:00:00Z', '2026-03-01T19:00:00Z'],
    ['Rhode Island, until 18:00', numbers.providence, '2026-03-03T23:00:00Z', '2026-03-04T14:00:00Z'],
    ['Rhode Island, Saturdays from 10:00', numbers.providence, '2026-02-28T14:30:00Z', '2026-02-28T15:00:00Z'],
    ['Rhode Island, not on Thanksgiving', numbers.providence, '2026-11-26T16:00:00Z', '2026-11-27T14:00:00Z'],
    ['Washington, until 20:00', numbers.seattle, '2026-03-04T04:00:00Z', '2026-03-04T16:00:00Z'],
    ['Alabama, not on a Sunday', numbers.birmingham, '2026-03-01T18:00:00Z', '2026-03-02T14:00:00Z'],
    ['New York by federal law', numbers.unknown, '2026-03-04T02:00:00Z', '2026-03-04T13:00:00Z'],
    ['Puerto Rico by federal law', numbers.sanJuan, '2026-03-04T01:00:00Z', '2026-03-04T12:00:00Z'],
    ['an unknown state: 10:00 in Honolulu', anywhere.unknown, '2026-03-03T15:00:00Z', '2026-03-03T20:00:00Z'],
    ['an unknown state: 17:00 in New York', anywhere.unknown, '2026-03-03T22:00:00Z', '2026-03-04T20:00:00Z'],
    ['an unknown state: not on a Saturday', anywhere.unknown, '2026-02-28T20:30:00Z', '2026-03-02T20:00:00Z'],
    ['an unknown state: not on a Sunday', anywhere.unknown, '2026-03-01T20:30:00Z', '2026-03-02T20:00:00Z'],
  ])('to %s', (_to, address, asked, goes) => {
    expect(toIso(firstOpen(fromIso(asked), rulesFor({ address })) ?? 0)).toBe(goes);
  });

  it('goes by the zone that the customer told, under the law of the number', () => {
    const where: CustomerZone = { zone: 'America/Chicago', basis: 'told' };
    const rules = rulesFor({ address: anywhere.unknown, where });
    expect(toIso(firstOpen(fromIso('2026-03-03T15:00:00Z'), rules) ?? 0)).toBe('2026-03-03T16:00:00Z'); // 10:00
    expect(toIso(closesAt(fromIso('2026-03-03T16:00:00Z'), rules))).toBe('2026-03-03T23:00:00Z'); // 17:00
  });

  it('keeps to the stricter of the shop and the country', () => {
    const quietHours = { from: '19:00', to: '10:00' };
    const rules = rulesFor({ address: numbers.berlin, quietHours });
    expect(toIso(firstOpen(fromIso('2026-03-03T18:30:00Z'), rules) ?? 0)).toBe('2026-03-04T09:00:00Z');
    const own = rulesFor({
      address: numbers.berlin,
      hours: { sending: { 'marketing sms': { from: '12:00', to: '13:00' } } },
    });
    expect(toIso(firstOpen(fromIso('2026-03-03T12:30:00Z'), own) ?? 0)).toBe('2026-03-04T11:00:00Z');
    expect(closingRule(fromIso('2026-03-03T12:30:00Z'), own)?.rule).toMatchObject({
      name: 'hours.sms',
      value: '12:00–13:00',
    });
  });
});

describe('other messages', () => {
  it('are e-mails, for which no country names hours, and transactional ones, which may go at any time', () => {
    const where: CustomerZone = { zone: 'Europe/Paris', basis: 'told', country: 'FR' };
    expect(rulesFor({ address: 'a@example.com', channel: 'email', where })).toMatchObject([{ name: 'quiet hours' }]);
    expect(rulesFor({ address: numbers.paris, purpose: 'transactional' })).toEqual([]);
  });

  it('keep to hours that the shop names for them', () => {
    const hours: ShopHours = { sending: { 'transactional sms': { from: '07:00', to: '22:00' } } };
    const rules = rulesFor({ address: numbers.paris, purpose: 'transactional', hours });
    expect(toIso(firstOpen(fromIso('2026-03-01T22:30:00Z'), rules) ?? 0)).toBe('2026-03-02T06:00:00Z');
  });
});

describe('days without sending', () => {
  const where: CustomerZone = { zone: 'Asia/Tokyo', basis: 'country', country: 'JP' };
  it.each<[notOn: string, asked: string, goes: string]>([
    ['Sunday', '2026-03-01T03:00:00Z', '2026-03-01T15:00:00Z'],
    ['public holidays', '2026-05-03T03:00:00Z', '2026-05-06T15:00:00Z'], // Golden Week
    ['12-31', '2026-12-31T03:00:00Z', '2026-12-31T15:00:00Z'],
    ['2027-01-02', '2027-01-02T03:00:00Z', '2027-01-02T15:00:00Z'],
    ['2027-01-02', '2028-01-02T03:00:00Z', '2028-01-02T03:00:00Z'],
  ])('%s, asked at %s', (notOn, asked, goes) => {
    const rules = rulesFor({ address: 'a@example.com', channel: 'email', where, hours: { notOn: [notOn] } });
    expect(toIso(firstOpen(fromIso(asked), rules) ?? 0)).toBe(goes);
    const closed = closingRule(fromIso(asked), rules);
    expect(closed?.wholeDay).toBe(asked === goes ? undefined : true);
  });

  it('are those of the shop where nobody knows the country', () => {
    const shop: CustomerZone = { zone: 'Asia/Tokyo', basis: 'shop' };
    const rules = rulesFor({
      address: 'a@example.com',
      channel: 'email',
      where: shop,
      hours: { notOn: ['public holidays'] },
    });
    expect(closingRule(fromIso('2026-11-23T03:00:00Z'), rules)?.rule.name).toBe('hours.not on');
  });
});

describe('hours that reach past midnight', () => {
  it('end with the day before a day without sending', () => {
    const rules = [
      { name: 'q', value: '', zone: 'UTC', open: { from: '07:00', to: '01:00' }, days: { Sunday: 'none' as const } },
    ];
    expect(firstOpen(fromIso('2026-03-07T23:59:00Z'), rules)).toBe(fromIso('2026-03-07T23:59:00Z')); // Saturday
    expect(toIso(firstOpen(fromIso('2026-03-08T00:30:00Z'), rules) ?? 0)).toBe('2026-03-09T07:00:00Z');
    expect(toIso(closesAt(fromIso('2026-03-07T20:00:00Z'), rules))).toBe('2026-03-08T00:00:00Z');
    expect(toIso(closesAt(fromIso('2026-03-09T20:00:00Z'), rules))).toBe('2026-03-10T01:00:00Z');
  });
});

describe('the data of hours', () => {
  it('leaves some hour of every week to every number', () => {
    const places = [
      ...Object.values(anywhere),
      ...Array.from({ length: 800 }, (_, index) => `+1${200 + index}5550100`),
    ];
    for (const address of places) {
      const open = firstOpen(fromIso('2026-12-24T00:00:00Z'), rulesFor({ address }));
      expect(open, address).toBeLessThan(fromIso('2026-12-24T00:00:00Z') + 7 * day);
    }
  });

  it('knows the holidays of every country that closes on them', () => {
    const closing = legalHours.filter(({ holidays }) => holidays).flatMap((row) => row.in);
    expect(closing.filter((place) => !knowsHolidays(place.slice(0, 2)))).toEqual([]);
    expect([isHoliday('2027-03-29', 'FR'), isHoliday('2027-03-30', 'FR')]).toEqual([true, false]); // Easter Monday
    expect([isHoliday('2028-12-25', 'XX'), isHoliday('2050-12-25', 'FR')]).toEqual([false, true]);
  });

  it('fails the build two years before the holidays run out', () => {
    expect(holidaysRunOut(2030, 2032)).toBeUndefined();
    expect(holidaysRunOut(2031, 2032)).toMatch(/^The list of public holidays ends with 2032: raise "lastYear"/);
    expect(holidaysRunOut(new Date().getUTCFullYear())).toBeUndefined();
  });

  it('agrees with libphonenumber on the country of every calling code and area code', () => {
    for (const [code, [country]] of Object.entries(metadata.country_calling_codes)) {
      if (code !== '1') expect(phoneRegion(`+${code}2345678`)?.country, code).toBe(country);
    }
    for (let code = 200; code < 1000; code += 1) {
      const place = areaPlace(String(code));
      if (place) expect(parsePhoneNumberFromString(`+1${code}2345678`)?.country, String(code)).toBe(place.country);
    }
    expect(phoneRegion('+77012345678')?.country).toBe('KZ');
    expect(phoneRegion('0312345678')).toBeUndefined();
  });
});

describe('any hours', () => {
  it('let a message go only while every rule is open, and close when one of them does', () => {
    const asked = fc.integer({ min: fromIso('2026-01-01T00:00:00Z'), max: fromIso('2027-12-31T00:00:00Z') });
    const clock = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:30`);
    const to = fc.constantFrom(...Object.values(anywhere));
    const days = fc.subarray(['Sunday', 'Wednesday', 'public holidays', '12-24']);
    fc.assert(
      fc.property(asked, clock, clock, to, days, (time, from, until, address, notOn) => {
        fc.pre(from !== until);
        const rules = rulesFor({ address, quietHours: { from, to: until }, hours: { notOn } });
        const open = firstOpen(time, rules);
        if (open === undefined) return; // the shop's night and the country's day
        expect(open).toBeGreaterThanOrEqual(time);
        expect(closingRule(open, rules)).toBeUndefined();
        expect(firstOpen(open, rules)).toBe(open);
        if (open > time) expect(closingRule(open - 1, rules)).toBeDefined();
        const end = closesAt(open, rules);
        expect(closingRule(end - 1, rules)).toBeUndefined();
        if (end < open + 2 * day) expect(closingRule(end, rules)).toBeDefined();
      }),
    );
  });
});

describe('a guest of whom somebody typed a zone elsewhere', () => {
  const phone = '+819012345678';
  const where = whereIs({ timeZone: 'America/New_York', country: 'JP', identities: { phone } }, 'UTC');
  const quietHours = { from: '21:00', to: '08:00' };

  it.each(['email', 'sms'] as const)('is written to by %s only while both clocks are awake', (channel) => {
    const rules = rulesFor({ address: phone, channel, where, quietHours });
    const isOpen = (at: string) => firstOpen(Date.parse(at), rules) === Date.parse(at);
    expect(isOpen('2026-03-02T03:00:00+09:00')).toBe(false); // 13:00 in New York
    expect(isOpen('2026-03-02T13:00:00+09:00')).toBe(false); // 23:00 in New York
    expect(isOpen('2026-03-02T09:30:00+09:00')).toBe(true); // 19:30 in New York
  });
});

describe('where a customer is', () => {
  const [jp, us] = ['+819012345678', '+12065550100'];
  it.each<[Parameters<typeof whereIs>[0], CustomerZone]>([
    [
      { timeZone: 'Europe/Paris', identities: { phone: jp } },
      { zone: 'Europe/Paris', basis: 'told', country: 'JP', orElse: 'Asia/Tokyo' },
    ],
    [
      { timeZone: 'Europe/Paris', said: { timeZone: 1 }, identities: { phone: jp } },
      { zone: 'Europe/Paris', basis: 'told', country: 'JP' },
    ],
    [
      { timeZone: 'Asia/Tokyo', identities: { phone: jp } },
      { zone: 'Asia/Tokyo', basis: 'told', country: 'JP' },
    ],
    [
      { timeZone: 'America/New_York', country: 'JP' },
      { zone: 'America/New_York', basis: 'told', country: 'JP', orElse: 'Asia/Tokyo' },
    ],
    [{ identities: { phone: jp } }, { zone: 'Asia/Tokyo', basis: 'phone', country: 'JP' }],
    [{ identities: { phone: us } }, { zone: 'America/Los_Angeles', basis: 'phone', country: 'US' }],
    [
      { country: 'US', identities: { phone: us } },
      { zone: 'America/Los_Angeles', basis: 'phone', country: 'US' },
    ],
    [{ country: 'DE' }, { zone: 'Europe/Berlin', basis: 'country', country: 'DE' }],
    [
      { country: 'DE', identities: { phone: jp } },
      { zone: 'Europe/Berlin', basis: 'country', country: 'DE' },
    ],
    [
      { country: 'DE', said: { country: 1 }, identities: { phone: jp } },
      { zone: 'Europe/Berlin', basis: 'country', country: 'DE' },
    ],
    [{ identities: { id: 'a', phone: us } }, { zone: 'UTC', basis: 'shop' }], // somebody typed it
    [
      { said: { phone: 1 }, identities: { id: 'a', phone: us } },
      { zone: 'America/Los_Angeles', basis: 'phone', country: 'US' },
    ],
    [
      { timeZone: 'Mars/Base', country: 'ZZ' },
      { zone: 'UTC', basis: 'shop', country: 'ZZ' },
    ],
    [{}, { zone: 'UTC', basis: 'shop' }],
  ])('%j', (profile, where) => {
    expect(whereIs(profile, 'UTC')).toEqual(where);
  });
});
