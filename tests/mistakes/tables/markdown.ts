import type { Mistake } from '../shop.ts';

/** Mistakes in the Markdown of a message, and what looks like Markdown. */
export const markdownMistakes: readonly Mistake[] = [
  {
    mistake: 'full-width link brackets',
    changes: [
      {
        file: 'cart/messages/reminder.ja.md',
        from: '[カートを見る]({{ cart.url }})',
        to: '［カートを見る］（{{ cart.url }}）',
      },
    ],
    says: [
      'cart/messages/reminder.ja.md:7:3 the "［" of this link is full-width: write "[カートを見る]({{ cart.url }})".',
    ],
  },
  {
    mistake: 'half of a link full-width',
    changes: [
      {
        file: 'cart/messages/reminder.ja.md',
        from: '[カートを見る]({{ cart.url }})',
        to: '[カートを見る]（{{ cart.url }}）',
      },
    ],
    says: [
      'cart/messages/reminder.ja.md:7:11 the "（" of this link is full-width: write "[カートを見る]({{ cart.url }})".',
    ],
  },
  {
    mistake: 'a full-width link to an address',
    changes: [
      {
        file: 'cart/messages/reminder.ja.md',
        from: '{{ customer.name }} 様',
        to: '［店舗］（https://shop.example.com）',
      },
    ],
    says: [
      'cart/messages/reminder.ja.md:5:1 the "［" of this link is full-width: write "[店舗](https://shop.example.com)".',
    ],
  },
  {
    mistake: 'a space in a link',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'cart]({{', to: 'cart] ({{' }],
    says: [
      'cart/messages/reminder.en.md:7:6 a space parts the text of this link from its address: write "[To the cart]({{ cart.url }})".',
    ],
  },
  {
    mistake: 'a relative link',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '[Sale](/sale)' }],
    says: ['cart/messages/reminder.en.md:5:8 "/sale" is no whole address: write "https://shop.example.com/sale".'],
  },
  {
    mistake: 'a link without https',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: '[Sale](www.shop.example.com/sale)',
      },
    ],
    says: [
      'cart/messages/reminder.en.md:5:8 "www.shop.example.com/sale" is no whole address: write "https://www.shop.example.com/sale".',
    ],
  },
  {
    mistake: 'an address for mail as a link',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: '[Write](help@shop.example.com)',
      },
    ],
    says: [
      'cart/messages/reminder.en.md:5:9 "help@shop.example.com" is no whole address: write "mailto:help@shop.example.com".',
    ],
  },
  {
    mistake: 'a link to nowhere',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '[Sale]()' }],
    says: [
      'cart/messages/reminder.en.md:5:8 this link leads nowhere: write an address such as https://shop.example.com.',
    ],
  },
  {
    mistake: 'a space in an address',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: '[Sale](https://shop.example.com/a b)',
      },
    ],
    says: [
      'cart/messages/reminder.en.md:5:6 customers would read this link as it is: write [text](address), the address without spaces.',
    ],
  },
  {
    mistake: 'a full-width address',
    changes: [
      { file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '[店舗](https：//shop.example.com)' },
    ],
    says: [
      'cart/messages/reminder.ja.md:5:11 "https：//shop.example.com" has a full-width "：": write "https://shop.example.com".',
    ],
  },
  {
    mistake: 'HTML',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello <b>you</b>' }],
    says: ['cart/messages/reminder.en.md:5:7 customers would read "<b>" as it is: write **bold** words.'],
  },
  {
    mistake: 'a line break of HTML',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello<br>you' }],
    says: ['cart/messages/reminder.en.md:5:6 customers would read "<br>" as it is: begin a new line.'],
  },
  {
    mistake: 'a link of HTML',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: '<a href="https://shop.example.com">Shop</a>',
      },
    ],
    says: [
      'cart/messages/reminder.en.md:5:1 customers would read "<a href="https://shop.example.com">" as it is: write [text](address).',
    ],
  },
  {
    mistake: 'stray asterisks',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello ** you' }],
    says: [
      'cart/messages/reminder.en.md:5:7 "**" makes nothing bold here: write two asterisks before and behind the bold words.',
    ],
  },
  {
    mistake: 'bold brackets in Japanese',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '本日**「送料無料」**です' }],
    says: [
      'cart/messages/reminder.ja.md:5:3 "**" makes nothing bold here: write the brackets outside: "「**送料無料**」".',
    ],
  },
  {
    mistake: 'full-width asterisks',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '＊＊送料無料＊＊' }],
    says: [
      'cart/messages/reminder.ja.md:5:1 "＊＊" is full-width: write "**".',
      'cart/messages/reminder.ja.md:5:7 "＊＊" is full-width: write "**".',
    ],
  },
  {
    mistake: 'a full-width heading',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '＃　お知らせ' }],
    says: ['cart/messages/reminder.ja.md:5:1 "＃" is full-width: begin a heading with "# ".'],
  },
  {
    mistake: 'a full-width space behind the sign of a heading',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '#　見出し' }],
    says: ['cart/messages/reminder.ja.md:5:1 a full-width space follows "#": begin a heading with "# ".'],
  },
  {
    mistake: 'a full-width space behind the signs of a smaller heading',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '##　見出し' }],
    says: ['cart/messages/reminder.ja.md:5:1 a full-width space follows "#": begin a heading with "## ".'],
  },
  {
    mistake: 'a full-width space behind the dash of a list',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '-　一つ目' }],
    says: ['cart/messages/reminder.ja.md:5:1 a full-width space follows "-": begin each line of a list with "- ".'],
  },
  {
    mistake: 'a full-width space behind the number of a list',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '1.　一つ目' }],
    says: ['cart/messages/reminder.ja.md:5:1 a full-width space follows the number: write a plain space behind it.'],
  },
  {
    mistake: 'a table',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: '| a | b |\n| - | - |\n| 1 | 2 |',
      },
    ],
    says: ['cart/messages/reminder.en.md:5:1 an e-mail shows no tables: write a list, with "- " before each line.'],
  },
  {
    mistake: 'an empty body',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},\n\n**[To the cart]({{ cart.url }})**\n',
        to: '',
      },
    ],
    says: ['cart/messages/reminder.en.md:5:1 the message is empty: write its text below the second "---".'],
  },
  {
    mistake: 'round brackets that are no link',
    changes: [
      {
        file: 'cart/messages/reminder.ja.md',
        from: '{{ customer.name }} 様',
        to: '［注］（税込）　※{{ customer.name }} 様',
      },
    ],
    says: [],
  },
  {
    mistake: 'the word that only a guard needs',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: '{% if customer.name %}Hello {{ customer.name }}{% else %}Hello{% endif %},',
      },
    ],
    says: [],
  },
  {
    mistake: 'a headline without a blank',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '#Hello' }],
    says: ['cart/messages/reminder.en.md:5:1 this "#" makes no heading: begin a heading with "# ".'],
  },
  {
    mistake: 'hashtags',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '#tea #coffee' }],
    says: [],
  },
  {
    mistake: 'a comment of HTML',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '<!-- ask -->' }],
    says: [
      'cart/messages/reminder.en.md:5:1 customers would read this comment: leave it out, or write {% comment %} … {% endcomment %}.',
    ],
  },
  {
    mistake: 'a footnote',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello[^1]' }],
    says: ['cart/messages/reminder.en.md:5:6 an e-mail shows no footnotes: write it into the text.'],
  },
  {
    mistake: 'an emoji by its name',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello :tada:' }],
    says: [
      'cart/messages/reminder.en.md:5:7 customers would read the name of this emoji as it is: write the emoji itself, such as 🎉.',
    ],
  },
  {
    mistake: 'a button without words',
    changes: [{ file: 'cart/messages/reminder.en.md', from: '[To the cart]', to: '[]' }],
    says: ['cart/messages/reminder.en.md:7:3 this link has no words: write what it leads to between "[" and "]".'],
  },
  {
    mistake: 'https twice',
    changes: [{ file: 'cart/messages/reminder.en.md', from: '{{ cart.url }}', to: 'https://https://shop.example.com' }],
    says: [
      'cart/messages/reminder.en.md:7:17 "https://https://shop.example.com" has "https://" twice: write "https://shop.example.com".',
    ],
  },
  {
    mistake: 'a link to the own machine',
    changes: [{ file: 'cart/messages/reminder.en.md', from: '{{ cart.url }}', to: 'http://127.0.0.1:4320/x' }],
    says: [
      'cart/messages/reminder.en.md:7:17 customers cannot open http://127.0.0.1:4320/x: write an address such as https://shop.example.com.',
    ],
  },
  {
    mistake: 'a host of one word',
    changes: [{ file: 'cart/messages/reminder.en.md', from: '{{ cart.url }}', to: 'https://shop/' }],
    says: [
      'cart/messages/reminder.en.md:7:17 customers cannot open https://shop/: write an address such as https://shop.example.com.',
    ],
  },
  {
    mistake: 'a picture beside the message',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: '![tea](tea.jpg)\n\nYour tea is still in your cart.',
      },
    ],
    says: [
      'cart/messages/reminder.en.md:5:8 "tea.jpg" is no whole address: write "https://shop.example.com/pictures/tea.jpg".',
    ],
  },
];
