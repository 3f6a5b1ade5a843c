import { type Mistake, sharedText } from '../shop.ts';

/** The line of store.yaml that sets it, which may be commented out. */
const lines = {
  hours: /^# hours: .*\n/m,
  caps: /^caps: .*\n/m,
  gaps: /^gaps: .*\n/m,
} as const;

function inStore(mistake: string, key: keyof typeof lines, written: string, says: string): Mistake {
  const text = sharedText('store.yaml');
  const [from = ''] = lines[key].exec(text) ?? [];
  const line = text.split(from)[0]?.split('\n').length;
  return {
    mistake,
    changes: [{ file: 'store.yaml', from, to: `${key}: ${written}\n` }],
    says: [`store.yaml:${line}:${says}`],
  };
}

function inJourney(mistake: string, after: string, added: string, says: string): Mistake {
  const changes = [{ file: 'cart/journey.yaml', from: after, to: `${after}${added}` }];
  return { mistake, changes, says: [`cart/journey.yaml:${says}`] };
}

/** Mistakes in hours, caps and gaps, and in what a journey says of them. */
export const limitMistakes: readonly Mistake[] = [
  inStore(
    'hours that are only a time',
    'hours',
    '10:00 to 19:00',
    '8 hours is no mapping: write "hours: { email: 10:00 to 19:00, not on: [Sunday, public holidays] }".',
  ),
  inStore(
    'hours of a channel that does not exist',
    'hours',
    '{ mail: 10:00 to 19:00 }',
    '10 unknown key "mail" in hours: did you mean "email"?',
  ),
  inStore(
    'hours that end before they begin',
    'hours',
    '{ sms: 19:00 to 10:00 }',
    '15 "19:00 to 10:00" are no hours to send in: write two clock times of one day, such as "10:00 to 19:00".',
  ),
  inStore(
    'hours in words',
    'hours',
    '{ email: daytime }',
    '17 "daytime" are no hours to send in: write two clock times of one day, such as "10:00 to 19:00".',
  ),
  inStore(
    'a holiday in Japanese among the days without sending',
    'hours',
    '{ not on: [祝日] }',
    '19 "祝日" is no day without sending: write "public holidays".',
  ),
  inStore(
    'a weekday that is misspelt',
    'hours',
    '{ not on: [sundays] }',
    '19 "sundays" is no day without sending: did you mean "Sunday"?',
  ),
  inStore(
    'a day that no year has',
    'hours',
    '{ not on: [02-30] }',
    '19 "02-30" is no day without sending: write a weekday, "public holidays", a day of every year such as "12-31", or one such as "2027-01-02".',
  ),
  inStore('caps that are a number', 'caps', '1', '7 caps is no mapping: write "caps: { marketing per day: 1 }".'),
  inStore(
    'no cap of a day',
    'caps',
    '{ marketing per week: 3 }',
    '7 caps has no "marketing per day": write a number, such as 1.',
  ),
  inStore(
    'a week with fewer messages than a day',
    'caps',
    '{ marketing per day: 2, marketing per week: 1 }',
    '7 "per day: 2" is more than "per week: 1": lower the first, or raise the second.',
  ),
  inStore(
    'a month with fewer messages than a week, of one channel',
    'caps',
    '{ marketing per day: 1, sms: { per week: 3, per month: 2 } }',
    '36 "per week: 3" is more than "per month: 2": lower the first, or raise the second.',
  ),
  inStore(
    'a cap of a topic that does not exist',
    'caps',
    '{ marketing per day: 1, topics: { offer: { per week: 2 } } }',
    '41 unknown key "offer" in topics: did you mean "offers"?',
  ),
  inStore(
    'a cap of half a message',
    'caps',
    '{ marketing per day: 1, email: { per week: 1.5 } }',
    '50 per week "1.5" is no whole number: write a whole number from 1 to 100.',
  ),
  inStore(
    'a gap without a unit',
    'gaps',
    '{ email: 16 }',
    '16 "16" is no duration: say of what, such as "16 minutes" or "16 hours".',
  ),
  inStore(
    'a gap of a channel that does not exist',
    'gaps',
    '{ mail: 16 hours }',
    '9 unknown key "mail" in gaps: did you mean "email"?',
  ),
  inStore(
    'a gap of two months',
    'gaps',
    '{ sms: 60 days }',
    '14 "60 days" is too long a gap: write at most "30 days", or "none".',
  ),
  inStore(
    'gaps that are only a duration',
    'gaps',
    '16 hours',
    '7 gaps is no mapping: write "gaps: { email: 16 hours }".',
  ),
  inJourney(
    'caps that a journey half ignores',
    'purpose: marketing\n',
    'ignores caps: yes\n',
    '5:15 unknown ignores caps "yes": write true.',
  ),
  inJourney(
    'a message that is useful until a word',
    '  - send: reminder\n',
    '    useful until: soon\n',
    '14:19 "soon" does not say until when a message is useful: write "21:00 today", "tomorrow" or "6 hours later".',
  ),
  inJourney(
    'a message that is useful until a date',
    '  - send: reminder\n',
    '    useful until: 2026-12-24\n',
    '14:19 "2026-12-24" does not say until when a message is useful: write "21:00 today", "tomorrow" or "6 hours later".',
  ),
];
