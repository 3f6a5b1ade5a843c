import { describe, expect, it } from 'vitest';
import { personName } from '../../../local/demo/names.ts';

const numbers = Array.from({ length: 2000 }, (_, index) => index + 1);

describe('the names of the demo’s customers', () => {
  it.each([
    ['ja-JP', 600],
    ['en-US', 400],
    ['de-DE', 140],
  ])('differ among the first %s customers, and their mailboxes always', (locale, most) => {
    const all = numbers.map((number) => personName(number, locale));
    expect(new Set(all.slice(0, most).map(({ name }) => name)).size).toBe(most);
    expect(new Set(all.map(({ mailbox }) => mailbox)).size).toBe(numbers.length);
  });

  it('have mailboxes that an address may have', () => {
    for (const locale of ['ja-JP', 'en-GB', 'de-DE']) {
      for (const number of numbers) expect(personName(number, locale).mailbox).toMatch(/^[a-z]+\.[a-z]+\d*$/);
    }
  });
});
