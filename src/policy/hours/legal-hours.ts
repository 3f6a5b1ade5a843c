import type { Channel } from '../../commerce/customer/channel.ts';
import type { Purpose } from '../../model/purpose.ts';

/** Two clock times HH:MM between which messages may go; `none`: not on that day at all. */
export type DayHours = readonly [from: string, to: string] | 'none';

/** A rule of a country or one of its states. Where several rows name a place, all of them hold. */
export interface LegalHours {
  /** ISO 3166-1 of the countries, or ISO 3166-2 of a state. */
  readonly in: readonly string[];
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly hours: readonly [from: string, to: string];
  readonly saturday?: DayHours;
  readonly sunday?: DayHours;
  readonly holidays?: 'none';
  /**
   * `law`: of the place itself; `guidance`: what senders are advised to keep to where no law names hours; `caution`: the
   * stricter of two readings that sources give, though the law may well allow more.
   */
  readonly kind: 'law' | 'guidance' | 'caution';
  /** Where it is written: the section of the law, else a public table with its date. */
  readonly source: string;
  /** `wording`: the source's own words were read, in a copy or a quotation; `report`: only what others say of it. */
  readonly read: 'wording' | 'report';
  /** Of a caution: what the readings differ in. */
  readonly because?: string;
}

/** The day on which the rows were put together. What was read of each source, its row says. */
export const hoursAsOf = '2026-11-27';

const sms = { channel: 'sms', purpose: 'marketing' } as const;
const eu = 'AT BG CY CZ DK EE ES FI GR HR HU IT LT LU LV MT PL PT RO SE SI SK'.split(' ');
const zap = 'kb.zap.co.uk/docs/a-guide-to-sms-quiet-hours';
const day = ['08:00', '20:00'] as const;
const fromNine = ['09:00', '21:00'] as const;
const read = 'wording';
const law = { ...sms, kind: 'law', read } as const;
const guidance = { ...sms, kind: 'guidance', read } as const;
const caution = { ...sms, kind: 'caution', read } as const;
/** Why a law on recorded calls is kept to as well. */
const recorded = 'a law on recorded calls, which some tables of hours apply to texts that a program sends';

/**
 * When marketing may go besides the shop's own quiet hours, by the clock of its recipient. Places and channels without a
 * row have no rule of their own: e-mail is read when its reader wishes, so no law names hours for it. The American rows
 * are those of laws on telephone solicitation, under which courts count marketing texts as calls.
 */
