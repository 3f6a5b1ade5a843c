import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseStoreSettings } from '../../../src/journey/parsing/store-settings.ts';
import { JourneyError } from '../../../src/journey/reading/problem.ts';

const shipped = readFileSync(new URL('../../../statemachines/store.yaml', import.meta.url), 'utf8');

/** store.yaml with these lines at the end of `brand`, and nothing else that may be left out. */
function storeWith(lines: string, rest = ''): string {
  return `shop: demo
locales: [en, ja]
brand:
  name: { en: Shop, ja: 店 }
  url: https://shop.example.com
  address: { en: Tokyo, ja: 東京 }
  contact: help@shop.example.com
  color: "#1a6b52"
${lines}
time zone: Asia/Tokyo
quiet hours: 21:00 to 08:00
caps: { marketing per day: 1 }
stale after: 3 days
attribution window: 5 days
${rest}`;
}

function problemOf(text: string): string {
  try {
    parseStoreSettings(text);
  } catch (error) {
    if (!(error instanceof JourneyError)) throw error;
    return String(error.message.split('\n')[0]);
  }
  throw new Error('the settings were accepted');
}

describe('the looks of a shop', () => {
  test('are all optional', () => {
    expect(parseStoreSettings(storeWith('')).brand).toEqual({
      name: { en: 'Shop', ja: '店' },
      url: 'https://shop.example.com',
      address: { en: 'Tokyo', ja: '東京' },
      contact: 'help@shop.example.com',
      color: '#1a6b52',
    });
  });

  test('are read from the shipped store', () => {
    expect(parseStoreSettings(shipped)).toMatchObject({
      brand: {
        look: 'card',
        font: 'sans',
        logo: { image: 'https://shop.example.com/pictures/logo.png', width: 40, height: 40, namesShop: false },
        hero: { alt: { ja: '木のテーブルに並ぶ、お茶とコーヒーの道具' } },
        pages: { new: 'https://shop.example.com/new' },
        social: { x: 'https://x.com/example' },
      },
      reviews: { at: 'own shop' },
    });
  });

  test('hold a logo with the shop’s name, unless it is said to stand beside it', () => {
    const logo = (more: string) =>
      parseStoreSettings(storeWith(`  logo: { image: https://a.example/l.png, width: 160, height: 40${more} }`)).brand
        .logo;
    expect(logo('')?.namesShop).toBe(true);
    expect(logo(', name: beside it')?.namesShop).toBe(false);
    expect(logo(', dark image: https://a.example/d.png')?.darkImage).toBe('https://a.example/d.png');
  });

  test.each([
    ['  look: magazine', '9:9 unknown look "magazine": write letter, card or catalogue'],
    ['  look: cards', '9:9 unknown look "cards": did you mean "card"?'],
    ['  font: gothic', '9:9 unknown font "gothic": write sans, serif or rounded'],
    ['  dark color: green', '9:15 "green" is no dark color: write one such as "#7cc4a8"'],
    [
      '  logo: logo.png',
      '9:9 logo is no mapping: write "logo: { image: https://shop.example.com/logo.png, width: 160, height: 40 }"',
    ],
    [
      '  logo: { image: https://a.example/l.png, width: 160 }',
      '9:9 logo has no "height": write "logo: { image: https://shop.example.com/logo.png, width: 160, height: 40 }"',
    ],
    [
      '  logo: { image: https://a.example/l.svg, width: 160, height: 40 }',
      '9:18 "https://a.example/l.svg" is a picture in SVG, which not every mail program shows: write the address of a PNG, JPEG or GIF, such as "https://shop.example.com/logo.png"',
    ],
    [
      '  logo: { image: http://a.example/l.png, width: 160, height: 40 }',
      '9:18 "http://a.example/l.png" is not secure, and mail programs load pictures from https:// only: write the address of a PNG, JPEG or GIF, such as "https://shop.example.com/logo.png"',
    ],
    [
      '  logo: { image: l.png, width: 160, height: 40 }',
      '9:18 "l.png" is no address of a picture: write the address of a PNG, JPEG or GIF, such as "https://shop.example.com/logo.png"',
    ],
    [
      '  logo: { image: https://a.example/l.png, width: 900, height: 40 }',
      '9:50 width "900" is out of range: write a whole number from 16 to 480',
    ],
    ['  hero: { image: https://a.example/h.jpg, alt: { en: Tea } }', '9:48 alt has no "ja": write it in ja'],
    ['  pages: { nwe: https://a.example/new }', '9:12 unknown key "nwe" in pages: did you mean "new"?'],
    [
      '  pages: { new: /new }',
      '9:17 "/new" is no address of a page: write one such as "https://shop.example.com/guide"',
    ],
    ['  social: { twitter: https://x.com/a }', '9:13 unknown key "twitter" in social'],
  ])('are refused as %j', (lines, message) => {
    expect(problemOf(storeWith(lines))).toContain(`statemachines/store.yaml:${message}`);
  });
});

describe('the place for reviews', () => {
  const reviews = (line: string) => parseStoreSettings(storeWith('', line)).reviews;

  test('is the page of the order, a page of the shop, or another place with its address', () => {
    expect(reviews('')).toBeUndefined();
    expect(reviews('reviews: { at: own shop }')).toEqual({ at: 'own shop' });
    expect(reviews('reviews: { at: google, url: "https://g.example/r" }')).toEqual({
      at: 'google',
      url: 'https://g.example/r',
    });
  });

  test.each([
    ['reviews: { at: google }', 'reviews at google have no "url": write the address of the page where one is written'],
    ['reviews: { at: googel, url: "https://g.example/r" }', 'unknown at "googel": did you mean "google"?'],
    ['reviews: { at: own shop, url: shop }', '"shop" is no address of a page'],
    [
      'reviews: google',
      'reviews is no mapping: write "reviews: { at: own shop }", or "reviews: { at: google, url: https://… }"',
    ],
  ])('is refused as %j', (line, message) => {
    expect(problemOf(storeWith('', line))).toContain(message);
  });
});
