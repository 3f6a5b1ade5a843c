import { describe, expect, test, vi } from 'vitest';
import { sampleContext } from '../../build/messages/sample.ts';
import type { Profile } from '../../src/model/profile.ts';
import { messageContext } from '../../src/templates/context.ts';
import { createRenderer, MissingMessageError } from '../../src/templates/render.ts';
import { all, compiled } from './compiled.fixture.ts';
import { store } from './store.fixture.ts';

const render = createRenderer(compiled);
const nobody: Profile = { customer: 'x', identities: {}, consent: {}, said: {}, claims: {} };

function cartContext(name: string | undefined, url: string, title: string) {
  const line = { productId: '1', title, quantity: 3, price: { minor: 1250, currency: 'USD' }, url, imageUrl: url };
  const cart = { kind: 'cart', id: 'c', total: { minor: 3750, currency: 'USD' }, lines: [line], url } as const;
  const profile = { ...nobody, ...(name !== undefined && { name }) };
  return messageContext({
    profile,
    subjectFacts: { cart },
    settings: store,
    locale: 'en',
    zone: 'Asia/Tokyo',
    links: { unsubscribe: 'https://links.example/u?t=1', preferences },
  });
}

const preferences = 'https://links.example/p?t=1';

describe.each(all)('%s/%s in %s', (journey, message, locale) => {
  const sample = sampleContext(store, locale);
  const rendered = render(journey, message, locale, sample);

  test('leaves no trace of a template or of a missing value', () => {
    for (const part of Object.values(rendered)) expect(part).not.toMatch(/\{\{|\{%|undefined|\[object|lqd\d|null/);
    expect(rendered.subject).not.toBe('');
    expect(rendered.preheader).not.toBe('');
  });

  test('says in its text every address that its HTML links to', () => {
    const links = [...rendered.html.matchAll(/href="(https?:[^"]+)"/g)].map((match) =>
      match[1]?.replaceAll('&amp;', '&'),
    );
    const shown = links.filter((link) => link !== store.brand.url);
    expect(shown.length).toBeGreaterThan(1);
    for (const link of shown) expect(rendered.text).toContain(link);
  });

  test('names the brand, its address, its contact and the way out', () => {
    for (const part of [rendered.html, rendered.text]) {
      expect(part).toContain(sample.brand.name);
      expect(part).toContain(sample.brand.address);
      expect(part).toContain(sample.brand.contact);
      expect(part).toContain(locale === 'ja' ? '配信停止' : 'Unsubscribe');
      expect(part).toContain(sample.links.unsubscribe);
      expect(part).toContain(sample.links.preferences);
    }
  });

  test('has no way out but a reason when it is transactional', () => {
    const { html, text } = render(journey, message, locale, { ...sample, links: { preferences } });
    for (const part of [html, text]) {
      expect(part).not.toMatch(/配信停止|Unsubscribe/);
      expect(part).toContain(preferences);
      expect(part).toMatch(/ご注文やご依頼に関するご連絡|because of something you ordered or asked for/);
    }
  });

  test('names its language and stays far below the size at which Gmail clips', () => {
    expect(rendered.html).toContain(`<html lang="${locale}"`);
    expect(Buffer.byteLength(rendered.html)).toBeLessThan(30_000);
  });

  test('reads well without a name, and without what events may leave out', () => {
    const bare = { ...sample, customer: {} };
    const { text, html } = render(journey, message, locale, { ...bare, cart: undefined, order: undefined });
    expect(text.split('\n')[2]).toBe(locale === 'ja' ? 'お客様' : 'Hello,'); // below the headline
    expect(html).not.toMatch(/href=""/);
    expect(html).not.toContain('class="lines"');
  });

  test('is the same each time', () => {
    expect(createRenderer(compiled)(journey, message, locale, sample)).toEqual(rendered);
  });
});

test('a cold start makes no date format', () => {
  const format = vi.spyOn(Intl, 'DateTimeFormat');
  createRenderer(compiled);
  expect(format).not.toHaveBeenCalled();
  format.mockRestore();
});

describe('a text from an event', () => {
  test('is escaped in HTML and left as it is in text', () => {
    const context = cartContext('<script>alert(1)</script>', 'https://shop.example/c', 'Cup & "saucer"');
    const { html, text } = render('abandoned-cart', 'reminder', 'en', context);
    expect(html).not.toContain('<script>');
    expect(html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(html).toContain('Cup &amp; &#34;saucer&#34;');
    expect(text).toContain('- Cup & "saucer" × 3 … $37.50');
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'ftp://other.example', '//other.example', ' JaVaScRiPt:x'])(
    'gives no link to %s',
    (url) => {
      const { html, text, sms } = render('abandoned-cart', 'reminder', 'en', cartContext('A', url, 'Cup'));
      for (const part of [html, text, sms ?? '']) expect(part).not.toContain(url.trim());
      expect(html).not.toContain('Return to your cart');
      expect(html.match(/<img/g)).toHaveLength(1); // the logo
    },
  );

  test.each(['https://shop.example@evil.test/', 'https://user:word@shop.example/'])('gives no link to %s', (url) => {
    const { html, text } = render('abandoned-cart', 'reminder', 'en', cartContext('A', url, 'Cup'));
    for (const part of [html, text]) expect(part).not.toContain('@evil.test');
    expect(html).not.toContain('Return to your cart');
  });

  test('is one line without links in text and SMS, also when it was stored earlier', () => {
    const hostile = 'Cup\r\n\nYour payment failed.\u2028Pay at https://evil.test/pay\u202E\u0001';
    const harmless = 'Cup Your payment failed. Pay at evil. test/pay';
    const fields = { subject: '-', preheader: '-', html: '' };
    const text =
      '{{ customer.name }}|{{ cart.lines[0].title }}|{{ order.number }}|{{ shipment.carrier }}|{{ tier.name }}';
    const messages = { j: { m: { locales: { en: { ...fields, text, sms: text } } } } };
    const context = messageContext({
      profile: { ...nobody, name: hostile },
      subjectFacts: {
        cart: { kind: 'cart', id: 'c', lines: [{ productId: 'p', title: hostile, quantity: 1 }] },
        order: { kind: 'order', id: hostile, number: hostile.slice(0, 40), refunds: {} },
        shipment: { kind: 'shipment', id: 's', order: 'o', carrier: hostile },
        tier: { kind: 'tier', id: 'gold', name: hostile, reachedAt: 0 },
      },
      settings: store,
      locale: 'en',
      zone: 'UTC',
      links: { preferences },
    });
    const rendered = createRenderer(messages)('j', 'm', 'en', context);
    const line = `|${harmless}|Cup Your payment failed. Pay at https:|${harmless}|${harmless}`;
    expect(rendered.text).toBe(`${line}\n`);
    expect(rendered.sms).toBe(line);
  });

  test('is named by the end of its id when it has no number', () => {
    const number = (id: string) =>
      messageContext({
        profile: nobody,
        subjectFacts: { order: { kind: 'order', id, refunds: {} } },
        settings: store,
        locale: 'en',
        zone: 'UTC',
        links: { preferences },
      }).order?.number;
    expect(number('gid://shopify/Order/450789469')).toBe('450789469');
    expect(number('o-1')).toBe('o-1');
    expect(number('https://evil.test')).toBe('evil.test');
  });

  test('is rendered in linear time', () => {
    const messages = {
      j: { m: { locales: { en: { subject: '', preheader: '', html: '', text: 'a{{ customer.name }}b' } } } },
    };
    const context = { ...cartContext('A', 'https://s.example', 'Cup'), customer: { name: `${' '.repeat(300_000)}x` } };
    expect(createRenderer(messages)('j', 'm', 'en', context).text).toHaveLength(300_004); // else it takes minutes
  });

  test('cannot break out of an attribute', () => {
    const { html } = render(
      'abandoned-cart',
      'reminder',
      'en',
      cartContext('A', 'https://s.example/?"onclick="x', 'Cup'),
    );
    expect(html).not.toContain('"onclick=');
  });

  test('cannot put a second line into the subject', () => {
    const messages = {
      j: { m: { locales: { en: { subject: 'Hi\n{{ customer.name }}', preheader: '', html: '', text: '' } } } },
    };
    const context = { ...cartContext('A', 'https://s.example', 'Cup'), customer: { name: 'A\r\nBcc: b@example.com' } };
    expect(createRenderer(messages)('j', 'm', 'en', context).subject).toBe('Hi A Bcc: b@example.com');
  });
});

test('a message that is not in the bundle is named, with the file to add', () => {
  const context = sampleContext(store, 'en');
  expect(() => render('abandoned-cart', 'third', 'en', context)).toThrow(MissingMessageError);
  expect(() => render('abandoned-cart', 'third', 'en', context)).toThrow(
    'journey abandoned-cart has no message "third" in en: add statemachines/abandoned-cart/messages/third.en.md and deploy',
  );
});

test.each(['constructor', '__proto__'])('a message of a journey called %s is not in the bundle', (name) => {
  expect(() => render(name, 'name', 'en', sampleContext(store, 'en'))).toThrow(MissingMessageError);
});

test('money and dates are written in the customer’s locale and zone', () => {
  const text = '{{ cart.total | money }} {{ shipment.expectedAt | date }}';
  const messages = { j: { m: { locales: { x: { subject: text, preheader: '', html: '', text: '' } } } } };
  const write = (locale: string, zone: string) =>
    createRenderer(messages)('j', 'm', 'x', { ...sampleContext(store, locale), zone }).subject;
  expect(write('en', 'Asia/Tokyo')).toBe('$55.00 Monday, May 3, 2027');
  expect(write('en', 'Pacific/Honolulu')).toBe('$55.00 Sunday, May 2, 2027');
  expect(write('ja', 'Asia/Tokyo')).toBe('7,700円 2027年5月3日(月)');
});

test('a day is written without its year where the message asks for that, and in no other form', () => {
  const write = (text: string, locale: string) => {
    const messages = { j: { m: { locales: { x: { subject: text, preheader: '', html: '', text: '' } } } } };
    return createRenderer(messages)('j', 'm', 'x', sampleContext(store, locale)).subject;
  };
  expect(write("{{ shipment.expectedAt | date: 'short' }}", 'ja')).toBe('5月3日(月)');
  expect(write("{{ shipment.expectedAt | date: 'short' }}", 'en')).toBe('Mon, May 3');
  expect(() => write("{{ shipment.expectedAt | date: '%B %d' }}", 'en')).toThrow("write date, or date: 'short'");
});
