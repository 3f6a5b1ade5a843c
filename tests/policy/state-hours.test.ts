import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHoliday, knowsHolidays } from '../../src/policy/hours/holidays.ts';
import { hoursFor } from '../../src/policy/hours/hours-for.ts';
import { hoursAsOf, legalHours, stateHolidays, withoutStricterHours } from '../../src/policy/hours/legal-hours.ts';
import { closesAt, closingRule, firstOpen } from '../../src/policy/hours/open-hours.ts';
import { type AreaPlace, areaPlace } from '../../src/policy/time/area-codes.ts';
import { fromIso, toIso } from '../../src/policy/time/timing.ts';
import { type CustomerZone, whereIs } from '../../src/policy/time/zone.ts';

const always = { from: '00:00', to: '00:00' }; // no quiet hours of the shop's own

function rulesFor(address: string, where: CustomerZone = whereIs({ identities: { phone: address } }, 'Asia/Tokyo')) {
  const settings = { quietHours: always, timeZone: 'Asia/Tokyo' };
  return hoursFor({ address, channel: 'sms', purpose: 'marketing', settings, where });
}

/** An area code of each state. */
const codes = new Map<string, AreaPlace & { readonly code: number }>();
for (let code = 200; code < 1000; code += 1) {
  const place = areaPlace(String(code));
  if (place?.state !== undefined && !codes.has(place.state)) codes.set(place.state, { ...place, code });
}

function numberIn(state: string): string {
  const code = codes.get(state)?.code;
  if (code === undefined) throw new Error(`no area code of ${state}`);
  return `+1${code}5550100`;
}

const unknown = '+15215550100';

