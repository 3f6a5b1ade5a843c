import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { sampleContext } from '../../build/messages/sample.ts';
import { compileMessages } from '../../build/messages.ts';
import { type Look, looks } from '../../src/model/brand.ts';
import type { StoreSettings } from '../../src/model/store-settings.ts';
import { createRenderer } from '../../src/templates/render.ts';
import { palettesOf } from '../../src/web/palette.ts';
import { statemachines } from './compiled.fixture.ts';
import { store } from './store.fixture.ts';

const root = mkdtempSync(path.join(tmpdir(), 'blocks-'));
afterAll(() => rmSync(root, { recursive: true }));

const english = { ...store, locales: ['en'] as const };

async function rendered(body: string, changes: object = {}, settings: StoreSettings = english) {
  const folder = path.join(mkdtempSync(path.join(root, 'case-')), 'statemachines');
  cpSync(path.join(statemachines, 'layout'), path.join(folder, 'layout'), { recursive: true });
  mkdirSync(path.join(folder, 'news/messages'), { recursive: true });
  writeFileSync(path.join(folder, 'news/messages/hi.en.md'), `---\nsubject: A\npreheader: B\n---\n${body}`);
  const messages = await compileMessages(folder, ['news'], settings);
  const { html, text } = createRenderer(messages)('news', 'hi', 'en', { ...sampleContext(settings, 'en'), ...changes });
  return { html, text: text.split('\n--')[0] ?? '' };
}

const branded = (brand: Partial<StoreSettings['brand']>): StoreSettings => ({
  ...english,
  brand: { ...english.brand, ...brand },
});

const cup = {
  title: 'Cup',
  quantity: 2,
  price: { minor: 900, currency: 'USD' },
  amount: { minor: 1800, currency: 'USD' },
};
const shown = { ...cup, url: 'https://shop.example/cup', imageUrl: 'https://shop.example/cup.jpg' };

describe('products', () => {
  const body = "{% render 'products', lines: order.lines, button: 'Buy again' %}";
  const order = (lines: object[]) => ({ order: { id: 'o', number: '1', lines } });

  test.each(looks)(
    'in the look %s show picture, title, variant and price, and lead to the product',
    async (look: Look) => {
      const { html } = await rendered(body, order([{ ...shown, variant: 'Blue' }]), branded({ look }));
      expect(html).toMatch(
        /<a href="https:\/\/shop\.example\/cup"[^>]*><img src="https:\/\/shop\.example\/cup\.jpg" alt="Cup"/,
      );
      expect(html).toMatch(
        /Cup<\/a>[\s\S]*Blue[\s\S]*\$9\.00[\s\S]*href="https:\/\/shop\.example\/cup"[^>]*>Buy again</,
      );
    },
  );

  test('have no link, picture or button where the event has none', async () => {
    const { html, text } = await rendered(body, order([cup]));
    expect(html).toContain('Cup');
    expect(html).not.toContain('Buy again');
    expect(html.match(/<img/g)).toHaveLength(1); // the logo
    expect(text.trim()).toBe('- Cup … $9.00');
  });

  test('stand in pairs in a catalogue, with a rest of one', async () => {
    const { html } = await rendered(body, order([shown, shown, shown]), branded({ look: 'catalogue' }));
    const rows = html.split(/<tr>\s*<td class="half"/);
    expect(rows).toHaveLength(3);
    expect(rows[2]).toMatch(/<td width="50%"[^>]*><\/td>\s*<\/tr>/);
  });

  test('are six at most', async () => {
    const { html, text } = await rendered(body, order(Array.from({ length: 9 }, () => shown)));
    expect(html.match(/>Buy again</g)).toHaveLength(6);
    expect(text.match(/Buy again/g)).toHaveLength(6);
  });
});

test('lines show no prices when they are told so', async () => {
  const { html, text } = await rendered("{% render 'lines', lines: cart.lines, prices: false %}");
  expect(html).toContain('Ceramic dripper 01');
  expect(html + text).not.toContain('$28.00');
});

describe('the products', () => {
  const prices = async (parameters: string) => {
    const { html, text } = await rendered(`{% render 'products', lines: order.lines${parameters} %}`);
    return [html, text].map((part) => part.includes('$28.00'));
  };

  test('have their prices, unless the message is not about buying', async () => {
    expect(await prices('')).toEqual([true, true]);
    expect(await prices(', prices: false')).toEqual([false, false]);
  });
});

describe('the parcel', () => {
  const body = "{% render 'parcel', parcel: shipment %}";
  const reached = (html: string) => html.match(/class="reached"/g)?.length;
  const at = Date.UTC(2027, 4, 1);

  test.each([
    [{ dispatchedAt: at }, 1],
    [{ dispatchedAt: at, outForDeliveryAt: at }, 2],
    [{ dispatchedAt: at, deliveredAt: at }, 3],
  ])('of %j has reached %i of three stages', async (stages, count) => {
    const { html } = await rendered(body, { shipment: { id: 's', carrier: 'Post', ...stages } });
    expect(reached(html)).toBe(count);
    expect(html.match(/class="stage"/g)?.length ?? 0).toBe(3 - count);
  });

  test('says when it should come, until it is on its last way', async () => {
    const coming = { id: 's', dispatchedAt: at, expectedAt: '2027-05-03T12:00:00+09:00', trackingNumber: '12' };
    const { html, text } = await rendered(body, { shipment: coming });
    expect(html).toContain('May 3, 2027');
    expect(text.trim()).toBe('Expected: Monday, May 3, 2027\nTracking number: 12');
    const [out, there] = [
      await rendered(body, { shipment: { ...coming, outForDeliveryAt: at } }),
      await rendered(body, { shipment: { ...coming, outForDeliveryAt: at, deliveredAt: at } }),
    ];
    for (const { html: later } of [out, there]) expect(later).not.toContain('May 3, 2027');
    expect(out.text.trim()).toBe('Out for delivery: Saturday, May 1, 2027\nTracking number: 12');
    expect(there.text.trim()).toBe('Delivered: Saturday, May 1, 2027\nTracking number: 12');
  });

  test('is left out where there is none', async () => {
    expect((await rendered(body, { shipment: undefined })).html).not.toContain('class="reached"');
  });
});

