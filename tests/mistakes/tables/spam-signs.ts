import { type Mistake, sharedText } from '../shop.ts';

const english = 'cart/messages/reminder.en.md';
const japanese = 'cart/messages/reminder.ja.md';
const quiet = 'say it in plain words: filters take it for spam, and customers for shouting.';

/** A subject in place of the sound one. */
function subject(mistake: string, file: typeof english | typeof japanese, to: string, says: string): Mistake {
  const from = file === english ? 'subject: Your cart' : 'subject: カートのご案内';
  return { mistake, changes: [{ file, from, to: `subject: ${to}` }], says: [`Warning: ${file}:${says}`] };
}

/** A line more above the button. */
function line(mistake: string, file: typeof english | typeof japanese, added: string, says: string): Mistake {
  const from = file === english ? 'Hello {{ customer.name }},' : '{{ customer.name }} 様';
  return { mistake, changes: [{ file, from, to: `${from}\n\n${added}` }], says: [`Warning: ${file}:${says}`] };
}

function footer(mistake: string, locale: 'en' | 'ja', word: string, to: string, says: string): Mistake {
  const file = `layout/footer.${locale}.md`;
  const change = { file, from: sharedText(file), to: sharedText(file).replaceAll(word, to) };
  return { mistake, changes: [change], says: [`${file}:1:1 ${says}`] };
}

/** What filters take for spam. */
export const spamSigns: readonly Mistake[] = [
  subject(
    'many exclamation marks',
    english,
    'Your cart!!!',
    `2:19 the subject has more signs than words need: "!!!": ${quiet}`,
  ),
  subject(
    'many full-width exclamation marks',
    japanese,
    'カートのご案内！！',
    `2:17 the subject has more signs than words need: "！！": ${quiet}`,
  ),
  subject('a subject in capitals', english, 'YOUR CART IS WAITING', `2:10 the subject is all in capitals: ${quiet}`),
  subject(
    'a subject full of ornaments',
    japanese,
    '★☆カートのご案内',
    `2:10 the subject is full of ornaments: "★☆": ${quiet}`,
  ),
  subject(
    'two brackets in a subject',
    japanese,
    '【重要】カート【本日限り】',
    '2:17 the subject has more than one 【…】: leave one, or none: in a row of mails they all look alike.',
  ),
  subject(
    'a false reply',
    english,
    '"Re: Your cart"',
    '2:11 "Re:" pretends that the customer wrote first: leave it out.',
  ),
  subject(
    'a false forward',
    japanese,
    '転送：カートのご案内',
    '2:10 "転送：" pretends that the customer wrote first: leave it out.',
  ),
  line(
    'a shortened address',
    english,
    'See [our sale](https://bit.ly/3abc).',
    '7:16 bit.ly hides where this link leads: write the address itself: filters take shortened ones for spam.',
  ),
  line(
    'a shortened address as it is',
    japanese,
    'セールはこちら：https://x.gd/abcde',
    '7:9 x.gd hides where this link leads: write the address itself: filters take shortened ones for spam.',
  ),
  line(
    'an address without encryption',
    english,
    'See [our sale](http://shop.example.com/sale).',
    '7:16 this address is not encrypted: write "https://…": browsers warn of anything else.',
  ),
  line(
    'the number of a machine',
    japanese,
    '[セールを見る](https://203.0.113.5/sale)',
    '7:10 this link leads to a machine by its number: write an address with the shop’s name.',
  ),
  line(
    'a link that shows another host',
    english,
    'See [shop.example.com/sale](https://sale.example.net/).',
    '7:6 this link shows shop.example.com and leads to sale.example.net: show where it leads, or write words instead.',
  ),
  line(
    'a file that is not there',
    english,
    'The invoice is attached.',
    '7:16 "attached" speaks of a file, and a message has none: link to a page that shows it.',
  ),
  line(
    'a file that is not there, in Japanese',
    japanese,
    '請求書を添付いたします。',
    '7:5 "添付" speaks of a file, and a message has none: link to a page that shows it.',
  ),
  line(
    'more links than anybody follows',
    english,
    Array.from({ length: 13 }, (_, n) => `- [Page ${n}](https://shop.example.com/${n})`).join('\n'),
    '19:3 the mail has 14 links: leave at most 12: filters count them, and customers read few.',
  ),
  {
    mistake: 'a mail of a picture only',
    changes: [
      {
        file: japanese,
        from: '{{ customer.name }} 様\n',
        to: '![春のセール](https://shop.example.com/sale.png)\n',
      },
    ],
    says: [
      `Warning: ${japanese}:5:1 this mail is little more than a picture: write the message in words too: many customers see no pictures, and filters read words only.`,
    ],
  },
  footer(
    'a footer without a way out',
    'en',
    'links.unsubscribe',
    'links.preferences',
    'the footer has no link to unsubscribe: write "{% if links.unsubscribe %}[Unsubscribe]({{ links.unsubscribe }}){% endif %}".',
  ),
  footer(
    'a footer without the address of the shop',
    'ja',
    '{{ brand.address }}',
    '',
    'the footer does not say where the shop is: write "{{ brand.address }}".',
  ),
];
