import type { Mistake } from '../shop.ts';

/** What can be used, and is probably not meant. */
export const doubtfulThings: readonly Mistake[] = [
  {
    mistake: 'a condition on one day only',
    changes: [
      { file: 'cart/journey.yaml', from: '- send: reminder', to: '- send: reminder\n    if: last ordered 60 days ago' },
    ],
    says: [
      'Warning: cart/journey.yaml:14:9 "last ordered 60 days ago" holds on that one day only: write "last ordered at least 60 days ago" for that day and all later ones.',
    ],
  },
  {
    mistake: 'a segment of one day only',
    changes: [{ file: 'segments.yaml', from: 'first-time: ordered once', to: 'first-time: last ordered 60 days ago' }],
    says: [
      'Warning: segments.yaml:9:15 "last ordered 60 days ago" holds on that one day only: write "last ordered at least 60 days ago" for that day and all later ones.',
    ],
  },
  {
    mistake: 'quiet hours the wrong way round',
    changes: [{ file: 'store.yaml', from: '21:00 to 08:00', to: '08:00 to 21:00' }],
    says: [
      'Warning: store.yaml:70:14 quiet hours from 08:00 to 21:00 leave the night open: write "21:00 to 08:00", unless marketing is meant to go at other times.',
    ],
  },
  {
    mistake: 'quiet hours until the afternoon',
    changes: [{ file: 'store.yaml', from: '21:00 to 08:00', to: '21:00 to 14:00' }],
    says: [
      'Warning: store.yaml:70:14 quiet hours from 21:00 to 14:00 cover the day: write "21:00 to 08:00", unless marketing is meant to go at other times.',
    ],
  },
  {
    mistake: 'fifty marketing messages a day',
    changes: [{ file: 'store.yaml', from: 'marketing per day: 1', to: 'marketing per day: 50' }],
    says: ['Warning: store.yaml:73:28 one customer may get 50 marketing messages in a day: write 1, or 3 at most.'],
  },
  {
    mistake: 'a link to another network',
    changes: [{ file: 'store.yaml', from: 'x: https://x.com/example', to: 'x: https://www.facebook.com/example' }],
    says: [
      'Warning: store.yaml:54:5 the link of x leads to Facebook: write it as "facebook: https://www.facebook.com/example".',
    ],
  },
  {
    mistake: 'reviews on the first page of Google',
    changes: [{ file: 'store.yaml', from: '{ at: own shop }', to: '{ at: own shop, url: "https://www.google.com/" }' }],
    says: [
      'Warning: store.yaml:63:31 https://www.google.com/ is the first page of www.google.com, where nobody writes a review: write the address of the page where one is written.',
    ],
  },
  {
    mistake: 'half an address as the contact',
    changes: [{ file: 'store.yaml', from: 'contact: help@shop.example.com', to: 'contact: help@' }],
    says: ['store.yaml:19:12 "help@" is no contact: write one such as "help@shop.example.com".'],
  },
  {
    mistake: 'an address without a domain as the contact',
    changes: [{ file: 'store.yaml', from: 'contact: help@shop.example.com', to: 'contact: help@shop' }],
    says: ['store.yaml:19:12 "help@shop" is no contact: write one such as "help@shop.example.com".'],
  },
  {
    mistake: 'a pale colour',
    changes: [{ file: 'store.yaml', from: 'color: "#1a6b52"', to: 'color: "#fefefe"' }],
    says: [
      'Warning: store.yaml:23:3 color #fefefe is only 1.0:1 on #ffffff, too little for text: links are #707070, edges of buttons are #939393; the text on buttons is #111111.',
    ],
  },
  {
    mistake: 'a condition on a coupon that has ended',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: 'coupon: { percent: 10, for: 3 days }',
        to: 'coupon: { percent: 10, for: 3 days }\n  - wait: 10 days, at 10:00\n  - if: has a coupon\n    then:\n      - do: { tag: reminded }',
      },
    ],
    says: [
      'Warning: cart/journey.yaml:18:5 "has a coupon" never holds here: the coupon above has ended by then: let the coupon last longer, or wait less.',
    ],
  },
  {
    mistake: 'a condition on a coupon that nobody gave',
    changes: [{ file: 'cart/journey.yaml', from: '- send: reminder', to: '- send: reminder\n    if: has a coupon' }],
    says: [
      'Warning: cart/journey.yaml:13:5 "has a coupon" never holds here: no step above gives one: give one with a message above, or drop the condition.',
    ],
  },
  {
    mistake: 'a condition on a coupon that still holds',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: 'coupon: { percent: 10, for: 3 days }',
        to: 'coupon: { percent: 10, for: 3 days }\n  - wait: 2 days, at 10:00\n  - if: has a coupon\n    then:\n      - do: { tag: reminded }',
      },
    ],
    says: [],
  },
  {
    mistake: 'public holidays of a country without a list of them',
    changes: [
      {
        file: 'store.yaml',
        from: 'quiet hours:',
        to: 'hours: { not on: [public holidays] }\nquiet hours:',
      },
      { file: 'store.yaml', from: 'time zone: Asia/Tokyo', to: 'time zone: Asia/Seoul' },
    ],
    says: [
      'Warning: store.yaml:1:1 "public holidays" closes no day in KR: there is no list of them: write the days themselves as well, such as "12-31" or "2027-01-02".',
    ],
  },
  {
    mistake: 'a time in the quiet hours',
    changes: [{ file: 'cart/journey.yaml', from: '1 day, at 10:00', to: '1 day, at 22:00' }],
    says: [
      'Warning: cart/journey.yaml:14:5 22:00 is in the quiet hours (21:00 to 08:00): the message goes at 08:00 instead: write a time from 08:00 to 21:00.',
    ],
  },
  {
    mistake: 'a transactional message at night',
    changes: [{ file: 'survey/journey.yaml', from: '4 days, at 10:00', to: '4 days, at 22:00' }],
    says: [],
  },
  {
    mistake: 'a language that is the code of a country',
    changes: [
      { file: 'cart/journey.yaml', from: '- send: reminder', to: '- send: reminder\n    if: customer.locale is kr' },
    ],
    says: ['Warning: cart/journey.yaml:13:5 no message is written in "kr": the shop writes en or ja.'],
  },
  {
    mistake: 'a coupon of 100 percent',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'percent: 100' }],
    says: [
      'Warning: cart/journey.yaml:16:24 this coupon makes a whole order free: write a smaller number, such as 10.',
    ],
  },
  {
    mistake: 'a reason in one language',
    changes: [
      {
        file: 'survey/journey.yaml',
        from: '- do: { tell staff: A customer is not content. }',
        to: '- leave: not content',
      },
    ],
    says: [
      'Warning: survey/journey.yaml:15:16 leave is not written in ja, where it appears as it is here: write "leave: { en: …, ja: … }".',
    ],
  },
  {
    mistake: 'a reason in Japanese only',
    changes: [
      {
        file: 'survey/journey.yaml',
        from: '- do: { tell staff: A customer is not content. }',
        to: '- leave: ご不満のため',
      },
    ],
    says: [
      'Warning: survey/journey.yaml:15:16 leave is not written in en, where it appears as it is here: write "leave: { en: …, ja: … }".',
    ],
  },
  {
    mistake: 'an introduction in one language',
    changes: [
      {
        file: 'survey/journey.yaml',
        from: 'about: { en: Asks how it was., ja: お客様へのご案内です。 }',
        to: 'about: Asks how it was - in short.',
      },
    ],
    says: [
      'Warning: survey/journey.yaml:2:8 about is not written in ja, where it appears as it is here: write "about: { en: …, ja: … }".',
    ],
  },
  {
    mistake: 'a coupon for a review at Google',
    changes: [
      { file: 'store.yaml', from: '{ at: own shop }', to: '{ at: google, url: "https://g.page/r/abc/review" }' },
      {
        file: 'cart/journey.yaml',
        from: 'on: cart.updated\n  once per: cart',
        to: 'on: review.submitted\n  once per: review',
      },
      { file: 'cart/messages/reminder.en.md', from: 'cart.url', to: 'brand.url' },
      { file: 'cart/messages/reminder.ja.md', from: 'cart.url', to: 'brand.url' },
    ],
    says: [
      'Warning: cart/journey.yaml:15:5 a coupon rewards a review, which the rules of google forbid: send the thanks without a coupon (docs/messages.md, "Reviews").',
    ],
  },
  {
    mistake: 'a mark of what is to do',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'TODO: greet' }],
    says: ['Warning: cart/messages/reminder.en.md:5:1 customers would read "TODO": finish the text, or leave it out.'],
  },
  {
    mistake: 'a mark in Japanese',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '【要確認】お客様' }],
    says: [
      'Warning: cart/messages/reminder.ja.md:5:1 customers would read "【要確認】": finish the text, or leave it out.',
    ],
  },
  {
    mistake: 'a place that is to be filled',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello XXX' },
      { file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '○○様' },
    ],
    says: [
      'Warning: cart/messages/reminder.en.md:5:7 customers would read "XXX": finish the text, or leave it out.',
      'Warning: cart/messages/reminder.ja.md:5:1 customers would read "○○": finish the text, or leave it out.',
    ],
  },
  {
    mistake: 'words of no language',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Lorem ipsum dolor.' }],
    says: [
      'Warning: cart/messages/reminder.en.md:5:1 customers would read "Lorem ipsum": finish the text, or leave it out.',
    ],
  },
  {
    mistake: 'a subject of a new journey',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'subject: Your cart', to: 'subject: Write the subject here' },
    ],
    says: [
      'Warning: cart/messages/reminder.en.md:2:10 "Write the subject here" is what a new journey begins with: write your own words.',
    ],
  },
  {
    mistake: 'a headline of a new journey',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '# ここに見出しを書きます' }],
    says: [
      'Warning: cart/messages/reminder.ja.md:5:3 "ここに見出しを書きます" is what a new journey begins with: write your own words.',
    ],
  },
  {
    mistake: 'a preheader that is the subject',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'preheader: Hello', to: 'preheader: Your cart' }],
    says: [
      'Warning: cart/messages/reminder.en.md:3:12 the preheader repeats the subject, beside which it is shown: write one more line that makes them open the mail.',
    ],
  },
  {
    mistake: 'a preheader that begins with the subject once more',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'preheader: Hello', to: 'preheader: Your cart! It is still here.' },
    ],
    says: [
      'Warning: cart/messages/reminder.en.md:3:12 the preheader repeats the subject, beside which it is shown: write one more line that makes them open the mail.',
    ],
  },
  {
    mistake: 'Japanese in the English text',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: 'カートに商品が残っています。ぜひもう一度ご覧くださいませ。',
      },
    ],
    says: ['Warning: cart/messages/reminder.en.md:1:1 this text is in Japanese: translate it.'],
  },
  {
    mistake: 'English in the Japanese text',
    changes: [
      { file: 'cart/messages/reminder.ja.md', from: 'カートのご案内', to: 'Your cart' },
      { file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: 'Hello' },
      { file: 'cart/messages/reminder.ja.md', from: 'カートを見る', to: 'The cart' },
    ],
    says: ['Warning: cart/messages/reminder.ja.md:1:1 this text has no Japanese in it: translate it.'],
  },
  {
    mistake: 'a share that is not the one of the coupon',
    changes: [{ file: 'cart/messages/last-call.en.md', from: '{% render', to: 'Enjoy 20% off.\n\n{% render' }],
    says: [
      'Warning: cart/messages/last-call.en.md:5:7 "20%" is not the coupon of this message, which gives 10%: write {{ coupon.percent }}%.',
    ],
  },
  {
    mistake: 'the share of the coupon',
    changes: [{ file: 'cart/messages/last-call.en.md', from: '{% render', to: 'Enjoy 10% off.\n\n{% render' }],
    says: [],
  },
  {
    mistake: 'a bold link in a sentence',
    changes: [{ file: 'cart/messages/reminder.en.md', from: '**[To the cart]', to: 'Go: **[To the cart]' }],
    says: ['Warning: cart/messages/reminder.en.md:7:5 this bold link is no button: put it between empty lines.'],
  },
];
