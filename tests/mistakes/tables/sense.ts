import { type Mistake, sound } from '../shop.ts';

/** What can be read, and makes no sense. */
export const senseMistakes: readonly Mistake[] = [
  {
    mistake: 'an awaited answer without a scale',
    changes: [
      { file: 'survey/messages/ask.en.md', from: "{% render 'scale' %}", to: 'How was it?' },
      { file: 'survey/messages/ask.ja.md', from: "{% render 'scale' %}", to: 'いかがでしたか。' },
    ],
    says: [
      "survey/journey.yaml:11:12 survey.answered is awaited, and no message above shows the scale: write {% render 'scale' %} on a line of messages/ask.en.md.",
    ],
  },
  {
    mistake: 'a scale in one language only',
    changes: [{ file: 'survey/messages/ask.ja.md', from: "{% render 'scale' %}", to: 'いかがでしたか。' }],
    says: [
      "survey/journey.yaml:11:12 survey.answered is awaited, and no message above shows the scale: write {% render 'scale' %} on a line of messages/ask.ja.md.",
    ],
  },
  {
    mistake: 'a scale that nobody awaits',
    changes: [{ file: 'survey/journey.yaml', text: sound['survey/journey.yaml']?.split('  - await')[0] ?? '' }],
    says: [],
  },
  {
    mistake: 'a score of sixty',
    changes: [{ file: 'survey/journey.yaml', from: '6] }', to: '60] }' }],
    says: ['survey/journey.yaml:13:29 every "survey.score" fits this: it is from 0 to 10; ask whether it is known.'],
  },
  {
    mistake: 'a score below zero',
    changes: [{ file: 'survey/journey.yaml', from: '"<=", 6', to: '"<", 0' }],
    says: ['survey/journey.yaml:13:29 no "survey.score" fits this: it is from 0 to 10.'],
  },
  {
    mistake: 'a score of eleven',
    changes: [{ file: 'survey/journey.yaml', from: '[{ numeric: ["<=", 6] }]', to: '[11]' }],
    says: ['survey/journey.yaml:13:29 "survey.score" is never 11: it is from 0 to 10.'],
  },
  {
    mistake: 'a coupon in a transactional message',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: '    coupon: { percent: 10',
        to: '    purpose: transactional\n    coupon: { percent: 10',
      },
    ],
    says: [
      'Warning: cart/journey.yaml:15:5 a transactional message carries a coupon: write "purpose: marketing" below it, because offers need consent.',
    ],
  },
  {
    mistake: 'a cart reminder as a transactional journey',
    changes: [{ file: 'cart/journey.yaml', from: 'purpose: marketing', to: 'purpose: transactional' }],
    says: [
      'Warning: cart/journey.yaml:7:3 a transactional journey starts with cart.updated: nobody has ordered anything yet: write "purpose: marketing", because advertising needs consent.',
    ],
  },
  {
    mistake: 'a cart reminder as a transactional message',
    changes: [
      { file: 'cart/journey.yaml', from: '- send: reminder', to: '- send: reminder\n    purpose: transactional' },
    ],
    says: [
      'Warning: cart/journey.yaml:13:5 a transactional message follows cart.updated: nobody has ordered anything yet: write "purpose: marketing" below it, because offers need consent.',
    ],
  },
  {
    mistake: 'a transactional journey by a segment',
    changes: [
      { file: 'survey/journey.yaml', from: '  on: shipment.delivered\n  once per: order', to: '  entering: lapsed' },
    ],
    says: [
      'Warning: survey/journey.yaml:5:3 a transactional journey starts when a customer enters the segment "lapsed": write "purpose: marketing", because advertising needs consent.',
    ],
  },
  {
    mistake: 'the same message twice',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: 'send: last-call\n    coupon: { percent: 10, for: 3 days }',
        to: 'send: reminder',
      },
    ],
    says: [
      'Warning: cart/journey.yaml:15:5 "reminder" is sent a second time: write another message, unless the customer is meant to get the same one again.',
      'Warning: cart: no step sends the message "last-call".',
    ],
  },
  {
    mistake: 'a message that no step sends',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: '  - wait: 1 day, at 10:00\n  - send: last-call\n    coupon: { percent: 10, for: 3 days }\n',
        to: '',
      },
    ],
    says: ['Warning: cart: no step sends the message "last-call".'],
  },
  {
    mistake: 'a marketing journey without ends',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: 'ends: { when: [order.placed, cart.emptied], goal: order.placed within 5 days }\n',
        to: '',
      },
    ],
    says: ['cart/journey.yaml:4:10 a marketing journey has no "ends": say which events make its messages pointless.'],
  },
  {
    mistake: 'a coupon that the message does not show',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: '- send: reminder',
        to: '- send: reminder\n    coupon: { percent: 5, for: 3 days }',
      },
    ],
    says: [
      'cart/journey.yaml:14:13 messages/reminder.en.md does not show the coupon in all its texts: write {{ coupon.code }} in body and SMS.',
    ],
  },
  {
    mistake: 'a coupon that the step does not give',
    changes: [{ file: 'cart/journey.yaml', from: '    coupon: { percent: 10, for: 3 days }\n', to: '' }],
    says: [
      'cart/journey.yaml:15:11 messages/last-call.en.md speaks of a coupon, and this step has none: write "coupon: { percent: 10, for: 3 days }" below it.',
    ],
  },
  {
    mistake: 'a word that the journey cannot fill',
    changes: [
      {
        file: 'survey/messages/ask.en.md',
        from: "{% render 'scale' %}",
        to: "{% render 'scale' %}\n\nBack to {{ cart.url }}",
      },
    ],
    says: [
      'survey/messages/ask.en.md:7:12 "cart.url" is always empty in a journey that starts with shipment.delivered: it knows order, shipment, survey, customer and brand.',
    ],
  },
  {
    mistake: 'lines of a cart in a mail about an order',
    changes: [
      {
        file: 'survey/messages/ask.en.md',
        from: "{% render 'scale' %}",
        to: "{% render 'scale' %}\n\n{% render 'lines', lines: cart.lines %}",
      },
    ],
    says: [
      'survey/messages/ask.en.md:7:27 "cart.lines" is always empty in a journey that starts with shipment.delivered: it knows order, shipment, survey, customer and brand.',
    ],
  },
  {
    mistake: 'faults in store.yaml, segments.yaml, a journey and a message',
    changes: [
      { file: 'store.yaml', from: 'caps: { marketing per day: 1 }', to: 'caps: { marketing per day: none }' },
      { file: 'segments.yaml', from: 'ordered once', to: 'orderd once' },
      { file: 'cart/journey.yaml', from: '4 hours', to: '4 hous' },
      { file: 'cart/messages/reminder.en.md', from: 'customer.name', to: 'customer.nmae' },
    ],
    says: [
      'cart/journey.yaml:12:11 "4 hous" is no duration: did you mean "4 hours"?',
      'cart/messages/reminder.en.md:5:10 no event gives "customer.nmae": did you mean "customer.name"?',
      'segments.yaml:9:15 first-time: "orderd once" is no condition: write "ordered once".',
      'store.yaml:73:28 marketing per day "none" is no number: write a whole number from 1 to 100.',
    ],
  },
  {
    mistake: 'a store.yaml that is no YAML, and a journey',
    changes: [
      { file: 'store.yaml', from: 'locales: [en, ja]', to: 'locales: [en, ja' },
      { file: 'cart/journey.yaml', from: '4 hours', to: '4 hous' },
    ],
    says: [
      'cart/journey.yaml:12:11 "4 hous" is no duration: did you mean "4 hours"?',
      'store.yaml:7:10 "[" is not closed: write "]" where it ends.',
    ],
  },
  {
    mistake: 'an advertisement as a transactional message',
    changes: [{ file: 'survey/messages/ask.ja.md', from: 'いかがでしたか', to: '春のセールのお知らせ' }],
    says: [
      'Warning: survey/messages/ask.ja.md:2:1 the subject of a transactional message says "セール": write "purpose: marketing" in journey.yaml, because advertising needs consent.',
    ],
  },
  {
    mistake: 'a journey by the calendar without consent',
    changes: [
      {
        file: 'survey/journey.yaml',
        from: '  on: shipment.delivered\n  once per: order',
        to: '  every: Monday\n  at: 10:00',
      },
    ],
    says: [
      'Warning: survey/journey.yaml:5:3 a transactional journey starts by the calendar, not with something that the customer did: write "purpose: marketing", because advertising needs consent.',
    ],
  },
  {
    mistake: 'an answer awaited before any message',
    changes: [{ file: 'survey/journey.yaml', from: '  - send: ask\n', to: '' }],
    says: ['Warning: survey: no step sends the message "ask".'],
  },
  {
    mistake: 'a step behind leave',
    changes: [{ file: 'survey/journey.yaml', from: '  - if: {', to: '  - leave: enough\n  - if: {' }],
    says: ['survey/journey.yaml:14:5 this step is never reached, because the one above leaves: drop one of the two.'],
  },
  {
    mistake: 'a wait at the end',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: '    coupon: { percent: 10, for: 3 days }',
        to: '    coupon: { percent: 10, for: 3 days }\n  - wait: 1 day',
      },
    ],
    says: ['cart/journey.yaml:17:5 nothing follows this wait: drop it, or add a step after it.'],
  },
];
