import { describe, expect, it } from 'vitest';
import { readAmount } from '../../../src/connectors/files/cells/amount.ts';
import { countryNamed } from '../../../src/connectors/files/cells/country.ts';
import { asShown, asWritten } from '../../../src/connectors/files/cells/formula.ts';
import { languageNamed } from '../../../src/connectors/files/cells/language.ts';
import { consentMeaning, statusMeaning, yesOrNo } from '../../../src/connectors/files/cells/meaning.ts';
import { readFileTime } from '../../../src/connectors/files/cells/time.ts';

describe('a time', () => {
  it.each([
    ['2026-03-01', '2026-02-28T15:00:00.000Z'],
    ['2026-03-01 09:30', '2026-03-01T00:30:00.000Z'],
    ['2026/3/1 9:30:15', '2026-03-01T00:30:15.000Z'],
    ['2026年3月1日 9:30', '2026-03-01T00:30:00.000Z'],
    ['２０２６/０３/０１　０９：３０', '2026-03-01T00:30:00.000Z'],
    ['2026-03-01T09:30:00Z', '2026-03-01T09:30:00.000Z'],
    ['2026-03-01T09:30:00.123+09:00', '2026-03-01T00:30:00.000Z'],
    ['2025-10-02 17:09:34 -0300', '2025-10-02T20:09:34.000Z'],
    ['2025-10-02 17:09:34 UTC', '2025-10-02T17:09:34.000Z'],
    ['2025-10-02 05:09 PM', '2025-10-02T08:09:00.000Z'],
    ['2025-10-02 12:09 AM', '2025-10-01T15:09:00.000Z'],
    ['20260301', '2026-02-28T15:00:00.000Z'],
    ['2026年3月1日 9時30分', '2026-03-01T00:30:00.000Z'],
    ['2026年3月1日 9時', '2026-03-01T00:00:00.000Z'],
    ['令和8年3月1日', '2026-02-28T15:00:00.000Z'],
    ['令和元年5月1日', '2019-04-30T15:00:00.000Z'],
    ['R8.3.1', '2026-02-28T15:00:00.000Z'],
    ['1767225600', '2026-01-01T00:00:00.000Z'],
    ['1767225600000', '2026-01-01T00:00:00.000Z'],
  ])('%s in a file of Tokyo is %s', (text, value) => {
    expect(readFileTime(text, { zone: 'Asia/Tokyo' })).toEqual({ value });
  });

  it('without an offset is of the zone, over changes of its clocks', () => {
    const inLondon = (text: string) => readFileTime(text, { zone: 'Europe/London' });
    expect(inLondon('2026-03-28 12:00')).toEqual({ value: '2026-03-28T12:00:00.000Z' });
    expect(inLondon('2026-03-29 12:00')).toEqual({ value: '2026-03-29T11:00:00.000Z' });
  });

  it('with the year last is read only if somebody says its order', () => {
    expect(readFileTime('03/04/2026', { zone: 'UTC', dates: 'mdy' })).toEqual({ value: '2026-03-04T00:00:00.000Z' });
    expect(readFileTime('3.4.2026 8:05', { zone: 'UTC', dates: 'dmy' })).toEqual({ value: '2026-04-03T08:05:00.000Z' });
    expect(readFileTime('03/04/2026', { zone: 'UTC' })).toMatchObject({
      problem: { en: expect.stringContaining('--dates') },
    });
  });

  it.each([
    '2026-02-30',
    '2026-13-01',
    '2026-03-01 25:00',
    '2026-03-01 09:60',
    'yesterday',
    '12345',
    '20261301',
    '令和8年13月1日',
    '9時',
  ])('%s is none', (text) => {
    expect(readFileTime(text, { zone: 'UTC' })).toMatchObject({ problem: { ja: expect.stringContaining('日時') } });
  });
});

