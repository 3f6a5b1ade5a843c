import { describe, expect, it } from 'vitest';
import { eventsIn, problemsIn, readText } from './reading.ts';

const customers = (text: string, defaults = { country: 'JP' }) =>
  readText(text, { resource: 'customers', context: { defaults } }).outcomes;

describe('what people write by hand', () => {
  it('is read in full width: ids, addresses and phone numbers', () => {
    const outcomes = customers(
      '会員番号,メールアドレス,携帯番号,生年月日,言語\n００１,ｓａｔｏ＠ｅｘａｍｐｌｅ．ｃｏｍ,０９０－１２３４－５６７８,昭和55年4月3日,日本語\n',
    );
    expect(eventsIn(outcomes)[0]?.customer).toMatchObject({
      id: '001',
      email: 'sato@example.com',
      phone: '+819012345678',
      birthday: '1980-04-03',
      locale: 'ja',
    });
    const order = readText('注文番号,会員番号,注文日,合計金額(円)\n１２３,７,２０２６／９／３,１２，３４５\n', {
      resource: 'orders',
    }).outcomes;
    expect(eventsIn(order)).toMatchObject([
      { customer: { id: '7' }, order: { id: '123', total: { minor: 12345, currency: 'JPY' } } },
    ]);
  });

  it('is a phone number with or without the zero that a spreadsheet removed', () => {
    for (const phone of ['090-1234-5678', '9012345678', '(090) 1234 5678', '+81 90 1234 5678'])
      expect(eventsIn(customers(`会員番号,電話番号\n1,${phone}\n`))[0]?.customer).toMatchObject({
        phone: '+819012345678',
      });
  });

  it('is told where a point may be one of thousands in a currency without decimals', () => {
    const text = 'order_id,email,date,total_jpy\n1,a@example.com,2026-01-01,1.234\n';
    expect(problemsIn(readText(text, { resource: 'orders' }).outcomes)).toEqual([
      expect.stringContaining('has decimals, and JPY has none; expected whole units such as 1234'),
    ]);
  });
});

describe('a consent', () => {
  it('that was withdrawn counts from the export, not from the sign-up or the last change of the row', () => {
    const outcomes = customers(
      'メールアドレス,メルマガ登録,メルマガ登録日時,更新日\na@example.com,解除,2025-01-01 10:00,2025-02-01 10:00\n',
    );
    expect(eventsIn(outcomes).map(({ customer }) => customer.consent?.email)).toEqual([
      { granted: false, at: '2026-10-31T00:00:00.000Z', source: 'csv: メルマガ登録', from: 'import' },
    ]);
  });

  it('that was withdrawn counts from the time of the opt-out where a column has it', () => {
    const outcomes = customers(
      'メールアドレス,メルマガ登録,メルマガ登録日時,メルマガ解除日時\na@example.com,解除,2025-01-01 10:00,2025-03-01 10:00\n',
    );
    expect(eventsIn(outcomes)[0]?.customer.consent?.email).toMatchObject({
      granted: false,
      at: '2025-03-01T01:00:00.000Z',
    });
  });

  it('without a word, beside its time, is told and counts for nothing', () => {
    const outcomes = customers('email,consent,consent_at\na@example.com,,2025-01-01\nb@example.com,,\n');
    expect(eventsIn(outcomes).map(({ customer }) => customer.consent)).toEqual([undefined, undefined]);
    expect(outcomes.map(({ notes }) => notes.map(({ column }) => column))).toEqual([['consent'], []]);
  });
});

it('one cell has one problem, however often it is read', () => {
  const text = 'order_id,email,date,total_jpy,sku,qty\n1,a@example.com,2026-01-01,5,p1,二\n';
  expect(problemsIn(readText(text, { resource: 'orders' }).outcomes)).toHaveLength(1);
});

it('a title above the header is told from a header without the right columns', () => {
  expect(() => readText('Sales,,,\norder_id,email,date,total\n', { resource: 'orders' })).toThrow(
    /row 1 is mostly empty: .* Remove the rows above/,
  );
});
