import type { Mistake } from '../shop.ts';

/** Mistakes in the YAML of a journey: what it is written with. */
export const yamlMistakes: readonly Mistake[] = [
  {
    mistake: 'a full-width colon',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait：4 hours' }],
    says: ['cart/journey.yaml:12:9 the colon "：" is full-width: write "- wait: 4 hours".'],
  },
  {
    mistake: 'a full-width colon behind a key of the journey',
    changes: [{ file: 'cart/journey.yaml', from: 'purpose: marketing', to: 'purpose：marketing' }],
    says: ['cart/journey.yaml:4:8 the colon "：" is full-width: write "purpose: marketing".'],
  },
  {
    mistake: 'a full-width colon in brackets',
    changes: [{ file: 'cart/journey.yaml', from: '{ percent: 10,', to: '{ percent：10,' }],
    says: ['cart/journey.yaml:16:22 "percent：10" has a full-width "：": write "percent: 10".'],
  },
  {
    mistake: 'a full-width space before a key',
    changes: [{ file: 'cart/journey.yaml', from: 'purpose: m', to: '　purpose: m' }],
    says: ['cart/journey.yaml:4:1 this line begins with a full-width space: write plain spaces, two for each level.'],
  },
  {
    mistake: 'full-width spaces that indent a step',
    changes: [{ file: 'cart/journey.yaml', from: '  - send: reminder', to: '　　- send: reminder' }],
    says: ['cart/journey.yaml:13:1 this line begins with a full-width space: write plain spaces, two for each level.'],
  },
  {
    mistake: 'a full-width space behind a dash',
    changes: [{ file: 'cart/journey.yaml', from: '  - send: reminder', to: '  -　send: reminder' }],
    says: ['cart/journey.yaml:13:4 this line begins with a full-width space: write plain spaces, two for each level.'],
  },
  {
    mistake: 'a full-width space behind a colon',
    changes: [{ file: 'cart/journey.yaml', from: 'send: reminder', to: 'send:　reminder' }],
    says: ['cart/journey.yaml:13:10 a full-width space follows the colon: write "- send: reminder".'],
  },
  {
    mistake: 'a full-width dash',
    changes: [{ file: 'cart/journey.yaml', from: '- send: reminder', to: '－ send: reminder' }],
    says: ['cart/journey.yaml:13:3 "－" begins no step: write "- send: reminder".'],
  },
  {
    mistake: 'a Japanese bullet in place of a dash',
    changes: [{ file: 'cart/journey.yaml', from: '- send: reminder', to: '・send: reminder' }],
    says: ['cart/journey.yaml:13:3 "・" begins no step: write "- send: reminder".'],
  },
  {
    mistake: 'a full-width comment sign',
    changes: [{ file: 'cart/journey.yaml', from: '# A cart', to: '＃ A cart' }],
    says: ['cart/journey.yaml:1:1 the "＃" is full-width: begin a comment with "#".'],
  },
  {
    mistake: 'full-width square brackets',
    changes: [
      { file: 'cart/journey.yaml', from: '[order.placed, cart.emptied]', to: '［order.placed、cart.emptied］' },
    ],
    says: [
      'cart/journey.yaml:10:15 "［order.placed、cart.emptied］" has a full-width "［": write "[order.placed, cart.emptied]".',
    ],
  },
  {
    mistake: 'full-width square brackets around events with plain commas',
    changes: [
      { file: 'cart/journey.yaml', from: '[order.placed, cart.emptied]', to: '［order.placed, cart.emptied］' },
    ],
    says: [
      'cart/journey.yaml:10:15 "［order.placed, cart.emptied］" has a full-width "［": write "[order.placed, cart.emptied]".',
    ],
  },
  {
    mistake: 'Japanese brackets around events',
    changes: [
      { file: 'cart/journey.yaml', from: '[order.placed, cart.emptied]', to: '「order.placed, cart.emptied」' },
    ],
    says: [
      'cart/journey.yaml:10:15 "「order.placed, cart.emptied」" is in Japanese brackets: write "[order.placed, cart.emptied]".',
    ],
  },
  {
    mistake: 'Japanese brackets around a duration',
    changes: [{ file: 'cart/journey.yaml', from: 'for: 3 days', to: 'for: 「3 days」' }],
    says: ['cart/journey.yaml:16:33 "「3 days」" is in Japanese brackets: write "3 days".'],
  },
  {
    mistake: 'a Japanese comma between keys',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10, for', to: 'percent: 10、for' }],
    says: ['cart/journey.yaml:16:26 the comma "、" is full-width: write "coupon: { percent: 10, for: 3 days }".'],
  },
  {
    mistake: 'a Japanese comma behind a list',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: '[order.placed, cart.emptied], goal',
        to: '[order.placed, cart.emptied]、goal',
      },
    ],
    says: [
      'cart/journey.yaml:10:43 the comma "、" is full-width: write "ends: { when: [order.placed, cart.emptied], goal: order.placed within 5 days }".',
    ],
  },
  {
    mistake: 'Japanese brackets and commas in a text',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: 'about: Reminds a shopper of what is still in the cart.',
        to: 'about: { en: Reminds a shopper., ja: 「カート」、［商品］を、お知らせします。 }',
      },
    ],
    says: [],
  },
  {
    mistake: 'a Japanese comma between events',
    changes: [{ file: 'cart/journey.yaml', from: 'order.placed, cart.emptied', to: 'order.placed、cart.emptied' }],
    says: [
      'cart/journey.yaml:10:28 "order.placed、cart.emptied" has a full-width "、": write "order.placed, cart.emptied".',
    ],
  },
  {
    mistake: 'full-width curly brackets',
    changes: [
      { file: 'cart/journey.yaml', from: '{ percent: 10, for: 3 days }', to: '｛ percent: 10, for: 3 days ｝' },
    ],
    says: ['cart/journey.yaml:16:13 the "｛" is full-width: write "coupon: { percent: 10, for: 3 days }".'],
  },
  {
    mistake: 'a full-width digit in a duration',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4 hours', to: 'wait: ４ hours' }],
    says: ['cart/journey.yaml:12:11 "４ hours" has a full-width "４": write "4 hours".'],
  },
  {
    mistake: 'a full-width digit in a priority',
    changes: [{ file: 'cart/journey.yaml', from: '80', to: '８０' }],
    says: ['cart/journey.yaml:5:11 "８０" has a full-width "８": write "80".'],
  },
  {
    mistake: 'a full-width colon in a clock time',
    changes: [{ file: 'cart/journey.yaml', from: 'at 10:00', to: 'at 10：00' }],
    says: ['cart/journey.yaml:14:23 "1 day, at 10：00" has a full-width "：": write "1 day, at 10:00".'],
  },
  {
    mistake: 'a Japanese comma before the clock time of a wait',
    changes: [{ file: 'cart/journey.yaml', from: 'day, at 10:00', to: 'day、at 10:00' }],
    says: ['cart/journey.yaml:14:16 "1 day、at 10:00" has a full-width "、": write "1 day, at 10:00".'],
  },
  {
    mistake: 'full-width letters in a message name',
    changes: [{ file: 'cart/journey.yaml', from: 'send: reminder', to: 'send: ｒeminder' }],
    says: ['cart/journey.yaml:13:11 "ｒeminder" has a full-width "ｒ": write "reminder".'],
  },
  {
    mistake: 'a tab',
    changes: [{ file: 'cart/journey.yaml', from: '  on: cart', to: '	on: cart' }],
    says: ['cart/journey.yaml:7:1 this line is indented with a tab: write spaces, two for each level.'],
  },
  {
    mistake: 'a tab before a step',
    changes: [{ file: 'cart/journey.yaml', from: '  - send: reminder', to: '	- send: reminder' }],
    says: ['cart/journey.yaml:13:1 this line is indented with a tab: write spaces, two for each level.'],
  },
  {
    mistake: 'an item of the list too far left',
    changes: [{ file: 'cart/journey.yaml', from: '  - send: reminder', to: '- send: reminder' }],
    says: [
      'cart/journey.yaml:13:1 this item of a list begins too far left: begin it in column 3, as "- wait: 4 hours" above.',
    ],
  },
  {
    mistake: 'an item of the list one column too far left',
    changes: [{ file: 'cart/journey.yaml', from: '  - send: reminder', to: ' - send: reminder' }],
    says: [
      'cart/journey.yaml:13:2 this item of a list begins too far left: begin it in column 3, as "- wait: 4 hours" above.',
    ],
  },
  {
    mistake: 'an item of the list too far right',
    changes: [{ file: 'cart/journey.yaml', from: '  - send: reminder', to: '    - send: reminder' }],
    says: [
      'cart/journey.yaml:13:5 this item of a list begins too far right: begin it in column 3, as "- wait: 4 hours" above.',
    ],
  },
  {
    mistake: 'a key too far left',
    changes: [{ file: 'cart/journey.yaml', from: '  once per', to: ' once per' }],
    says: ['cart/journey.yaml:8:2 this line begins too far left: begin it in column 3, as "on: cart.updated" above.'],
  },
  {
    mistake: 'a key one column too far right below a block',
    changes: [{ file: 'store.yaml', from: '  contact: help', to: '   contact: help' }],
    says: ['store.yaml:19:4 this line begins too far right: begin it in column 3, as "name:" above.'],
  },
  {
    mistake: 'a key between two blocks, of which neither goes on',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: '  once per: cart\n  again after: 7 days',
        to: '  again after: 7 days\n once per: cart',
      },
    ],
    says: [
      'cart/journey.yaml:9:2 this line begins between two levels: begin it in column 1, as "journey: cart" above, or in column 3, as "on: cart.updated".',
    ],
  },
  {
    mistake: 'a key too far right',
    changes: [{ file: 'cart/journey.yaml', from: '  once per', to: '    once per' }],
    says: ['cart/journey.yaml:8:5 this line begins too far right: begin it in column 3, as "on: cart.updated" above.'],
  },
  {
    mistake: 'a key of a step between the columns of its dash and of its first key',
    changes: [{ file: 'cart/journey.yaml', from: '    coupon', to: '   coupon' }],
    says: ['cart/journey.yaml:16:4 this line begins too far left: begin it in column 5, as "send: last-call" above.'],
  },
  {
    mistake: 'a sign of YAML that nothing else explains',
    changes: [{ file: 'cart/journey.yaml', from: 'send: reminder', to: 'send: "\\q"' }],
    says: ['cart/journey.yaml:13:12 this is not YAML: check the indentation, brackets, colons and quotes here.'],
  },
  {
    mistake: 'a key of a step in the column of its dash',
    changes: [{ file: 'cart/journey.yaml', from: '    coupon', to: '  coupon' }],
    says: ['cart/journey.yaml:16:3 this line begins too far left: begin it in column 5, as "send: last-call" above.'],
  },
  {
    mistake: 'no space behind a colon',
    changes: [{ file: 'cart/journey.yaml', from: 'purpose: m', to: 'purpose:m' }],
    says: ['cart/journey.yaml:4:9 a space is missing behind the colon: write "purpose: marketing".'],
  },
  {
    mistake: 'no space behind the colon of a step',
    changes: [{ file: 'cart/journey.yaml', from: 'wait: 4', to: 'wait:4' }],
    says: ['cart/journey.yaml:12:10 a space is missing behind the colon: write "wait: 4 hours".'],
  },
  {
    mistake: 'no space behind a dash',
    changes: [{ file: 'cart/journey.yaml', from: '- send: reminder', to: '-send: reminder' }],
    says: ['cart/journey.yaml:13:3 a space is missing behind the dash: write "- send: reminder".'],
  },
  {
    mistake: 'an equals sign',
    changes: [{ file: 'cart/journey.yaml', from: 'priority: 80', to: 'priority = 80' }],
    says: ['cart/journey.yaml:5:1 this line has no colon behind its key: write "priority: 80".'],
  },
  {
    mistake: 'a bracket that is not closed',
    changes: [{ file: 'cart/journey.yaml', from: 'cart.emptied]', to: 'cart.emptied' }],
    says: ['cart/journey.yaml:10:15 "[" is not closed: write "]" where it ends.'],
  },
  {
    mistake: 'a curly bracket that is not closed',
    changes: [{ file: 'cart/journey.yaml', from: 'for: 3 days }', to: 'for: 3 days' }],
    says: ['cart/journey.yaml:16:13 "{" is not closed: write "}" where it ends.'],
  },
  {
    mistake: 'a quote that is not closed',
    changes: [{ file: 'cart/journey.yaml', from: 'about: R', to: 'about: "R' }],
    says: ['cart/journey.yaml:3:8 the quote " is not closed: write another " where it ends.'],
  },
  {
    mistake: 'a missing comma',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10, for', to: 'percent: 10 for' }],
    says: ['cart/journey.yaml:16:13 a comma is missing between these brackets: separate the parts with ",".'],
  },
  {
    mistake: 'a semicolon between settings',
    changes: [{ file: 'cart/journey.yaml', from: 'percent: 10, for', to: 'percent: 10; for' }],
    says: ['cart/journey.yaml:16:26 ";" separates nothing: write ",".'],
  },
  {
    mistake: 'a colon in a sentence',
    changes: [{ file: 'cart/journey.yaml', from: 'about: Reminds', to: 'about: お知らせ: reminds' }],
    says: [
      'cart/journey.yaml:3:8 this text has a colon with a space behind it: put it in quotes: about: "お知らせ: reminds a shopper of what is still in the cart."',
    ],
  },
  {
    mistake: 'a sentence that begins with a bracket',
    changes: [{ file: 'cart/journey.yaml', from: 'about: Reminds', to: 'about: [重要] reminds' }],
    says: [
      'cart/journey.yaml:3:8 this text begins with a sign of YAML: put it in quotes: about: "[重要] reminds a shopper of what is still in the cart."',
    ],
  },
  {
    mistake: 'a sentence that begins with an asterisk',
    changes: [{ file: 'cart/journey.yaml', from: 'about: Reminds', to: 'about: *reminds' }],
    says: [
      'cart/journey.yaml:3:8 this text begins with a sign of YAML: put it in quotes: about: "*reminds a shopper of what is still in the cart."',
    ],
  },
  {
    mistake: 'a sentence that begins with an at sign',
    changes: [{ file: 'cart/journey.yaml', from: 'about: Reminds', to: 'about: @reminds' }],
    says: [
      'cart/journey.yaml:3:8 "@" cannot begin a text: put it in quotes: about: "@reminds a shopper of what is still in the cart."',
    ],
  },
  {
    mistake: 'two versions that git left',
    changes: [
      {
        file: 'cart/journey.yaml',
        from: 'priority: 80',
        to: '<<<<<<< HEAD\npriority: 80\n=======\npriority: 70\n>>>>>>> spring',
      },
    ],
    says: [
      'cart/journey.yaml:5:1 git left two versions here: keep one of the two versions, and remove the lines with <<<<<<<, ======= and >>>>>>>.',
    ],
  },
  {
    mistake: 'a second document',
    changes: [{ file: 'cart/journey.yaml', from: 'steps:', to: '---\nsteps:' }],
    says: ['cart/journey.yaml:11:1 "---" begins a second document: remove the line.'],
  },
  {
    mistake: 'a key written twice',
    changes: [{ file: 'cart/journey.yaml', from: 'priority: 80', to: 'priority: 80\npriority: 90' }],
    says: ['cart/journey.yaml:6:1 "priority" is written twice: keep one.'],
  },
  {
    mistake: 'an unknown key',
    changes: [{ file: 'cart/journey.yaml', from: 'priority', to: 'priorty' }],
    says: ['cart/journey.yaml:5:1 unknown key "priorty" in the journey: did you mean "priority"?'],
  },
  {
    mistake: 'an empty file',
    changes: [{ file: 'cart/journey.yaml', text: '' }],
    says: ['cart/journey.yaml:1:1 the file is empty: copy a file beside it, and change that.'],
  },
];
