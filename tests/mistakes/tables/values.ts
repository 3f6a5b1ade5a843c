import type { Mistake } from '../shop.ts';

/** Mistakes in what the keys of a journey say. */
export const valueMistakes: readonly Mistake[] = [
  {
    mistake: 'a coupon of 15% percent',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'percent: 15%' }],
    says: ['cart/journey.yaml:16:24 percent is a number alone: leave out "%": write 15.'],
  },
  {
    mistake: 'a coupon of １５％ percent',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'percent: １５％' }],
    says: ['cart/journey.yaml:16:24 percent is a number alone: leave out "%": write 15.'],
  },
  {
    mistake: 'a coupon of 0.1 percent',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'percent: 0.1' }],
    says: ['cart/journey.yaml:16:24 percent "0.1" is no whole number: write a whole number from 1 to 100.'],
  },
  {
    mistake: 'a coupon of 150 percent',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'percent: 150' }],
    says: ['cart/journey.yaml:16:24 percent "150" is out of range: write a whole number from 1 to 100.'],
  },
  {
    mistake: 'a coupon of 一割 percent',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'percent: 一割' }],
    says: ['cart/journey.yaml:16:24 percent "一割" is no number: write 10.'],
  },
  {
    mistake: 'a coupon of 1割 percent',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'percent: 1割' }],
    says: ['cart/journey.yaml:16:24 percent "1割" is no number: write 10.'],
  },
  {
    mistake: 'a coupon of ２割５分引き percent',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'percent: ２割５分引き' }],
    says: ['cart/journey.yaml:16:24 percent "２割５分引き" is no number: write 25.'],
  },
  {
    mistake: 'a coupon in yen with a sign',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'amount: ¥1000, currency: JPY' }],
    says: ['cart/journey.yaml:16:23 "¥1000" is no amount of JPY: write 1000.'],
  },
  {
    mistake: 'a coupon in yen with decimals',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'amount: 5.00, currency: JPY' }],
    says: [
      'cart/journey.yaml:16:23 "5.00" is no amount of JPY: write a sum above 0, in whole numbers, without a sign.',
    ],
  },
  {
    mistake: 'a coupon in yen with a point between thousands',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'amount: 1.000, currency: JPY' }],
    says: ['cart/journey.yaml:16:23 "1.000" is no amount of JPY: write 1000.'],
  },
  {
    mistake: 'a coupon with 円',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'amount: 500円, currency: JPY' }],
    says: ['cart/journey.yaml:16:23 "500円" is no amount of JPY: write 500.'],
  },
  {
    mistake: 'a coupon in 円',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'amount: 500, currency: 円' }],
    says: ['cart/journey.yaml:16:38 "円" is no currency: write "JPY".'],
  },
  {
    mistake: 'a coupon without a currency',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10', to: 'amount: 500' }],
    says: ['cart/journey.yaml:16:13 the coupon has no currency: write "percent: 10", or "amount: 500, currency: JPY".'],
  },
  {
    mistake: 'a coupon that lasts hours',
    changes: [{ file: 'cart/journey.yaml', from: 'for: 3 days', to: 'for: 36 hours' }],
    says: ['cart/journey.yaml:16:33 a coupon cannot be valid for 36 hours: write 1 to 365 whole days.'],
  },
  {
    mistake: 'a coupon for two months',
    changes: [{ file: 'cart/journey.yaml', from: 'for: 3 days', to: 'for: 2か月' }],
    says: ['cart/journey.yaml:16:33 "2か月" is no duration: write "60 days".'],
  },
  {
    mistake: 'an unknown purpose',
    changes: [{ file: 'cart/journey.yaml', from: 'purpose: marketing', to: 'purpose: マーケティング' }],
    says: ['cart/journey.yaml:4:10 unknown purpose "マーケティング": write marketing or transactional.'],
  },
  {
    mistake: 'a priority that is a word',
    changes: [{ file: 'cart/journey.yaml', from: '80', to: 'high' }],
    says: ['cart/journey.yaml:5:11 priority "high" is no number: write a whole number from 0 to 100.'],
  },
  {
    mistake: 'an unknown event',
    changes: [{ file: 'cart/journey.yaml', from: 'on: cart.updated', to: 'on: cart.update' }],
    says: ['cart/journey.yaml:7:7 unknown event "cart.update": did you mean "cart.updated"?'],
  },
  {
    mistake: 'an event of no noun',
    changes: [{ file: 'cart/journey.yaml', from: 'on: cart.updated', to: 'on: checkout' }],
    says: ['cart/journey.yaml:7:7 unknown event "checkout": write checkout.started; docs/events.md lists the events.'],
  },
  {
    mistake: 'an event in Japanese',
    changes: [{ file: 'cart/journey.yaml', from: 'on: cart.updated', to: 'on: カート更新' }],
    says: ['cart/journey.yaml:7:7 unknown event "カート更新": docs/events.md lists the events.'],
  },
  {
    mistake: 'the weekday in Japanese',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: 'on: cart.updated\n  once per: cart\n  again after: 7 days',
        to: 'every: 月曜日\n  at: 10:00',
      },
    ],
    says: ['cart/journey.yaml:7:10 "月曜日" is no day: write Monday.'],
  },
  {
    mistake: 'a wait until a day in Japanese',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: until 金曜日, at 10:00' }],
    says: ['cart/journey.yaml:12:17 "金曜日" is no weekday and no date that is known: write "Friday".'],
  },
  {
    mistake: 'no once per',
    changes: [{ file: 'cart/journey.yaml', from: '  once per: cart\n', to: '' }],
    says: ['cart/journey.yaml:7:3 starts has no "once per": say what a run is about: write customer or cart.'],
  },
  {
    mistake: 'an unknown step',
    changes: [{ file: 'cart/journey.yaml', from: '- send: reminder', to: '- sned: reminder' }],
    says: ['cart/journey.yaml:13:5 unknown step "sned": did you mean "send"?'],
  },
  {
    mistake: 'a step without a value',
    changes: [{ file: 'cart/journey.yaml', from: '- send: reminder', to: '- send:' }],
    says: ['cart/journey.yaml:13:10 send is empty: name a message, such as "reminder".'],
  },
  {
    mistake: 'a step that is only a word',
    changes: [{ file: 'cart/journey.yaml', from: '- send: reminder', to: '- send' }],
    says: ['cart/journey.yaml:13:5 "send" says nothing: write "send: …".'],
  },
  {
    mistake: 'an unknown channel',
    changes: [{ file: 'cart/journey.yaml', from: '    coupon', to: '    channels: [e-mail]\n    coupon' }],
    says: ['cart/journey.yaml:16:16 unknown channel "e-mail": did you mean "email"?'],
  },
  {
    mistake: 'an unknown message',
    changes: [{ file: 'cart/journey.yaml', from: 'send: reminder', to: 'send: remider' }],
    says: ['cart/journey.yaml:13:11 unknown message "remider": did you mean "reminder"?'],
  },
  {
    mistake: 'a message that nobody has written',
    changes: [{ file: 'cart/journey.yaml', from: 'send: reminder', to: 'send: birthday-card' }],
    says: [
      'cart/journey.yaml:13:11 unknown message "birthday-card": create messages/birthday-card.en.md and messages/birthday-card.ja.md.',
    ],
  },
  {
    mistake: 'an unknown segment',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: '  on: cart.updated\n  once per: cart\n  again after: 7 days',
        to: '  entering: lapsd',
      },
    ],
    says: ['cart/journey.yaml:7:13 unknown segment "lapsd": did you mean "lapsed"?'],
  },
  {
    mistake: 'a condition in Japanese',
    changes: [{ file: 'cart/journey.yaml', from: '- send: reminder', to: '- send: reminder\n    if: 3回以上注文' }],
    says: ['cart/journey.yaml:14:9 if: "3回以上注文" is no condition: write "ordered at least 3 times".'],
  },
  {
    mistake: 'a condition in Japanese with a full-width digit',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: '- send: reminder',
        to: '- send: reminder\n    if: ９０日以内に購入したお客様',
      },
    ],
    says: [
      'cart/journey.yaml:14:9 if: "９０日以内に購入したお客様" is no condition: write "last ordered 90 days ago or less".',
    ],
  },
  {
    mistake: 'a condition in Japanese on those who have stayed away',
    changes: [
      { file: 'cart/journey.yaml', from: '- send: reminder', to: '- send: reminder\n    if: 60日以上購入していない人' },
    ],
    says: [
      'cart/journey.yaml:14:9 if: "60日以上購入していない人" is no condition: write "last ordered at least 60 days ago".',
    ],
  },
  {
    mistake: 'a condition in Japanese on those who have never ordered',
    changes: [
      { file: 'cart/journey.yaml', from: '- send: reminder', to: '- send: reminder\n    if: 一度も購入していない' },
    ],
    says: ['cart/journey.yaml:14:9 if: "一度も購入していない" is no condition: write "never ordered".'],
  },
  {
    mistake: 'a goal in Japanese units',
    changes: [{ file: 'cart/journey.yaml', from: 'within 5 days', to: 'within 5日' }],
    says: ['cart/journey.yaml:10:71 "5日" is no duration: write "5 days".'],
  },
  {
    mistake: 'the folder has another name',
    changes: [{ file: 'cart/journey.yaml', from: 'journey: cart', to: 'journey: carts' }],
    says: ['cart/journey.yaml:2:10 journey "carts" stands in the folder "cart": give both the same name.'],
  },
  {
    mistake: 'a full-width setting of the store',
    changes: [{ file: 'store.yaml', from: 'time zone: Asia/Tokyo', to: 'time zone: Ａsia/Tokyo' }],
    says: ['store.yaml:67:12 "Ａsia/Tokyo" has a full-width "Ａ": write "Asia/Tokyo".'],
  },
  {
    mistake: 'quiet hours in Japanese',
    changes: [{ file: 'store.yaml', from: '21:00 to 08:00', to: '21時〜8時' }],
    says: ['store.yaml:70:14 "21時〜8時" are no quiet hours: write "21:00 to 08:00".'],
  },
  {
    mistake: 'a locale that is a country',
    changes: [{ file: 'store.yaml', from: '[en, ja]', to: '[en, jp]' }],
    says: ['store.yaml:7:15 "jp" is no language: write "ja".'],
  },
  {
    mistake: 'an empty list of events',
    changes: [{ file: 'cart/journey.yaml', from: 'when: [order.placed, cart.emptied]', to: 'when: []' }],
    says: ['cart/journey.yaml:10:15 when names no event: name at least one.'],
  },
  {
    mistake: 'an otherwise without steps',
    changes: [{ file: 'survey/journey.yaml', from: 'within: 7 days', to: 'within: 7 days\n    otherwise: []' }],
    says: ['survey/journey.yaml:13:16 otherwise is empty: add a step, such as "- send: reminder".'],
  },
  {
    mistake: 'a then without steps',
    changes: [
      {
        file: 'survey/journey.yaml',
        from: '    then:\n      - do: { tell staff: A customer is not content. }\n',
        to: '    then: []\n',
      },
    ],
    says: ['survey/journey.yaml:14:11 then is empty: add a step, such as "- send: reminder".'],
  },
  {
    mistake: 'an empty list of channels',
    changes: [{ file: 'cart/journey.yaml', from: '    coupon', to: '    channels: []\n    coupon' }],
    says: ['cart/journey.yaml:16:15 channels is empty: write "channels: [email]", or drop it.'],
  },
];
