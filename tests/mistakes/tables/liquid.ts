import type { Mistake } from '../shop.ts';

/** Mistakes in the Liquid of a message, and what looks like Liquid. */
export const liquidMistakes: readonly Mistake[] = [
  {
    mistake: 'full-width braces',
    changes: [
      { file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '｛｛ customer.name ｝｝ 様' },
    ],
    says: [
      'cart/messages/reminder.ja.md:5:1 the "｛" of "｛｛ customer.name ｝｝" is full-width: write "{{ customer.name }}".',
    ],
  },
  {
    mistake: 'full-width braces of a tag',
    changes: [
      {
        file: 'cart/messages/reminder.ja.md',
        from: '{{ customer.name }} 様',
        to: '｛％ if customer.name ％｝様｛％ endif ％｝',
      },
    ],
    says: [
      'cart/messages/reminder.ja.md:5:1 the "｛" of "｛％ if customer.name ％｝" is full-width: write "{% if customer.name %}".',
      'cart/messages/reminder.ja.md:5:24 the "｛" of "｛％ endif ％｝" is full-width: write "{% endif %}".',
    ],
  },
  {
    mistake: 'one full-width brace',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '{{ customer.name }｝ 様' }],
    says: [
      'cart/messages/reminder.ja.md:5:19 the "｝" of "{{ customer.name }｝" is full-width: write "{{ customer.name }}".',
    ],
  },
  {
    mistake: 'single braces',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello { customer.name },' },
    ],
    says: [
      'cart/messages/reminder.en.md:5:7 customers would read "{ customer.name }" as it is: write "{{ customer.name }}".',
    ],
  },
  {
    mistake: 'a single brace on one side',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello {{ customer.name },' },
    ],
    says: [
      'cart/messages/reminder.en.md:5:7 "{{ customer.name }" does not have its two braces on each side: write "{{ customer.name }}".',
    ],
  },
  {
    mistake: 'spaces within the signs of a tag',
    changes: [
      {
        file: 'cart/messages/reminder.ja.md',
        from: '{{ customer.name }} 様',
        to: '{ % if customer.name % }様{ % endif %}',
      },
    ],
    says: [
      'cart/messages/reminder.ja.md:5:1 customers would read "{ % if customer.name % }" as it is: write "{% if customer.name %}".',
      'cart/messages/reminder.ja.md:5:26 customers would read "{ % endif %}" as it is: write "{% endif %}".',
    ],
  },
  {
    mistake: 'a percentage in single braces',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello { 10 % },' }],
    says: ['cart/messages/reminder.en.md:5:7 customers would read "{ 10 % }" as it is: write "{{ 10 }}".'],
  },
  {
    mistake: 'a placeholder in Japanese',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '{お名前} 様' }],
    says: ['cart/messages/reminder.ja.md:5:1 customers would read "{お名前}" as it is: write "{{ customer.name }}".'],
  },
  {
    mistake: 'a placeholder of another service',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello *|FNAME|*,' }],
    says: ['cart/messages/reminder.en.md:5:7 customers would read "*|FNAME|*" as it is: write "{{ customer.name }}".'],
  },
  {
    mistake: 'a placeholder between percent signs',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello %name%,' }],
    says: ['cart/messages/reminder.en.md:5:7 customers would read "%name%" as it is: write "{{ customer.name }}".'],
  },
  {
    mistake: 'a full-width dot in Liquid',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '{{ customer．name }} 様' }],
    says: [
      'cart/messages/reminder.ja.md:5:12 "{{ customer．name }}" has a full-width "．": write "{{ customer.name }}".',
    ],
  },
  {
    mistake: 'a full-width space in Liquid',
    changes: [{ file: 'cart/messages/reminder.ja.md', from: '{{ customer.name }} 様', to: '{{　customer.name }} 様' }],
    says: [
      'cart/messages/reminder.ja.md:5:3 "{{　customer.name }}" has a full-width space: write "{{ customer.name }}".',
    ],
  },
  {
    mistake: 'full-width quotes in Liquid',
    changes: [
      {
        file: 'cart/messages/reminder.ja.md',
        from: '{{ customer.name }} 様',
        to: '{% if customer.name == “x” %}様{% endif %}',
      },
    ],
    says: [
      'cart/messages/reminder.ja.md:5:24 "{% if customer.name == “x” %}" has a full-width "“": write "{% if customer.name == "x" %}".',
    ],
  },
  {
    mistake: 'Liquid that is not closed',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello {{ customer.name' },
    ],
    says: ['cart/messages/reminder.en.md:5:7 "{{" is not closed: write "}}" where it ends.'],
  },
  {
    mistake: 'a tag that is not closed',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '{% if customer.name %}Hello' },
    ],
    says: ['cart/messages/reminder.en.md:5:1 {% if customer.name %} is not closed: write {% endif %} where it ends.'],
  },
  {
    mistake: 'an unknown tag',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '{% iff customer.name %}Hello' },
    ],
    says: ['cart/messages/reminder.en.md:5:1 unknown tag "iff": did you mean "if"?'],
  },
  {
    mistake: 'elseif',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: '{% if customer.name %}a{% elseif cart.url %}b{% endif %}',
      },
    ],
    says: ['cart/messages/reminder.en.md:5:24 unknown tag "elseif": did you mean "elsif"?'],
  },
  {
    mistake: 'end in a message with a coupon',
    changes: [
      {
        file: 'cart/messages/last-call.ja.md',
        from: "{% render 'coupon', offer: coupon %}",
        to: '{% if customer.name %}様{% end %}',
      },
    ],
    says: ['cart/messages/last-call.ja.md:5:24 unknown tag "end": write "{% endif %}".'],
  },
  {
    mistake: 'an end of another block',
    changes: [
      {
        file: 'cart/messages/last-call.ja.md',
        from: "{% render 'coupon', offer: coupon %}",
        to: '{% unless customer.name %}様{% endif %}',
      },
    ],
    says: ['cart/messages/last-call.ja.md:5:28 {% endif %} does not end {% unless … %}: write "{% endunless %}".'],
  },
  {
    mistake: 'an end of nothing',
    changes: [
      { file: 'cart/messages/last-call.ja.md', from: "{% render 'coupon', offer: coupon %}", to: '様{% endif %}' },
    ],
    says: ['cart/messages/last-call.ja.md:5:2 {% endif %} ends nothing: leave it out.'],
  },
  {
    mistake: 'else if in a message with a coupon',
    changes: [
      {
        file: 'cart/messages/last-call.ja.md',
        from: "{% render 'coupon', offer: coupon %}",
        to: '{% if customer.name %}様{% else if coupon.code %}b{% endif %}',
      },
    ],
    says: ['cart/messages/last-call.ja.md:5:24 unknown tag "else if": write "{% elsif coupon.code %}".'],
  },
  {
    mistake: 'a single = in a message with a coupon',
    changes: [
      {
        file: 'cart/messages/last-call.ja.md',
        from: "{% render 'coupon', offer: coupon %}",
        to: "{% if customer.name = 'x' %}様{% endif %}",
      },
    ],
    says: ['cart/messages/last-call.ja.md:5:21 Liquid has no "=": write "==".'],
  },
  {
    mistake: '&&',
    changes: [
      {
        file: 'cart/messages/last-call.ja.md',
        from: "{% render 'coupon', offer: coupon %}",
        to: '{% if customer.name && coupon.code %}様{% endif %}',
      },
    ],
    says: ['cart/messages/last-call.ja.md:5:21 Liquid has no "&&": write "and".'],
  },
  {
    mistake: 'a loop that Liquid cannot read',
    changes: [
      {
        file: 'cart/messages/last-call.ja.md',
        from: "{% render 'coupon', offer: coupon %}",
        to: '{% for x of cart.lines %}様{% endfor %}',
      },
    ],
    says: [
      'cart/messages/last-call.ja.md:5:1 Liquid cannot read "{% for x of cart.lines %}": see https://liquidjs.com for how Liquid is written.',
    ],
  },
  {
    mistake: 'an unknown word',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello {{ customer.nmae }}' },
    ],
    says: ['cart/messages/reminder.en.md:5:10 no event gives "customer.nmae": did you mean "customer.name"?'],
  },
  {
    mistake: 'an unknown word of a noun',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '{{ cart.number }}' }],
    says: [
      'cart/messages/reminder.en.md:5:4 no event gives "cart.number": write cart.id, cart.lines, cart.url, cart.total or cart.moreLines.',
    ],
  },
  {
    mistake: 'a word of nothing',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '{{ user.firstname }}' }],
    says: [
      'cart/messages/reminder.en.md:5:4 no event gives "user.firstname": a word begins with locale, zone, customer, brand, pages, links, coupon, poll, cart, checkout, order, shipment, review, browsing, product, inquiry, tier, survey or referral.',
    ],
  },
  {
    mistake: 'the filter yen',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: 'Hello, {{ cart.total | yen }}' },
    ],
    says: ['cart/messages/reminder.en.md:5:24 unknown filter "yen": write "money".'],
  },
  {
    mistake: 'an unknown filter',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: 'Hello, {{ cart.total | beautify }}',
      },
    ],
    says: [
      'cart/messages/reminder.en.md:5:24 unknown filter "beautify": write money or date, or a filter of https://liquidjs.com/filters/overview.html.',
    ],
  },
  {
    mistake: 'a misspelt filter',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: 'Hello, {{ cart.total | mony }}',
      },
    ],
    says: ['cart/messages/reminder.en.md:5:24 unknown filter "mony": did you mean "money"?'],
  },
  {
    mistake: 'money without its filter',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '{{ cart.total }}' }],
    says: ['cart/messages/reminder.en.md:5:1 an amount of money needs its filter: write {{ cart.total | money }}.'],
  },
  {
    mistake: 'a date without its filter',
    changes: [
      {
        file: 'cart/messages/last-call.en.md',
        from: "{% render 'coupon', offer: coupon %}",
        to: '{{ coupon.code }} until {{ coupon.expiresOn }}',
      },
    ],
    says: ['cart/messages/last-call.en.md:5:25 a date needs its filter: write {{ coupon.expiresOn | date }}.'],
  },
  {
    mistake: 'a date as money',
    changes: [
      {
        file: 'cart/messages/last-call.en.md',
        from: "{% render 'coupon', offer: coupon %}",
        to: '{{ coupon.code }} until {{ coupon.expiresOn | money }}',
      },
    ],
    says: ['cart/messages/last-call.en.md:5:25 the filter money takes amounts only: give it one such as cart.total.'],
  },
  {
    mistake: 'money as a date',
    changes: [
      { file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '{{ cart.total | date }}' },
    ],
    says: [
      'cart/messages/reminder.en.md:5:1 the filter date takes dates only: give it one such as shipment.expectedAt.',
    ],
  },
  {
    mistake: 'a parameter that the partial lacks',
    changes: [{ file: 'cart/messages/last-call.en.md', from: 'offer: coupon', to: 'ofer: coupon' }],
    says: ['cart/messages/last-call.en.md:5:1 partial "coupon" takes no "ofer": did you mean "offer"?'],
  },
  {
    mistake: 'an object',
    changes: [{ file: 'cart/messages/reminder.en.md', from: 'Hello {{ customer.name }},', to: '{{ cart }}' }],
    says: ['cart/messages/reminder.en.md:5:1 this is no text: name one of its fields.'],
  },
  {
    mistake: 'an unknown partial',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: "{% render 'linse', lines: cart.lines %}",
      },
    ],
    says: ['cart/messages/reminder.en.md:5:1 unknown partial "linse": did you mean "lines"?'],
  },
  {
    mistake: 'a partial in a sentence',
    changes: [
      {
        file: 'cart/messages/reminder.en.md',
        from: 'Hello {{ customer.name }},',
        to: "See {% render 'lines', lines: cart.lines %}",
      },
    ],
    says: [
      "cart/messages/reminder.en.md:5:5 \"{% render 'lines', lines: cart.lines %}\" cannot stand here: write {% render 'name', … %} on a line of its own.",
    ],
  },
];
