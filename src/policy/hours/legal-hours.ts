import type { Channel } from '../../commerce/customer/channel.ts';
import type { Purpose } from '../../model/purpose.ts';

/** Two clock times HH:MM between which messages may go; `none`: not on that day at all. */
export type DayHours = readonly [from: string, to: string] | 'none';

/** A rule of a country or one of its states. */
export interface LegalHours {
  /** ISO 3166-1 of the countries, or ISO 3166-2 of a state. */
  readonly in: readonly string[];
  readonly channel: Channel;
  readonly purpose: Purpose;
  readonly hours: readonly [from: string, to: string];
  readonly saturday?: DayHours;
  readonly sunday?: DayHours;
  readonly holidays?: 'none';
  /** `law`: of the place itself; `guidance`: of an authority, an association or the carriers. */
  readonly kind: 'law' | 'guidance';
  /** Where it is written. */
  readonly source: string;
}

/** The day on which every row was last compared with its source. */
export const hoursCheckedOn = '2026-11-27';

const eu = 'AT BE BG CY CZ DE DK EE ES FI GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');
const sms = { channel: 'sms', purpose: 'marketing' } as const;
const states = 'dropcowboy.com/state-compliance, 2025-11-01';

/**
 * When marketing may go besides the shop's own quiet hours, by the clock of its recipient. Places and channels without a
 * row have no rule of their own: e-mail is read when its reader wishes, so no law names hours for it. The American rows
 * are those of laws on telephone solicitation, under which courts count marketing texts as calls.
 */
export const legalHours: readonly LegalHours[] = [
  {
    ...sms,
    in: ['JP'],
    hours: ['08:00', '21:00'],
    kind: 'guidance',
    source: '貸金業法施行規則19条1項 as the yardstick',
  },
  {
    ...sms,
    in: eu,
    hours: ['08:00', '20:00'],
    kind: 'guidance',
    source: 'kb.zap.co.uk/docs/a-guide-to-sms-quiet-hours',
  },
  { ...sms, in: ['BE'], hours: ['09:00', '20:00'], kind: 'guidance', source: 'support.ometria.com/19820202385437' },
  {
    ...sms,
    in: ['FR'],
    hours: ['08:00', '22:00'],
    sunday: 'none',
    holidays: 'none',
    kind: 'guidance',
    source: 'AF2M, charte SMS+ ; kb.zap.co.uk/docs/a-guide-to-sms-quiet-hours',
  },
  {
    ...sms,
    in: ['GB'],
    hours: ['08:00', '20:00'],
    kind: 'guidance',
    source: 'kb.zap.co.uk/docs/a-guide-to-sms-quiet-hours',
  },
  {
    ...sms,
    in: ['US', 'PR', 'VI', 'GU', 'AS', 'MP'],
    hours: ['08:00', '21:00'],
    kind: 'law',
    source: '47 CFR 64.1200(c)(1)',
  },
  { ...sms, in: ['US-AL'], hours: ['08:00', '20:00'], sunday: 'none', holidays: 'none', kind: 'law', source: states },
  { ...sms, in: ['US-CT'], hours: ['09:00', '20:00'], kind: 'law', source: 'Conn. Public Act 23-98' },
  { ...sms, in: ['US-FL'], hours: ['08:00', '20:00'], kind: 'law', source: 'Fla. Stat. 501.616(6)' },
  { ...sms, in: ['US-KY'], hours: ['10:00', '21:00'], kind: 'law', source: states },
  { ...sms, in: ['US-LA'], hours: ['08:00', '20:00'], sunday: 'none', holidays: 'none', kind: 'law', source: states },
  { ...sms, in: ['US-MA'], hours: ['08:00', '20:00'], kind: 'law', source: states },
  { ...sms, in: ['US-MD'], hours: ['08:00', '20:00'], kind: 'law', source: states },
  { ...sms, in: ['US-MI'], hours: ['09:00', '21:00'], kind: 'law', source: states },
  { ...sms, in: ['US-MN'], hours: ['09:00', '21:00'], kind: 'law', source: states },
  { ...sms, in: ['US-MS'], hours: ['08:00', '20:00'], sunday: 'none', kind: 'law', source: states },
  {
    ...sms,
    in: ['US-NJ'],
    hours: ['08:00', '20:00'],
    kind: 'law',
    source: 'support.referrizer.com, TCPA quiet hours by state',
  },
  { ...sms, in: ['US-NM'], hours: ['09:00', '21:00'], kind: 'law', source: states },
  { ...sms, in: ['US-NV'], hours: ['09:00', '20:00'], kind: 'law', source: states },
  { ...sms, in: ['US-OK'], hours: ['08:00', '20:00'], kind: 'law', source: '15 Okla. Stat. 775C.4' },
  {
    ...sms,
    in: ['US-RI'],
    hours: ['09:00', '18:00'],
    saturday: ['10:00', '17:00'],
    sunday: ['10:00', '17:00'],
    holidays: 'none',
    kind: 'law',
    source: 'R.I. Gen. Laws 5-61-3.6',
  },
  {
    ...sms,
    in: ['US-TX'],
    hours: ['09:00', '21:00'],
    sunday: ['12:00', '21:00'],
    kind: 'law',
    source: 'Tex. Bus. & Com. 301.051; SB 140 (2025)',
  },
  { ...sms, in: ['US-WA'], hours: ['08:00', '20:00'], kind: 'law', source: 'RCW 80.36.390' },
];

/** The countries with an own rule for each state: whose state nobody knows is kept to the strictest of all. */
export const federal: Readonly<Record<string, readonly string[]>> = {
  /** The clocks of its first and its last state: a time between theirs is allowed on all others. */
  US: ['America/New_York', 'Pacific/Honolulu'],
};
