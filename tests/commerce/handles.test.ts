import { describe, expect, it } from 'vitest';
import { readSpeltChat } from '../../src/commerce/customer/identity.ts';
import { normaliseCustomer } from '../../src/commerce/customer/normalise-customer.ts';
import { type HandleKind, normaliseHandle, normaliseLineId } from '../../src/commerce/values/handle.ts';

const lineId = 'U4af4980629f1d2c3b4a5968778695a4b';

describe('a public name', () => {
  it.each<[HandleKind, string, readonly string[]]>([
    [
      'instagram',
      'tea.house_1',
      [
        '@Tea.House_1',
        ' tea.house_1 ',
        '＠ｔｅａ．ｈｏｕｓｅ＿１',
        'https://www.instagram.com/tea.house_1/',
        'instagram.com/Tea.House_1?igsh=x',
        'https://ig.me/m/tea.house_1',
      ],
    ],
    ['x', 'tea_house', ['@Tea_House', 'https://x.com/tea_house', 'https://mobile.twitter.com/TEA_HOUSE/status/1']],
    ['facebook', 'teahouse', ['Tea.House', 'https://www.facebook.com/tea.house', 'm.me/teahouse']],
    ['facebook', '100044561551', ['100044561551', 'https://www.facebook.com/profile.php?id=100044561551&ref=x']],
  ])('of %s has one spelling, %s', (kind, spelling, spelt) => {
    for (const text of spelt) expect(normaliseHandle(kind, text), text).toBe(spelling);
  });

  it.each<[HandleKind, readonly string[]]>([
    ['instagram', ['', '@', 'a b', '.tea', 'tea.', 'te..a', 'a'.repeat(31), 'https://example.com/tea', 'null', 'お茶']],
    ['instagram', ['https://www.instagram.com/p/C1xyz/', 'https://www.instagram.com/']],
    ['x', ['tea-house', 'a'.repeat(16), 'https://x.com/i/flow', 'https://evil-x.com/tea', '000']],
    ['facebook', ['tea', 'tea_house', 'https://www.facebook.com/groups/1234567', 'facebook.com/profile.php?x=1']],
  ])('of %s is none of %j', (kind, none) => {
    for (const text of none) expect(normaliseHandle(kind, text), text).toBeUndefined();
  });

  it('is one of a command line after the name of its service', () => {
    expect(readSpeltChat('instagram:@Tea')).toEqual({ kind: 'instagram', value: 'tea' });
    expect(readSpeltChat(`LINE：${lineId}`)).toEqual({ kind: 'lineId', value: lineId });
    expect(readSpeltChat('x:not a name')).toEqual({ kind: 'x', value: undefined });
    expect(readSpeltChat('mia@example.com')).toBeUndefined();
    expect(readSpeltChat('https://x.com/tea')).toBeUndefined();
  });
});

describe('a LINE user id', () => {
  it('is U and 32 hexadecimal digits, in one spelling', () => {
    expect(normaliseLineId(` u${lineId.slice(1).toUpperCase()} `)).toBe(lineId);
    for (const text of [lineId.slice(0, -1), `C${lineId.slice(1)}`, `U${'0'.repeat(32)}`, 'U']) {
      expect(normaliseLineId(text), text).toBeUndefined();
    }
  });
});

describe('the customer of an event', () => {
  const read = (customer: object) => normaliseCustomer(customer, Date.UTC(2026, 2, 2), '2026-03-01T00:00:00Z');

  it.each([
    [{ instagram: '@Tea' }, { instagram: 'tea' }, []],
    [{ line: lineId }, { lineId }, []],
    [{ lineId: 'L-1' }, { lineId: 'L-1' }, []],
    [{ line: 'L-1', id: '1' }, { id: '1' }, ['customer.line']],
    [{ id: '1', instagram: 'tea' }, { id: '1' }, ['customer.instagram']],
    [{ anonymousId: 'b', x: 'tea' }, { anonymousId: 'b' }, ['customer.x']],
    [{ line: lineId, x: 'tea' }, { lineId }, ['customer.x']],
    [{ email: 'a@example.com', x: 'tea', verified: ['x'] }, { email: 'a@example.com', x: 'tea', verified: ['x'] }, []],
    [
      { id: '1', facebook: 12345678, verified: ['facebook'] },
      { id: '1', facebook: '12345678', verified: ['facebook'] },
      [],
    ],
  ])('%j keeps a public name that is alone or verified', (told, kept, dropped) => {
    expect(read(told)).toEqual({ customer: kept, dropped });
  });
});