/** The clock in a zone is the one that people there see, in winter and in summer. */
describe('a text to a state', () => {
  it.each<[state: string, what: string, asked: string, goes: string]>([
    ['AL', 'until 20:00 in winter', '2026-12-08T02:00:00Z', '2026-12-08T14:00:00Z'],
    ['AL', 'not on Confederate Memorial Day', '2027-04-26T17:00:00Z', '2027-04-27T13:00:00Z'],
    ['AL', 'not on Rosa Parks Day', '2026-12-01T17:00:00Z', '2026-12-02T14:00:00Z'],
    ['CA', 'from 09:00 in winter', '2026-12-08T16:15:00Z', '2026-12-08T17:00:00Z'],
    ['CA', 'from 09:00 in summer', '2026-07-07T15:15:00Z', '2026-07-07T16:00:00Z'],
    ['CA', 'from 09:00 on the day summer begins', '2027-03-14T15:59:00Z', '2027-03-14T16:00:00Z'],
    ['CA', 'until 21:00', '2026-07-08T03:59:00Z', '2026-07-08T03:59:00Z'],
    ['IL', 'from 09:00 in summer', '2026-07-07T13:30:00Z', '2026-07-07T14:00:00Z'],
    ['IL', 'until 21:00', '2026-07-08T02:00:00Z', '2026-07-08T14:00:00Z'],
    ['IN', 'from 09:00 on both of its clocks', '2026-07-07T13:30:00Z', '2026-07-07T14:00:00Z'],
    ['IN', 'until 20:00 on both of its clocks', '2026-07-08T00:00:00Z', '2026-07-08T14:00:00Z'],
    ['LA', 'not on Mardi Gras', '2027-02-09T18:00:00Z', '2027-02-10T14:00:00Z'],
    ['LA', 'not on All Saints’ Day', '2027-11-01T17:00:00Z', '2027-11-02T13:00:00Z'],
    ['LA', 'not on the day after Thanksgiving', '2027-11-26T17:00:00Z', '2027-11-27T14:00:00Z'],
    ['LA', 'on a Saturday', '2026-12-05T18:00:00Z', '2026-12-05T18:00:00Z'],
    ['ME', 'until 17:00', '2026-12-08T21:59:00Z', '2026-12-08T21:59:00Z'],
    ['ME', 'from 09:00 after 17:00', '2026-12-08T22:00:00Z', '2026-12-09T14:00:00Z'],
    ['ME', 'not at a weekend', '2026-12-11T22:00:00Z', '2026-12-14T14:00:00Z'],
    ['MS', 'from 08:00 of standard time, in summer', '2026-07-07T13:30:00Z', '2026-07-07T14:00:00Z'],
    ['MS', 'until 20:00 of the clock, in summer', '2026-07-08T01:00:00Z', '2026-07-08T14:00:00Z'],
    ['MS', 'on a holiday', '2026-12-25T18:00:00Z', '2026-12-25T18:00:00Z'],
    ['NJ', 'until 20:00', '2026-12-09T01:00:00Z', '2026-12-09T13:00:00Z'],
    ['OR', 'until 20:00 in summer, on both of its clocks', '2026-07-08T02:00:00Z', '2026-07-08T15:00:00Z'],
    ['PA', 'not on Christmas', '2026-12-25T17:00:00Z', '2026-12-26T14:00:00Z'],
    ['PA', 'not on a Sunday', '2026-12-06T17:00:00Z', '2026-12-07T14:00:00Z'],
    ['PA', 'until 19:00 in winter', '2026-12-09T00:00:00Z', '2026-12-09T14:00:00Z'],
    ['PA', 'until 19:00 in summer', '2027-07-06T22:59:00Z', '2027-07-06T22:59:00Z'],
    ['PA', 'Saturdays until noon', '2026-12-05T17:00:00Z', '2026-12-07T14:00:00Z'],
    ['PA', 'not on Good Friday', '2027-03-26T15:00:00Z', '2027-03-27T13:00:00Z'],
    ['PA', 'not on Election Day', '2027-11-02T15:00:00Z', '2027-11-03T13:00:00Z'],
    ['RI', 'not on a Sunday', '2026-12-06T17:00:00Z', '2026-12-07T14:00:00Z'],
    ['RI', 'not on Victory Day', '2027-08-09T15:00:00Z', '2027-08-10T13:00:00Z'],
    ['RI', 'not on Rhode Island Independence Day', '2027-05-04T15:00:00Z', '2027-05-05T13:00:00Z'],
    ['SD', 'not on a Sunday', '2026-12-06T18:00:00Z', '2026-12-07T16:00:00Z'],
    ['SD', 'from 09:00 on both of its clocks', '2026-12-08T15:30:00Z', '2026-12-08T16:00:00Z'],
    ['UT', 'not on a Sunday', '2026-12-06T19:00:00Z', '2026-12-07T15:00:00Z'],
    ['UT', 'not on Pioneer Day, nor on the Friday before it', '2027-07-23T18:00:00Z', '2027-07-26T14:00:00Z'],
    ['UT', 'not on the Monday that stands for Juneteenth', '2027-06-21T18:00:00Z', '2027-06-22T14:00:00Z'],
    ['UT', 'until 21:00', '2026-12-09T03:59:00Z', '2026-12-09T03:59:00Z'],
    ['WY', 'until 20:00 in winter', '2026-12-09T03:30:00Z', '2026-12-09T15:00:00Z'],
    ['WY', 'until 20:00 in summer', '2026-07-08T01:59:00Z', '2026-07-08T01:59:00Z'],
    ['NY', 'by federal law on a holiday', '2026-12-25T17:00:00Z', '2026-12-25T17:00:00Z'],
  ])('of %s goes %s', (state, _what, asked, goes) => {
    expect(toIso(firstOpen(fromIso(asked), rulesFor(numberIn(state))) ?? 0)).toBe(goes);
  });

  it('is held by a rule that says whether it is law or caution, and its hours of that day', () => {
    const ruleAt = (state: string, at: string) => closingRule(fromIso(at), rulesFor(numberIn(state)))?.rule;
    expect(ruleAt('PA', '2026-12-05T17:00:00Z')).toMatchObject({
      name: 'caution of US-PA',
      value: '09:00–19:00, Saturday 09:00–12:00',
    });
    expect(ruleAt('PA', '2026-12-25T17:00:00Z')).toMatchObject({
      name: 'law of US-PA',
      value: '09:00–19:00, not on Sundays, not on public holidays',
    });
    expect(ruleAt('ME', '2026-12-05T17:00:00Z')?.value).toBe('09:00–17:00, not on Saturdays, not on Sundays');
  });
});