describe('a picture', () => {
  test('in a paragraph of its own is as wide as the mail, with words in its place and in the text', async () => {
    const { html, text } = await rendered('![A cup of tea](https://shop.example/tea.jpg)');
    expect(html).toMatch(/<img alt="A cup of tea" src="https:\/\/shop\.example\/tea\.jpg"/);
    expect(text).toContain('[A cup of tea]');
  });

  test('may be a link', async () => {
    const { html, text } = await rendered('[![Tea](https://shop.example/tea.jpg)](https://shop.example/new)');
    expect(html).toMatch(/<a href="https:\/\/shop\.example\/new"[^>]*>\s*<img alt="Tea"/);
    expect(text).toContain('[Tea] https://shop.example/new');
  });

  test('of the shop’s own is shown by the hero, and nothing where it has none', async () => {
    expect((await rendered("{% render 'hero' %}")).html).toContain(
      'alt="A cup of coffee" src="https://shop.example/hero.jpg"',
    );
    const { hero: _, ...brand } = english.brand;
    expect((await rendered("{% render 'hero' %}", {}, { ...english, brand })).html).not.toContain('hero.jpg');
  });
});

describe('the contact', () => {
  const link = async (contact: string) => {
    const { html } = await rendered('Write to {{ brand.contact }}.', {}, branded({ contact }));
    return /Write to (.*?)\./.exec(html.replaceAll(/ style="[^"]*"/g, ''))?.[1];
  };

  test('is a link that opens a mail or a call, in the text and in the footer', async () => {
    const { html } = await rendered('Write to {{ brand.contact }}.');
    expect(html.match(/href="mailto:help@shop\.example"/g)).toHaveLength(2);
    expect(await link('+81-3-1234-5678')).toBe('<a href="tel:+81-3-1234-5678">+81-3-1234-5678</a>');
  });

  test('stays as it is when it is something else, or part of a link already', async () => {
    expect(await link('our shop in Tokyo')).toBe('our shop in Tokyo');
    const { html } = await rendered('[write to {{ brand.contact }}]({{ cart.url }})');
    expect(html.match(/href="mailto:/g)).toHaveLength(1); // the footer's
  });
});

describe('a link to a page of the shop', () => {
  const body = '**[Look]({{ pages.popular }})**\n\n**[Write a review]({{ links.review }})**';

  test('is left out where store.yaml names no such page', async () => {
    const { html, text } = await rendered(body, { pages: {}, links: {} });
    expect(html + text).not.toMatch(/Look|Write a review/);
  });

  test('to write a review leads where the shop wants it, else to the order', async () => {
    const { reviews: _, ...plain } = { ...english, reviews: undefined };
    expect((await rendered(body, {}, plain)).text).toContain('Write a review: https://shop.example/orders/1042');
    const google = { ...english, reviews: { at: 'google', url: 'https://g.example/review' } } as const;
    expect((await rendered(body, {}, google)).text).toContain('Write a review: https://g.example/review');
  });

  test('is in every footer, in HTML and text', async () => {
    const { html } = await rendered('Hello');
    expect(html).toMatch(/href="https:\/\/shop\.example\/guide"[^>]*>Shopping guide</);
    expect(html).toMatch(/href="https:\/\/line\.example\/shop"[^>]*>LINE</);
  });
});

describe('the looks', () => {
  test.each(looks)('%s has the logo, the name and the shop’s colours in light and dark', async (look) => {
    const { html } = await rendered('# Hello\n\n**[Go]({{ cart.url }})**', {}, branded({ look, darkColor: '#ffaa88' }));
    const { light, dark } = palettesOf({ color: '#9c4a2f', darkColor: '#ffaa88' });
    expect(html).toMatch(
      /<img class="light-logo" src="https:\/\/shop\.example\/logo\.png" width="40" height="40" alt[ >]/,
    );
    expect(html).toContain('Slow Coffee');
    expect(html).toContain(`background:${light.button}`);
    expect(html).toContain(dark.button);
  });

  test('a logo that holds the shop’s name is read as that name', async () => {
    const logo = {
      image: 'https://shop.example/l.png',
      darkImage: 'https://shop.example/d.png',
      width: 160,
      height: 40,
      namesShop: true,
    };
    const { html } = await rendered('Hello', {}, branded({ logo }));
    expect(html.match(/alt="Slow Coffee"/g)).toHaveLength(2);
    expect(html).not.toMatch(/<\/?img[^>]*>&ensp;/);
    expect(html).toContain('.dark-logo { display: inline-block !important');
  });
});

test('gives the links to the shop’s pages no class that has a ground of its own by night', async () => {
  const pages = { products: 'https://shop.example/new' };
  const { html } = await rendered('Hello.', {}, branded({ look: 'letter', pages }));
  const [, name = ''] = /<a class="([^"]+)" href="https:\/\/shop\.example\/new"/.exec(html) ?? [];
  expect(name).not.toBe('');
  expect(html).not.toMatch(new RegExp(`[},\\s]\\.${name}[ ,][^}]*background`));
});