describe('an amount', () => {
  it.each([
    ['12.5', 12.5],
    ['1,234.50', 1234.5],
    ['1,234', 1234],
    ['1.234,50', 1234.5],
    ['12,50', 12.5],
    ['¥1,200', 1200],
    ['￥１，２００', 1200],
    ['1200円', 1200],
    ['$12.00', 12],
    ['-$5.50', -5.5],
    ['USD 12.00', 12],
    ['12.00 EUR', 12],
    ["1'234.50", 1234.5],
    ['−5', -5],
    ['5-', -5],
    ['(1,234)', -1234],
    ['▲1,234', -1234],
    ['△５円', -5],
    ['￥-1,234', -1234],
    ['1.234.567', 1234567],
    ['1,234円（税込）', 1234],
  ])('%s is %d', (text, value) => {
    expect(readAmount(text)).toEqual({ value });
  });

  it.each(['much', '1.2.3', '1,23,4', '12 or 13', '()', '--5', '1e5'])('%s is none', (text) => {
    expect(readAmount(text)).toHaveProperty('problem');
  });
});

describe('a country', () => {
  it.each([
    ['Japan', 'JP'],
    ['日本', 'JP'],
    ['United Kingdom', 'GB'],
    ['EIRE', 'IE'],
    ['USA', 'US'],
    ['fr', 'FR'],
    ['uk', 'GB'],
    ['Unspecified', undefined],
    ['', undefined],
  ])('%s is %s', (name, code) => {
    expect(countryNamed(name)).toBe(code);
  });
});

describe('a language', () => {
  it.each([
    ['ja', 'ja'],
    ['ja_JP', 'ja-JP'],
    ['Japanese', 'ja'],
    ['日本語', 'ja'],
    ['英語', 'en'],
    ['Klingonish', undefined],
  ])('%s is %s', (name, tag) => {
    expect(languageNamed(name)).toBe(tag);
  });
});

describe('a word', () => {
  it.each([
    ['SUBSCRIBED', true],
    ['yes', true],
    ['希望する', true],
    ['UNSUBSCRIBED', false],
    ['配信停止', false],
    ['NEVER_SUBSCRIBED', undefined],
    ['not_subscribed', undefined],
    ['pending', undefined],
    ['no', undefined],
    ['', undefined],
  ])('%s for a consent means %s', (text, granted) => {
    expect(consentMeaning(text)).toEqual({ granted });
  });

  it('that is unknown for a consent is no consent', () => {
    expect(consentMeaning('maybe later')).toBe('unknown');
  });

  it.each([
    ['canceled', 'cancelled'],
    ['キャンセル', 'cancelled'],
    ['on-hold', 'placed'],
    ['Partially_Refunded', 'placed'],
    ['返品', 'refunded'],
    ['checkout-draft', 'ignored'],
    ['someday', undefined],
  ])('%s for a status means %s', (text, meaning) => {
    expect(statusMeaning(text)).toBe(meaning);
  });

  it('is yes, no or neither', () => {
    expect(['1', 'はい', '0', '', 'perhaps'].map(yesOrNo)).toEqual([true, true, false, false, undefined]);
  });
});

describe('a cell that a spreadsheet would run', () => {
  it.each([
    '=1+1',
    '@SUM(A1)',
    '+819012345678',
    '-1+cmd',
    '\t=1',
    ' =1',
    '＝1+1',
    '－あ',
    '=HYPERLINK("https://x.example")',
  ])('%j is shown behind an apostrophe, and read without it', (cell) => {
    expect(asShown(cell)).toBe(`'${cell}`);
    expect(asWritten(asShown(cell))).toBe(cell);
  });

  it.each(['-500', '-1,234.50', '0901', 'a=b', 'ann@example.com', "'0901", "'tis", '', '\u3042'])(
    '%j is none, and stays as it is',
    (cell) => {
      expect([asShown(cell), asWritten(cell)]).toEqual([cell, cell]);
    },
  );
});