describe('an unknown state', () => {
  const minutes = fc.integer({ min: fromIso('2026-01-01T00:00:00Z'), max: fromIso('2032-12-31T00:00:00Z') });
  const isOpen = (time: number, address: string) => closingRule(time, rulesFor(address)) === undefined;

  const forbidding = (time: number) => [...codes.keys()].filter((state) => !isOpen(time, numberIn(state)));

  it('allows no minute that any state forbids', () => {
    fc.assert(
      fc.property(minutes, (from) => {
        const time = firstOpen(from, rulesFor(unknown)) ?? 0;
        expect([toIso(time), forbidding(time)]).toEqual([toIso(time), []]);
      }),
      { numRuns: 20 },
    );
    let stretches = 0;
    const yearEnd = fromIso('2028-01-01T00:00:00Z');
    for (let time = fromIso('2027-01-01T00:00:00Z'); time < yearEnd; stretches += 1) {
      const begin = firstOpen(time, rulesFor(unknown)) ?? yearEnd;
      time = closesAt(begin, rulesFor(unknown));
      for (const at of [begin, time - 1]) expect([toIso(at), forbidding(at)]).toEqual([toIso(at), []]);
    }
    expect(stretches).toBeGreaterThan(200);
  });

  it('leaves two hours of a weekday in winter and one in summer', () => {
    const opens = (at: string) => toIso(firstOpen(fromIso(at), rulesFor(unknown)) ?? 0);
    expect(['2026-12-08T20:00:00Z', '2026-12-08T21:59:00Z', '2026-12-08T22:00:00Z'].map(opens)).toEqual([
      '2026-12-08T20:00:00Z',
      '2026-12-08T21:59:00Z',
      '2026-12-09T20:00:00Z',
    ]);
    expect(['2026-07-07T20:59:00Z', '2026-07-07T21:00:00Z'].map(opens)).toEqual([
      '2026-07-07T20:59:00Z',
      '2026-07-08T20:00:00Z',
    ]);
  });

  it('rests on the holidays of every state', () => {
    const days = ['2027-02-09', '2027-03-26', '2027-04-26', '2027-05-04', '2027-08-09', '2027-06-21'];
    for (const date of days) expect([date, isOpen(fromIso(`${date}T20:30:00Z`), unknown)]).toEqual([date, false]);
  });
});

describe('the data of the hours', () => {
  it('has a source of each row, what was read of it, and of a caution what the readings differ in', () => {
    expect(fromIso(`${hoursAsOf}T00:00:00Z`)).toBeGreaterThan(fromIso('2026-01-01T00:00:00Z'));
    for (const row of legalHours) {
      expect([row.in, row.source.length > 8, ['wording', 'report'].includes(row.read)]).toEqual([row.in, true, true]);
      expect([row.in, row.because !== undefined]).toEqual([row.in, row.kind === 'caution']);
    }
  });

  it('cites the section of each state’s law', () => {
    const laws = legalHours.filter(({ kind, in: [place = ''] }) => kind === 'law' && place.startsWith('US-'));
    expect(laws.filter(({ source }) => !/\d/.test(source) || /\.com\b/.test(source))).toEqual([]);
  });

  it('accounts for every state, once', () => {
    const withRow = new Set(legalHours.flatMap((row) => row.in).flatMap((place) => place.split('US-')[1] ?? []));
    const without = Object.keys(withoutStricterHours);
    expect([...withRow, ...without].toSorted()).toEqual([...codes.keys()].toSorted());
    expect(codes.size).toBe(51); // with the District of Columbia
  });

  it('knows the own holidays of each state that rests on holidays, and their source', () => {
    const closing = legalHours.filter(({ holidays, in: [place = ''] }) => holidays && place.includes('-'));
    const states = closing.flatMap((row) => row.in).toSorted();
    expect(states).toEqual(['US-AL', 'US-LA', 'US-PA', 'US-RI', 'US-UT']);
    expect(Object.keys(stateHolidays).toSorted()).toEqual(states);
    expect(states.filter((state) => !knowsHolidays(state))).toEqual([]);
    expect([isHoliday('2027-07-24', 'US-UT'), isHoliday('2027-07-24', 'US'), isHoliday('2027-07-24', 'US-RI')]).toEqual(
      [true, false, false],
    );
    expect(isHoliday('2027-12-25', 'US-UT')).toBe(true);
  });
});
