import { asWindowsWrites, type Mistake, sound } from '../shop.ts';

/** Files and folders with another name, another place, or no text. */
export const fileMistakes: readonly Mistake[] = [
  {
    mistake: 'what editors and systems leave behind',
    changes: [
      { file: 'cart/messages/.DS_Store', text: 'x' },
      { file: 'cart/messages/reminder.en.md~', text: 'x' },
      { file: '.DS_Store', text: 'x' },
      { file: 'cart/.journey.yaml.swp', text: 'x' },
      { file: 'cart/messages/Thumbs.db', text: 'x' },
    ],
    says: [],
  },
  {
    mistake: 'a text for a channel in one language only',
    changes: [
      { file: 'cart/messages/reminder.ja.md', from: 'preheader: Hello', to: 'preheader: Hello\nsms: ご案内です' },
    ],
    says: [
      'cart/messages/reminder.en.md:1:1 "sms" has a text in reminder.ja.md, and none here: write one here, or remove it from reminder.ja.md.',
    ],
  },
  {
    mistake: 'a language without which store.yaml leaves all of its files',
    changes: [
      { file: 'store.yaml', from: '[en, ja]', to: '[ja]' },
      { file: 'store.yaml', from: '  name:\n    en: Aftercart Demo Store\n', to: '  name:\n' },
    ],
    says: [
      'store.yaml:7:1 locales lacks "en", in which 4 files are written: add "en" to locales, or remove the files with ".en." in their names.',
      'store.yaml:16:5 unknown key "en" in address: write ja.',
      'store.yaml:41:12 unknown key "en" in alt: write ja.',
    ],
  },
  {
    mistake: 'a store.yaml that cannot be read, beside a long text for a channel',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'preheader: Hello', to: 'preheader: Hello\nsms: Hello' },
      {
        file: 'cart/messages/reminder.ja.md',
        from: 'preheader: Hello',
        to: `preheader: Hello\nsms: ${'案'.repeat(140)}`,
      },
      { file: 'store.yaml', from: '  name:\n', to: '  name\n' },
    ],
    says: ['store.yaml:12:5 this line begins too far right: begin it in column 3, as "name" above.'],
  },
  {
    mistake: 'segments of which there are none',
    changes: [{ file: 'segments.yaml', text: 'segments:\n' }],
    says: [
      'segments.yaml:1:10 segments is no mapping: write a name and a condition on each line below it, such as "regular: ordered at least 3 times".',
    ],
  },
  {
    mistake: 'a country in place of a language',
    changes: [
      { file: 'cart/messages/reminder.ja.md', gone: true },
      { file: 'cart/messages/reminder.jp.md', text: sound['cart/messages/reminder.ja.md'] ?? '' },
    ],
    says: [
      'cart/messages/reminder.jp.md:1:1 nobody gets reminder.jp.md, because store.yaml has no locale "jp": call it reminder.ja.md.',
    ],
  },
  {
    mistake: 'a capital letter',
    changes: [
      { file: 'cart/messages/reminder.en.md', gone: true },
      { file: 'cart/messages/Reminder.en.md', text: sound['cart/messages/reminder.en.md'] ?? '' },
    ],
    says: ['cart/messages/Reminder.en.md:1:1 "Reminder.en.md" is no name of a message: call it reminder.en.md.'],
  },
  {
    mistake: 'a text file',
    changes: [
      { file: 'cart/messages/reminder.en.md', gone: true },
      { file: 'cart/messages/reminder.en.md.txt', text: sound['cart/messages/reminder.en.md'] ?? '' },
    ],
    says: [
      'cart/messages/reminder.en.md.txt:1:1 "reminder.en.md.txt" is no name of a message: call it reminder.en.md.',
    ],
  },
  {
    mistake: 'no locale in the name',
    changes: [{ file: 'cart/messages/reminder.md', text: sound['cart/messages/reminder.en.md'] ?? '' }],
    says: [
      'cart/messages/reminder.md:1:1 "reminder.md" is no name of a message: call it <message>.<locale>.md, such as reminder.en.md.',
    ],
  },
  {
    mistake: 'a copy',
    changes: [{ file: 'cart/messages/reminder.en のコピー.md', text: sound['cart/messages/reminder.en.md'] ?? '' }],
    says: [
      'cart/messages/reminder.en のコピー.md:1:1 "reminder.en のコピー.md" is no name of a message: it looks like a copy: remove it, or call it <message>.<locale>.md, such as reminder.en.md.',
    ],
  },
  {
    mistake: 'a Japanese name',
    changes: [{ file: 'cart/messages/お知らせ.ja.md', text: sound['cart/messages/reminder.ja.md'] ?? '' }],
    says: [
      'cart/messages/お知らせ.ja.md:1:1 "お知らせ.ja.md" is no name of a message: call it <message>.<locale>.md, such as reminder.en.md.',
    ],
  },
  {
    mistake: 'an underscore',
    changes: [{ file: 'cart/messages/last_call.en.md', text: sound['cart/messages/reminder.en.md'] ?? '' }],
    says: ['cart/messages/last_call.en.md:1:1 "last_call.en.md" is no name of a message: call it last-call.en.md.'],
  },
  {
    mistake: 'a folder among the messages',
    changes: [{ file: 'cart/messages/old/reminder.en.md', text: sound['cart/messages/reminder.en.md'] ?? '' }],
    says: ['cart/messages/old:1:1 messages has no folders: put its files into messages itself, or remove it.'],
  },
  {
    mistake: 'a language that the store has not',
    changes: [{ file: 'cart/messages/reminder.fr.md', text: sound['cart/messages/reminder.en.md'] ?? '' }],
    says: [
      'cart/messages/reminder.fr.md:1:1 nobody gets reminder.fr.md, because store.yaml has no locale "fr": add "fr" to locales there, or remove the file.',
    ],
  },
  {
    mistake: 'a message that lacks a language',
    changes: [{ file: 'cart/messages/reminder.ja.md', gone: true }],
    says: ['cart/journey.yaml:13:11 message "reminder" is not written in ja: create messages/reminder.ja.md.'],
  },
  {
    mistake: 'a folder without a journey',
    changes: [{ file: 'spring/messages/hello.en.md', text: sound['cart/messages/reminder.en.md'] ?? '' }],
    says: [
      'spring/journey.yaml:1:1 the folder "spring" has no journey.yaml: write one, or move the folder out of statemachines/.',
    ],
  },
  {
    mistake: 'a journey.yml',
    changes: [
      { file: 'cart/journey.yaml', gone: true },
      { file: 'cart/journey.yml', text: sound['cart/journey.yaml'] ?? '' },
    ],
    says: ['cart/journey.yaml:1:1 the folder "cart" has no journey.yaml: call journey.yml journey.yaml.'],
  },
  {
    mistake: 'a segments.yml',
    changes: [
      { file: 'segments.yaml', gone: true },
      { file: 'segments.yml', text: 'segments: {}\n' },
    ],
    says: ['segments.yml:1:1 nothing reads "segments.yml": call it segments.yaml.'],
  },
  {
    mistake: 'a folder message',
    changes: [
      { file: 'cart/messages', gone: true },
      { file: 'cart/message/reminder.en.md', text: sound['cart/messages/reminder.en.md'] ?? '' },
    ],
    says: ['cart/message:1:1 nothing reads "message": call it messages.'],
  },
  {
    mistake: 'no store.yaml',
    changes: [{ file: 'store.yaml', gone: true }],
    says: ['store.yaml:1:1 no such file: write the settings of the shop, as docs/journeys.md describes.'],
  },
  {
    mistake: 'no layout',
    changes: [{ file: 'layout', gone: true }],
    says: ["layout:1:1 no such folder: copy it from Aftercart's repository."],
  },
  {
    mistake: 'no frame of the e-mails',
    changes: [{ file: 'layout/layout.mjml', gone: true }],
    says: ['layout/layout.mjml:1:1 no such file: write the frame of every e-mail.'],
  },
  {
    mistake: 'a partial without its text',
    changes: [{ file: 'layout/scale.txt', gone: true }],
    says: ['layout/scale.txt:1:1 no such file: write what scale.mjml is in the text of an e-mail.'],
  },
  {
    mistake: 'a partial with a fault of Liquid',
    changes: [{ file: 'layout/lines.txt', from: '{% endfor %}', to: '{% endfr %}' }],
    says: ['layout/lines.txt:3:1 unknown tag "endfr": did you mean "endfor"?'],
  },
  {
    mistake: 'a layout that is no MJML',
    changes: [{ file: 'layout/looks/card.mjml', from: '</mj-body>', to: '<mj-hero-image/></mj-body>' }],
    says: [
      "layout:1:1 no e-mail can be built with this layout ((mj-hero-image) — Element mj-hero-image doesn't exist or is not registered): see layout.mjml and the partials beside it.",
    ],
  },
  {
    mistake: 'a footer in a country',
    changes: [{ file: 'layout/footer.jp.md', text: 'x' }],
    says: [
      'layout/footer.jp.md:1:1 nobody gets footer.jp.md, because store.yaml has no locale "jp": call it footer.ja.md.',
    ],
  },
  {
    mistake: 'a byte order mark and lines of Windows',
    changes: [
      { file: 'cart/journey.yaml', text: asWindowsWrites(sound['cart/journey.yaml']) },
      { file: 'cart/messages/reminder.en.md', text: asWindowsWrites(sound['cart/messages/reminder.en.md']) },
    ],
    says: [],
  },
  {
    mistake: 'a file in Shift_JIS',
    changes: [
      { file: 'cart/messages/reminder.ja.md', text: Buffer.from([0x83, 0x4a, 0x81, 0x5b, 0x83, 0x67]) /* カート */ },
    ],
    says: ['cart/messages/reminder.ja.md:1:1 the file is not UTF-8 (it may be Shift_JIS): save it as UTF-8.'],
  },
  {
    mistake: 'a file in EUC-JP',
    changes: [
      {
        file: 'cart/messages/reminder.ja.md',
        text: Buffer.from([0xa5, 0xab, 0xa1, 0xbc, 0xa5, 0xc8, 0xa4, 0xce]) /* カートの */,
      },
    ],
    says: ['cart/messages/reminder.ja.md:1:1 the file is not UTF-8 (it may be EUC-JP): save it as UTF-8.'],
  },
  {
    mistake: 'a file in UTF-16',
    changes: [
      {
        file: 'cart/messages/reminder.ja.md',
        text: Buffer.from(sound['cart/messages/reminder.ja.md'] ?? '', 'utf16le'),
      },
    ],
    says: ['cart/messages/reminder.ja.md:1:1 the file is not UTF-8 (it may be UTF-16): save it as UTF-8.'],
  },
  {
    mistake: 'a journey.yaml that is a folder',
    changes: [
      { file: 'cart/journey.yaml', gone: true },
      { file: 'cart/journey.yaml/x.txt', text: 'x' },
    ],
    says: ['cart/journey.yaml:1:1 this is a folder: put a text file in its place.'],
  },
  {
    mistake: 'full-width letters in a file name',
    changes: [
      { file: 'cart/messages/reminder.en.md', gone: true },
      { file: 'cart/messages/reminder．en.md', text: sound['cart/messages/reminder.en.md'] ?? '' },
    ],
    says: ['cart/messages/reminder．en.md:1:1 "reminder．en.md" is no name of a message: call it reminder.en.md.'],
  },
];
