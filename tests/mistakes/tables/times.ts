import type { Mistake } from '../shop.ts';

/** Durations and clock times as people write them. */
export const timeMistakes: readonly Mistake[] = [
  {
    mistake: 'a wait of 3時間',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 3時間' }],
    says: ['cart/journey.yaml:12:11 "3時間" is no duration: write "3 hours".'],
  },
  {
    mistake: 'a wait of 2日',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 2日' }],
    says: ['cart/journey.yaml:12:11 "2日" is no duration: write "2 days".'],
  },
  {
    mistake: 'a wait of 90分',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 90分' }],
    says: ['cart/journey.yaml:12:11 "90分" is no duration: write "90 minutes".'],
  },
  {
    mistake: 'a wait of 1時間半',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 1時間半' }],
    says: ['cart/journey.yaml:12:11 "1時間半" is no duration: write "90 minutes".'],
  },
  {
    mistake: 'a wait of 半日',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 半日' }],
    says: ['cart/journey.yaml:12:11 "半日" is no duration: write "12 hours".'],
  },
  {
    mistake: 'a wait of 三日',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 三日' }],
    says: ['cart/journey.yaml:12:11 "三日" is no duration: write "3 days".'],
  },
  {
    mistake: 'a wait of 2 months',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 2 months' }],
    says: ['cart/journey.yaml:12:11 "2 months" is no duration: write "60 days".'],
  },
  {
    mistake: 'a wait of 3h',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 3h' }],
    says: ['cart/journey.yaml:12:11 "3h" is no duration: write "3 hours".'],
  },
  {
    mistake: 'a wait of 1.5 hours',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 1.5 hours' }],
    says: ['cart/journey.yaml:12:11 "1.5 hours" is no duration: write "90 minutes".'],
  },
  {
    mistake: 'a wait of 1 week and 2 days',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 1 week and 2 days' }],
    says: ['cart/journey.yaml:12:11 "1 week and 2 days" is no duration: write "9 days".'],
  },
  {
    mistake: 'a wait of 1日12時間',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 1日12時間' }],
    says: ['cart/journey.yaml:12:11 "1日12時間" is no duration: write "36 hours".'],
  },
  {
    mistake: 'a wait of three days',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: three days' }],
    says: ['cart/journey.yaml:12:11 "three days" is no duration: write "3 days".'],
  },
  {
    mistake: 'a wait of 翌日10時',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 翌日10時' }],
    says: ['cart/journey.yaml:12:11 "翌日10時" is not how a wait is written: write "1 day, at 10:00".'],
  },
  {
    mistake: 'a wait of 3日後の午前10時',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 3日後の午前10時' }],
    says: ['cart/journey.yaml:12:11 "3日後の午前10時" is not how a wait is written: write "3 days, at 10:00".'],
  },
  {
    mistake: 'a wait of 0 hours',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 0 hours' }],
    says: ['cart/journey.yaml:12:11 "0 hours" is no time at all: write at least "1 minute".'],
  },
  {
    mistake: 'a wait of 36 hours, at 10:00',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 36 hours, at 10:00' }],
    says: [
      'cart/journey.yaml:12:11 "36 hours, at 10:00" has a clock time after hours or minutes: write "1 day, at 10:00".',
    ],
  },
  {
    mistake: 'a wait of 400 days',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 400 days' }],
    says: ['cart/journey.yaml:12:11 "400 days" is too long: a run can last 364 days.'],
  },
  {
    mistake: 'a wait of 4',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 4' }],
    says: ['cart/journey.yaml:12:11 "4" is no duration: say of what, such as "4 minutes" or "4 hours".'],
  },
  {
    mistake: 'a wait of soon',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: soon' }],
    says: [
      'cart/journey.yaml:12:11 "soon" is no duration: write a number and minutes, hours, days or weeks, such as "4 hours".',
    ],
  },
  {
    mistake: 'a wait of 1 day at 10:00',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 1 day at 10:00' }],
    says: ['cart/journey.yaml:12:11 "1 day at 10:00" is not how a clock time is written: write "1 day, at 10:00".'],
  },
  {
    mistake: 'the clock time 午前10時',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at 午前10時' }],
    says: ['cart/journey.yaml:14:21 "午前10時" is no clock time: write "10:00".'],
  },
  {
    mistake: 'the clock time 午後3時半',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at 午後3時半' }],
    says: ['cart/journey.yaml:14:21 "午後3時半" is no clock time: write "15:30".'],
  },
  {
    mistake: 'the clock time 10時',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at 10時' }],
    says: ['cart/journey.yaml:14:21 "10時" is no clock time: write "10:00".'],
  },
  {
    mistake: 'the clock time 10',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at 10' }],
    says: ['cart/journey.yaml:14:21 "10" is no clock time: write "10:00".'],
  },
  {
    mistake: 'the clock time 25:00',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at 25:00' }],
    says: ['cart/journey.yaml:14:21 "25:00" is no clock time: write "2 days, at 01:00".'],
  },
  {
    mistake: 'the clock time 24:00',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at 24:00' }],
    says: ['cart/journey.yaml:14:21 "24:00" is no clock time: write "2 days, at 00:00".'],
  },
  {
    mistake: 'the clock time 25時 after a week',
    changes: [{ file: 'cart/journey.yaml', from: '1 day, at 10:00', to: '1 week, at 25時' }],
    says: ['cart/journey.yaml:14:22 "25時" is no clock time: write "8 days, at 01:00".'],
  },
  {
    mistake: 'the full-width clock time ２４：００',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at ２４：００' }],
    says: ['cart/journey.yaml:14:21 "1 day, at ２４：００" has a full-width "２": write "2 days, at 00:00".'],
  },
  {
    mistake: 'a wait of 5デイズ',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 5デイズ' }],
    says: ['cart/journey.yaml:12:11 "5デイズ" is no duration: write "5 days".'],
  },
  {
    mistake: 'a goal within ５日',
    changes: [{ file: 'cart/journey.yaml', from: 'within 5 days', to: 'within ５日' }],
    says: [
      'cart/journey.yaml:10:71 "order.placed within ５日" has a full-width "５": write "order.placed within 5 days".',
    ],
  },
  {
    mistake: 'another entry after 7 days または an event',
    changes: [
      { file: 'cart/journey.yaml', from: 'again after: 7 days', to: 'again after: 7 days または order.placed' },
    ],
    says: [
      'cart/journey.yaml:9:16 "7 days または order.placed" is not how it is said: write "7 days or order.placed".',
    ],
  },
  {
    mistake: 'a wait of 翌日25時',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: 翌日25時' }],
    says: ['cart/journey.yaml:12:11 "翌日25時" is not how a wait is written: write "2 days, at 01:00".'],
  },
  {
    mistake: 'a wait until 24:00 of the last day of the week',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: until Sunday, at 24:00' }],
    says: ['cart/journey.yaml:12:28 "24:00" is no clock time: write "until Monday, at 00:00".'],
  },
  {
    mistake: 'the clock time 10am',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at 10am' }],
    says: ['cart/journey.yaml:14:21 "10am" is no clock time: write "10:00".'],
  },
  {
    mistake: 'the clock time 9:00',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at 9:00' }],
    says: ['cart/journey.yaml:14:21 "9:00" is no clock time: write "09:00".'],
  },
  {
    mistake: 'the clock time 10:60',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at 10:60' }],
    says: ['cart/journey.yaml:14:21 "10:60" is no clock time: write a time from "00:00" to "23:59".'],
  },
  {
    mistake: 'the clock time 昼',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at 昼' }],
    says: ['cart/journey.yaml:14:21 "昼" is no clock time: write a time from "00:00" to "23:59".'],
  },
];