export const legalHours: readonly LegalHours[] = [
  {
    ...guidance,
    in: ['JP'],
    hours: ['08:00', '21:00'],
    source: '貸金業法施行規則19条1項 as the yardstick',
    read: 'report',
  },
  { ...guidance, in: ['DE', 'IE', 'NL', 'GB'], hours: day, source: zap },
  { ...guidance, in: eu, hours: day, source: 'help.getvero.com, SMS quiet hours compliance: its rule for the world' },
  { ...guidance, in: ['BE'], hours: ['09:00', '20:00'], source: 'support.ometria.com/19820202385437', read: 'report' },
  { ...guidance, in: ['FR'], hours: ['08:00', '22:00'], sunday: 'none', holidays: 'none', source: zap },
  {
    ...caution,
    in: ['FR'],
    hours: day,
    sunday: 'none',
    holidays: 'none',
    source: 'sendtargetsms.com/fr/horaires-legaux-sms',
    because: 'until 22:00 by one guide, until 20:00 by this one',
  },
  { ...law, in: ['US', 'PR', 'VI', 'GU', 'AS', 'MP'], hours: ['08:00', '21:00'], source: '47 CFR 64.1200(c)(1)' },
  {
    ...law,
    in: ['US-AL'],
    hours: day,
    sunday: 'none',
    holidays: 'none',
    source: 'Ala. Admin. Code r. 770-X-5-.17(1)(b)',
  },
  {
    ...caution,
    in: ['US-CA'],
    hours: fromNine,
    source: 'Cal. Pub. Util. Code 2872(c); usestello.com/compliance, 2026-04-08',
    because: recorded,
  },
  { ...law, in: ['US-CT'], hours: ['09:00', '20:00'], source: 'Conn. Gen. Stat. 42-288a(c)' },
  { ...law, in: ['US-FL'], hours: day, source: 'Fla. Stat. 501.616(6)' },
  {
    ...caution,
    in: ['US-IL'],
    hours: fromNine,
    source: '815 ILCS 305/15; usestello.com/compliance, 2026-04-08',
    read: 'report',
    because: recorded,
  },
  {
    ...caution,
    in: ['US-IN'],
    hours: ['09:00', '20:00'],
    source: 'Ind. Code 24-5-14-8',
    read: 'report',
    because: recorded,
  },
  { ...law, in: ['US-KY'], hours: ['10:00', '21:00'], source: 'KRS 367.46955(16)' },
  {
    ...law,
    in: ['US-LA'],
    hours: day,
    sunday: 'none',
    holidays: 'none',
    source: 'La. PSC General Order R-29617, V(A)(2); La. R.S. 45:811',
    read: 'report',
  },
  { ...law, in: ['US-MA'], hours: day, source: 'Mass. Gen. Laws ch. 159C, 3; 201 CMR 12.02(2)', read: 'report' },
  { ...law, in: ['US-MD'], hours: day, source: 'Md. Com. Law 14-4502(c)' },
  {
    ...caution,
    in: ['US-ME'],
    hours: ['09:00', '17:00'],
    saturday: 'none',
    sunday: 'none',
    source: '10 M.R.S. 1498(3)',
    because: recorded,
  },
  { ...law, in: ['US-MI'], hours: fromNine, source: 'MCL 750.540e(1)(f)' },
  { ...law, in: ['US-MN'], hours: fromNine, source: 'Minn. Stat. 325E.30', read: 'report' },
  { ...law, in: ['US-MS'], hours: day, sunday: 'none', source: 'Miss. Code 77-3-723(1)' },
  {
    ...caution,
    in: ['US-MS'],
    hours: fromNine,
    source: 'Miss. Code 77-3-723(1)',
    because: 'it says Central Standard Time, by which 08:00 is 09:00 on the clocks of summer',
  },
  {
    ...caution,
    in: ['US-NJ'],
    hours: day,
    source: 'support.referrizer.com, TCPA quiet hours by state',
    read: 'report',
    because: 'until 21:00 by N.J.S.A. 56:8-128(c), until 20:00 by this table',
  },
  { ...law, in: ['US-NM'], hours: fromNine, source: 'NMSA 57-12-22(B)(5)' },
  { ...law, in: ['US-NV'], hours: ['09:00', '20:00'], source: 'NRS 598.0918(3)', read: 'report' },
  { ...law, in: ['US-OK'], hours: day, source: '15 Okla. Stat. 775C.4(A)', read: 'report' },
  { ...law, in: ['US-OR'], hours: day, source: 'ORS 646.563(1)(b), since 2026-01-01 (2025 HB 3865)' },
  {
    ...law,
    in: ['US-PA'],
    hours: ['09:00', '19:00'],
    sunday: 'none',
    holidays: 'none',
    source: '73 P.S. 2245(a), since 2026-10-18 (2026 Act 47)',
  },
  {
    ...caution,
    in: ['US-PA'],
    hours: ['09:00', '19:00'],
    saturday: ['09:00', '12:00'],
    source: 'dropcowboy.com/state-compliance, 2025-11-01',
    because: 'Saturdays until 19:00 by the law, until noon by this table',
  },
  {
    ...law,
    in: ['US-RI'],
    hours: ['09:00', '18:00'],
    saturday: ['10:00', '17:00'],
    sunday: 'none',
    holidays: 'none',
    source: 'R.I. Gen. Laws 5-61-2(2), 5-61-3.6',
  },
  { ...law, in: ['US-SD'], hours: fromNine, sunday: 'none', source: 'SDCL 37-30A-3(2)', read: 'report' },
  {
    ...law,
    in: ['US-TX'],
    hours: fromNine,
    sunday: ['12:00', '21:00'],
    source: 'Tex. Bus. & Com. Code 301.051(b)(2); 2025 SB 140',
    read: 'report',
  },
  {
    ...law,
    in: ['US-UT'],
    hours: ['08:00', '21:00'],
    sunday: 'none',
    holidays: 'none',
    source: 'Utah Code 13-25a-103(3)',
  },
  { ...law, in: ['US-WA'], hours: day, source: 'RCW 80.36.390; RCW 19.158.110(4)', read: 'report' },
  { ...law, in: ['US-WY'], hours: day, source: 'Wyo. Stat. 40-12-302(d)' },
];

