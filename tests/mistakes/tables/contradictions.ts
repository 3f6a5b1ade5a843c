import { type Change, type Mistake, sharedText } from '../shop.ts';

function inStore(mistake: string, from: string, to: string, ...says: readonly string[]): Mistake {
  return { mistake, changes: [{ file: 'store.yaml', from, to }], says };
}

/** A setting that store.yaml has as a comment. */
function set(mistake: string, key: 'hours' | 'channels', written: string, ...says: readonly string[]): Mistake {
  return inStore(mistake, `# ${key}: {`, `${key}: ${written}\n# ${key}: {`, ...says);
}

function caps(mistake: string, more: string, ...says: readonly string[]): Mistake {
  return inStore(mistake, 'caps: { marketing per day: 1 }', `caps: { marketing per day: ${more} }`, ...says);
}

/** A setting of a British shop, in whose country no list price of a text is known. */
function unpriced(mistake: string, written: string, ...says: readonly string[]): Mistake[] {
  const clock: Change = { file: 'store.yaml', from: 'time zone: Asia/Tokyo', to: 'time zone: Europe/London' };
  return [set(mistake, 'channels', written, ...says)].map((one) => ({ ...one, changes: [...one.changes, clock] }));
}

const confirmation: readonly Change[] = [
  { file: 'store.yaml', from: '# double opt-in:', to: 'double opt-in:' },
  ...['journey.yaml', 'messages/please-confirm.en.md', 'messages/please-confirm.ja.md'].map((name) => ({
    file: `confirm-consent/${name}`,
    text: sharedText(`confirm-consent/${name}`),
  })),
];

const started: Change = {
  file: 'cart/journey.yaml',
  from: 'on: cart.updated\n  once per: cart\n  again after: 7 days',
  to: 'on: customer.created\n  once per: customer',
};
const noCart: readonly Change[] = ['en', 'ja'].map((locale) => ({
  file: `cart/messages/reminder.${locale}.md`,
  from: '{{ cart.url }}',
  to: '{{ brand.url }}',
}));
const firstStep = (steps: string): Change => ({
  file: 'cart/journey.yaml',
  from: '  - wait: 4 hours\n  - send: reminder\n',
  to: steps,
});

