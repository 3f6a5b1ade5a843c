import { expect, test } from 'vitest';
import { chooseLocale, localized } from '../../src/templates/locale.ts';

test.each([
  ['ja', ['en', 'ja'], 'ja'],
  ['ja-JP', ['en', 'ja'], 'ja'],
  ['en-GB', ['en', 'en-GB'], 'en-GB'],
  ['EN-gb', ['en', 'en-GB'], 'en-GB'],
  ['en', ['ja', 'en-GB'], 'en-GB'],
  ['fr', ['en', 'ja'], 'en'],
  ['fr', ['ja', 'en'], 'ja'],
  [undefined, ['ja', 'en'], 'ja'],
] as const)('a customer of %s in a shop of %j reads %s', (wanted, available, chosen) => {
  expect(chooseLocale(wanted, available as readonly [string, ...string[]])).toBe(chosen);
});

test('a text is given in the locale, else its language, else the first there is', () => {
  const text = { en: 'Shop', ja: '店' };
  expect(['ja', 'ja-JP', 'fr'].map((locale) => localized(text, locale))).toEqual(['店', '店', 'Shop']);
  expect(localized({}, 'en')).toBe('');
});