/** The countries with an own rule for each state: whose state nobody knows is kept to the strictest of all. */
export const federal: Readonly<Record<string, readonly string[]>> = {
  /** The clocks of its first and its last state: a time between theirs is allowed on all others. */
  US: ['America/New_York', 'Pacific/Honolulu'],
};

/** The days on which a state rests besides the days of its country. */
export interface StateHolidays {
  /** In the words of date-holidays, which knows some of them. */
  readonly days: readonly string[];
  readonly source: string;
}

const inEvenYears = 'tuesday after 1st monday in November in even years';
const mardiGras = 'easter -47';
const goodFriday = 'easter -2';

/**
 * The holidays of the states whose rule speaks of holidays, as far as date-holidays lacks them. A day of some counties
 * counts in the whole state. Days that a governor proclaims are not among them.
 */
export const stateHolidays: Readonly<Record<string, StateHolidays>> = {
  'US-AL': {
    days: [mardiGras, '12-01 and if sunday then next monday if saturday then previous friday'],
    source: 'Ala. Code 1-3-8',
  },
  'US-LA': {
    days: ['01-08', mardiGras, goodFriday, '08-30', '11-01', 'friday after 4th thursday in November', inEvenYears],
    source: 'La. R.S. 1:55',
  },
  'US-PA': {
    days: [goodFriday, '06-14 and if saturday then previous friday', 'tuesday after 1st monday in November'],
    source: '44 P.S. 11',
  },
  'US-RI': {
    days: [
      '05-04 and if sunday then next monday',
      inEvenYears,
      '01-01 if saturday then next monday',
      '07-04 if saturday then next monday',
      '11-11 if saturday then next monday',
      '12-25 if saturday then next monday',
    ],
    source: 'R.I. Gen. Laws 25-1-1',
  },
  'US-UT': {
    days: [
      goodFriday,
      '06-19 if tuesday,wednesday,thursday,friday then previous monday if saturday,sunday then next monday',
      '07-24 and if saturday then previous friday if sunday then next monday',
    ],
    source: 'Utah Code 63G-1-301, as in force since 2026-05-06',
  },
};

/** The other states, whose own law asks for no more than the federal hours, and what was found there. */
export const withoutStricterHours: Readonly<Record<string, string>> = {
  AK: 'no hours in AS 45.63 and 45.50.475',
  AR: 'federal hours: Ark. Code 4-99-405(3)',
  AZ: 'federal hours: A.R.S. 44-1278(B)(6)',
  CO: 'no hours in C.R.S. 6-1-304 and 6-1-904',
  DC: 'federal hours: D.C. Code 22-3226.08',
  DE: 'no hours in 6 Del. C. 25A',
  GA: '08:00–21:00 for recorded calls: O.C.G.A. 46-5-23',
  HI: 'federal hours: HRS 481P-3(8)',
  IA: 'no law found',
  ID: 'no hours in Idaho Code 48-10',
  KS: 'no hours in K.S.A. 50-670',
  MO: 'federal hours: RSMo 407.1076(5)',
  MT: 'federal hours: MCA 30-14-1412(1)(d)',
  NC: 'federal hours: N.C.G.S. 75-102(f)',
  ND: 'federal hours: N.D.C.C. 51-28-05',
  NE: '08:00–21:00 for recorded calls: Neb. Rev. Stat. 86-248(1)',
  NH: 'no hours in RSA 359-E',
  NY: 'federal hours: N.Y. Gen. Bus. Law 399-z(2)',
  OH: 'no hours in R.C. 4719 and O.A.C. 109:4-3-11',
  SC: 'federal hours: S.C. Code 37-21-30',
  TN: 'federal hours: T.C.A. 65-4-402',
  VA: 'federal hours: Va. Code 59.1-511',
  VT: 'no hours found in 9 V.S.A. 63',
  WI: 'federal hours: Wis. Admin. Code ATCP 127.16(3)',
  WV: 'federal hours: W. Va. Code 46A-6F-601(a)(4)',
};
