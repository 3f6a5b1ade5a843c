import type { Mistake } from '../shop.ts';

/** Mistakes between the two lines of `---`. */
export const frontMatterMistakes: readonly Mistake[] = [
  {
    mistake: 'a subject twice',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: 'preheader: Hello', to: 'subject: Hello' }],
    says: ['cart/messages/reminder.ja.md:3:1 "subject" is written twice: keep one.'],
  },
  {
    mistake: 'no closing line',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello\n---', to: 'Hello\n' }],
    says: [
      'cart/messages/reminder.en.md:4:1 the front matter is not closed: write "---" above the text of the message.',
    ],
  },
  {
    mistake: 'no front matter',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: '---\nsubject: Your cart\npreheader: Hello\n---\n', to: '' },
    ],
    says: [
      'cart/messages/reminder.en.md:1:1 no front matter: begin the file with the lines "---", "subject: …", "preheader: …" and "---".',
    ],
  },
  {
    mistake: 'full-width hyphens',
    changes: [{ file: 'cart/messages/reminder.en.md', from: '---\nsubject', to: '－－－\nsubject' }],
    says: [
      'cart/messages/reminder.en.md:1:1 "－－－" does not begin the front matter: write three half-width hyphens: ---.',
    ],
  },
  {
    mistake: 'full-width hyphens at the end',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello\n---', to: 'Hello\n－－－' }],
    says: ['cart/messages/reminder.en.md:4:1 the front matter is not closed: write three half-width hyphens: ---.'],
  },
  {
    mistake: 'an empty line at the top',
    changes: [{ file: 'cart/messages/reminder.en.md', from: '---\nsubject', to: '\n---\nsubject' }],
    says: ['cart/messages/reminder.en.md:1:1 an empty line stands above the first "---": remove it.'],
  },
  {
    mistake: 'a colon in the subject',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: 'subject: カ', to: 'subject: お知らせ: カ' }],
    says: [
      'cart/messages/reminder.ja.md:2:10 this text has a colon with a space behind it: put it in quotes: subject: "お知らせ: カートのご案内".',
    ],
  },
  {
    mistake: 'a bracket in the subject',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: 'subject: カ', to: 'subject: [重要] カ' }],
    says: [
      'cart/messages/reminder.ja.md:2:10 this text begins with a sign of YAML: put it in quotes: subject: "[重要] カートのご案内".',
    ],
  },
  {
    mistake: 'a number sign in the subject',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'subject: Your cart', to: 'subject: Your cart #1042' }],
    says: [
      'cart/messages/reminder.en.md:2:20 the text ends before "#": put the whole text in quotes: "Your cart #1042".',
    ],
  },
  {
    mistake: 'a subject that begins with a number sign',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'subject: Your cart', to: 'subject: #1 of the week' }],
    says: ['cart/messages/reminder.en.md:2:1 "subject" is no text: put it in quotes: subject: "#1 of the week".'],
  },
  {
    mistake: 'Liquid without quotes',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'subject: Your cart', to: 'subject: {{ cart.id }} is waiting' },
    ],
    says: [
      'cart/messages/reminder.en.md:2:10 this text begins with a sign of YAML: put it in quotes: subject: "{{ cart.id }} is waiting".',
    ],
  },
  {
    mistake: 'Liquid alone without quotes',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'subject: Your cart', to: 'subject: {{ cart.id }}' }],
    says: ['cart/messages/reminder.en.md:2:1 "subject" is no text: put it in quotes: subject: "{{ cart.id }}".'],
  },
  {
    mistake: 'a full-width colon',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: 'subject: カ', to: 'subject：カ' }],
    says: ['cart/messages/reminder.ja.md:2:8 the colon "：" is full-width: write "subject: カートのご案内".'],
  },
  {
    mistake: 'an unknown key',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'preheader', to: 'preheadr' }],
    says: ['cart/messages/reminder.en.md:3:1 unknown key "preheadr": did you mean "preheader"?'],
  },
  {
    mistake: 'a Japanese key',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: 'subject', to: '件名' }],
    says: ['cart/messages/reminder.ja.md:2:1 unknown key "件名": write "subject".'],
  },
  {
    mistake: 'a key of nothing known',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'preheader: Hello', to: 'preheader: Hello\nfrom: shop' }],
    says: ['cart/messages/reminder.en.md:4:1 unknown key "from": a message has subject, preheader, sms and asks.'],
  },
  {
    mistake: 'no subject',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'subject: Your cart\n', to: '' }],
    says: ['cart/messages/reminder.en.md:1:1 no subject: add a line "subject: …" between the two lines of ---.'],
  },
  {
    mistake: 'an empty subject',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'subject: Your cart', to: 'subject:' }],
    says: ['cart/messages/reminder.en.md:2:1 "subject" is empty: write its text behind the colon.'],
  },
  {
    mistake: 'a subject that is a number',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'subject: Your cart', to: 'subject: 2026' }],
    says: ['cart/messages/reminder.en.md:2:1 "subject" is no text: put it in quotes: subject: "2026".'],
  },
  {
    mistake: 'a quote that is not closed',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'subject: Your cart', to: 'subject: "Your cart' }],
    says: ['cart/messages/reminder.en.md:2:10 the quote " is not closed: write another " where it ends.'],
  },
  {
    mistake: 'Markdown in the subject',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'subject: Your cart', to: 'subject: Your **cart**' }],
    says: ['cart/messages/reminder.en.md:2:15 "**" is read as it is here: write plain text, and an address as it is.'],
  },
  {
    mistake: 'a subject for a phone too long',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: 'カートのご案内', to: 'こ'.repeat(75) }],
    says: [
      'Warning: cart/messages/reminder.ja.md:2:1 phones cut the subject off: it is as wide as 150 half-width characters with sample data: write at most 50, or 25 full-width ones, the main thing first.',
    ],
  },
  {
    mistake: 'an English subject for a phone too long',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Your cart',
        to: 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
      },
    ],
    says: [
      'Warning: cart/messages/reminder.en.md:2:1 phones cut the subject off: it is as wide as 51 half-width characters with sample data: write at most 50, or 25 full-width ones, the main thing first.',
    ],
  },
  {
    mistake: 'an SMS beyond the limit',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'preheader: Hello',
        to: `preheader: Hello\nsms: ${'a'.repeat(1601)}`,
      },
      { file: 'cart/messages/reminder.ja.md', from: 'preheader: Hello', to: 'preheader: Hello\nsms: 案内' },
    ],
    says: [
      'cart/messages/reminder.en.md:4:6 the SMS text has 1601 characters with sample data: write at most 1600, because AWS sends no longer ones.',
    ],
  },
  {
    mistake: 'an SMS in many parts',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'preheader: Hello', to: 'preheader: Hello\nsms: Hello' },
      {
        file: 'cart/messages/reminder.ja.md',
        from: 'preheader: Hello',
        to: `preheader: Hello\nsms: ${'案'.repeat(140)}`,
      },
    ],
    says: [
      'Warning: cart/messages/reminder.ja.md:4:6 the SMS text takes 3 segments, each billed (140 characters with sample data; 70 fit into one).',
    ],
  },
];