/** Settings that silence the shop, or of which one makes another pointless. */
export const contradictions: readonly Mistake[] = [
  set(
    'a ceiling of nothing for texts',
    'channels',
    '{ sms: { at most: 0 USD } }',
    'store.yaml:87:29 "at most" is 0: no message would ever go by sms: write a price such as "0.10 USD", or leave sms out of "channels" of the messages.',
  ),
  set(
    'a ceiling under the price of a text in the shop’s country',
    'channels',
    '{ sms: { at most: 0.05 USD } }',
    'Warning: store.yaml:87:20 a part of a message by sms costs 0.075 USD in JP, more than "at most" allows: none goes there: write "at most: 0.075 USD" or more, or leave sms out of the "channels" of the messages.',
  ),
  set(
    'a ceiling under the shop’s own price of a text',
    'channels',
    '{ sms: { at most: 0.08 USD, prices: { JP: 0.09 USD } } }',
    'Warning: store.yaml:87:20 a part of a message by sms costs 0.09 USD in JP, more than "at most" allows: none goes there: write "at most: 0.09 USD" or more, or leave sms out of the "channels" of the messages.',
  ),
  set(
    'a ceiling under the price of an e-mail',
    'channels',
    '{ email: { at most: 0.00001 USD } }',
    'Warning: store.yaml:87:22 a part of a message by email costs 0.0001 USD everywhere, more than "at most" allows: none goes there: write "at most: 0.0001 USD" or more, or leave email out of the "channels" of the messages.',
  ),
  set('a ceiling at the price of a text', 'channels', '{ sms: { at most: 0.075 USD } }'),
  set(
    'hours within the quiet hours',
    'hours',
    '{ email: 22:00 to 23:00 }',
    'store.yaml:91:10 "22:00 to 23:00" is within the quiet hours (21:00 to 08:00): no marketing would ever go by email: write times between 08:00 and 21:00, or change the quiet hours.',
  ),
  set(
    'hours of which the quiet hours leave some minutes',
    'hours',
    '{ email: 20:30 to 23:00 }',
    'Warning: store.yaml:91:10 "20:30 to 23:00" and the quiet hours leave 30 minutes of a day for marketing by email: write times between 08:00 and 21:00, or change the quiet hours.',
  ),
  set('hours of which the quiet hours leave an hour', 'hours', '{ email: 20:00 to 23:00 }'),
  set('hours of transactional messages in the night', 'hours', '{ transactional email: 22:00 to 23:00 }'),
  {
    mistake: 'hours of an American shop that only unknown states leave nothing of',
    changes: [
      { file: 'store.yaml', from: '# hours: {', to: 'hours: { sms: 17:30 to 20:00 }\n# hours: {' },
      { file: 'store.yaml', from: 'time zone: Asia/Tokyo', to: 'time zone: America/New_York' },
    ],
    says: [],
  },
  {
    mistake: 'hours of an American shop that federal law leaves nothing of',
    changes: [
      { file: 'store.yaml', from: '# hours: {', to: 'hours: { sms: 06:00 to 07:59 }\n# hours: {' },
      { file: 'store.yaml', from: '21:00 to 08:00', to: '22:00 to 05:00' },
      { file: 'store.yaml', from: 'time zone: Asia/Tokyo', to: 'time zone: America/New_York' },
    ],
    says: [
      'Warning: store.yaml:91:10 "06:00 to 07:59" of sms, with the rules of US and the quiet hours, leaves no time at all: none goes there: write times between 08:00 and 20:00.',
    ],
  },
  ...unpriced(
    'a ceiling where nobody knows the price',
    '{ sms: { at most: 0.10 USD } }',
    'Warning: store.yaml:87:20 nobody knows what a part of a message by sms costs in GB: "at most" lets every message go there: name the price that your bill shows under "prices" of sms, such as "prices: { GB: 0.04 USD, elsewhere: 0.15 USD }"; "elsewhere" is for all other countries.',
  ),
  ...unpriced(
    'the cheapest channel where nobody knows a price',
    '{ prefer: cheapest }',
    'Warning: store.yaml:87:13 nobody knows what a part of a message by sms costs in GB: "prefer: cheapest" takes it for the dearest there: name the price that your bill shows under "prices" of sms, such as "prices: { GB: 0.04 USD, elsewhere: 0.15 USD }"; "elsewhere" is for all other countries.',
  ),
  ...unpriced('a ceiling with the shop’s own price', '{ sms: { at most: 0.10 USD, prices: { GB: 0.04 USD } } }'),
  ...unpriced(
    'a ceiling with a price for all countries',
    '{ sms: { at most: 0.10 USD, prices: { elsewhere: 0.10 USD } } }',
  ),
  ...unpriced('prices of which nothing depends', '{ sms: { prices: { JP: 0.08 USD } } }'),
  {
    mistake: 'hours that the rules of the country leave nothing of',
    changes: [
      { file: 'store.yaml', from: '# hours: {', to: 'hours: { sms: 06:00 to 07:59 }\n# hours: {' },
      { file: 'store.yaml', from: '21:00 to 08:00', to: '22:00 to 05:00' },
    ],
    says: [
      'Warning: store.yaml:91:10 "06:00 to 07:59" of sms, with the rules of JP and the quiet hours, leaves no time at all: none goes there: write times between 08:00 and 20:00.',
    ],
  },
  set(
    'a week without a day for marketing',
    'hours',
    '{ not on: [Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday] }',
    'store.yaml:91:10 "not on" names all seven weekdays: no marketing would ever go: leave a weekday out.',
  ),
  set(
    'days without marketing in a row, through the week’s end, for longer than a message is held',
    'hours',
    '{ not on: [Saturday, Sunday, Monday] }',
    'Warning: store.yaml:91:10 marketing rests for 3 days in a row, and what falls due as they begin is dropped: a message is held for 3 days at most ("stale after"): leave a weekday out, or write "stale after: 4 days".',
  ),
  set('a weekend without marketing', 'hours', '{ not on: [Saturday, Sunday] }'),
  set(
    'days without marketing that are none',
    'hours',
    '{ not on: [] }',
    'store.yaml:91:18 "not on" is empty: write a weekday, "public holidays", a day of every year such as "12-31", or one such as "2027-01-02".',
  ),
  set(
    'weekdays that are misspelt, short or Japanese',
    'hours',
    '{ not on: [Sundy, Mo, 土曜び] }',
    'store.yaml:91:19 "Sundy" is no day without sending: did you mean "Sunday"?',
    'store.yaml:91:26 "Mo" is no day without sending: write "Monday".',
    'store.yaml:91:30 "土曜び" is no day without sending: write "Saturday".',
  ),
  inStore(
    'a double opt-in of nothing',
    '# double opt-in: [email]',
    'double opt-in: []',
    'store.yaml:101:16 "double opt-in" is empty: write "double opt-in: [email]", or leave it out.',
  ),
  inStore(
    'verified addresses that are none',
    '# verified addresses: [email]',
    'verified addresses: []',
    'store.yaml:96:21 "verified addresses" is empty: list what the shop verifies at sign-up, such as "[email]"; there are email and phone.',
  ),
  inStore('a language twice', '[en, ja]', '[en, ja, en]', 'store.yaml:7:19 "en" is named twice: keep one.'),
  inStore(
    'quiet hours that end as they begin',
    '21:00 to 08:00',
    '21:00 to 21:00',
    'store.yaml:70:14 "21:00 to 21:00" are no quiet hours: write two clock times, such as "21:00 to 08:00".',
  ),
  inStore(
    'quiet hours of a minute of the night',
    '21:00 to 08:00',
    '03:00 to 03:01',
    'Warning: store.yaml:70:14 quiet hours from 03:00 to 03:01 leave the night open: write "21:00 to 08:00", unless marketing is meant to go at other times.',
  ),
  inStore(
    'a time after which messages are dropped that is shorter than a gap',
    'stale after: 3 days',
    'stale after: 20 hours',
    'Warning: store.yaml:104:1 "stale after" (20 hours) is no longer than the gap of sms (1 day): marketing that has to wait longer is dropped: write a longer "stale after", or shorten the other.',
  ),
  {
    mistake: 'a time after which messages are dropped that is shorter than the quiet hours',
    changes: [
      { file: 'store.yaml', from: '{ email: 16 hours, sms: 24 hours }', to: '{ email: none, sms: none }' },
      { file: 'store.yaml', from: 'stale after: 3 days', to: 'stale after: 4 hours' },
    ],
    says: [
      'Warning: store.yaml:104:1 "stale after" (4 hours) is no longer than the quiet hours (11 hours): marketing that has to wait longer is dropped: write a longer "stale after", or shorten the other.',
    ],
  },
  inStore(
    'a gap of several days that is longer than a message is held',
    'email: 16 hours',
    'email: 5 days',
    'Warning: store.yaml:104:1 "stale after" (3 days) is no longer than the gap of email (5 days): marketing that has to wait longer is dropped: write a longer "stale after", or shorten the other.',
  ),
  caps(
    'a channel with more messages than all have together',
    '1, sms: { per day: 3 }',
    'Warning: store.yaml:73:31 "per day: 3" of sms is never reached: "marketing per day" is 1: write at most 1, or raise the other.',
  ),
  caps(
    'a topic with more messages than all have together',
    '1, marketing per week: 2, topics: { offers: { per week: 4 } }',
    'Warning: store.yaml:73:64 "per week: 4" of offers is never reached: "marketing per week" is 2: write at most 2, or raise the other.',
  ),
  caps(
    'a cap of a channel that its gap never lets it reach',
    '3, email: { per day: 3 }',
    'Warning: store.yaml:73:31 "per day: 3" of email is never reached: its gap of 16 hours and the hours of a day let 1 through: write at most 1, or shorten the gap.',
  ),
  caps(
    'a cap of a channel that its gap and the quiet hours never let it reach',
    '2, email: { per day: 2 }',
    'Warning: store.yaml:73:31 "per day: 2" of email is never reached: its gap of 16 hours and the hours of a day let 1 through: write at most 1, or shorten the gap.',
  ),
  caps(
    'a cap of a channel in a week that its gap never lets it reach',
    '3, email: { per week: 12 }',
    'Warning: store.yaml:73:31 "per week: 12" of email is never reached: its gap of 16 hours lets 11 through: write at most 11, or shorten the gap.',
  ),
  caps('a cap of a channel that its gap lets it reach', '3, email: { per day: 1, per week: 11 }'),
  inStore(
    'an attribution window that is longer than history is kept',
    'attribution window: 5 days',
    'attribution window: 1500 days',
    'Warning: store.yaml:113:1 "attribution window" (1500 days) is longer than history is kept (1096 days): write a shorter one, such as "5 days".',
  ),
  inStore(
    'a topic that no journey uses',
    '# topics:\n',
    'topics: { events: { name: { en: Events, ja: 催し }, purpose: marketing } }\n#\n',
    'Warning: store.yaml:124:11 no journey sends anything of the topic "events", and customers can choose it: write "topic: events" in a journey, or leave it out.',
  ),
  {
    mistake: 'a topic that a message uses',
    changes: [
      {
        file: 'store.yaml',
        from: '# topics:\n',
        to: 'topics: { events: { name: { en: Events, ja: 催し }, purpose: marketing } }\n#\n',
      },
      { file: 'cart/journey.yaml', from: '- send: reminder\n', to: '- send: reminder\n    topic: events\n' },
    ],
    says: [],
  },
  {
    mistake: 'a welcome with the sign-up itself, which nobody has confirmed by then',
    changes: [...confirmation, started, ...noCart, firstStep('  - send: reminder\n')],
    says: [
      'Warning: cart/journey.yaml:11:5 with "double opt-in" nobody who signs up has confirmed it yet when this is due: it goes to none of them: begin with a wait, such as "- wait: 1 day, at 10:00".',
    ],
  },
  {
    mistake: 'a welcome in an arm with the sign-up itself',
    changes: [
      ...confirmation,
      started,
      ...noCart,
      firstStep('  - if: customer.locale is ja\n    then:\n      - send: reminder\n'),
    ],
    says: [
      'Warning: cart/journey.yaml:13:9 with "double opt-in" nobody who signs up has confirmed it yet when this is due: it goes to none of them: begin with a wait, such as "- wait: 1 day, at 10:00".',
    ],
  },
  {
    mistake: 'a welcome after a wait in which customers can confirm',
    changes: [...confirmation, started, ...noCart, firstStep('  - wait: 1 day, at 10:00\n  - send: reminder\n')],
    says: [],
  },
  {
    mistake: 'a welcome with the sign-up itself, where nobody has to confirm',
    changes: [started, ...noCart, firstStep('  - send: reminder\n')],
    says: [],
  },
  {
    mistake: 'a channel that is misspelt beside one that the message falls back on',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: '- send: reminder\n',
        to: '- send: reminder\n    channels: [email, sns]\n    fall back: [email]\n',
      },
    ],
    says: ['cart/journey.yaml:14:23 unknown channel "sns": did you mean "sms"?'],
  },
];
