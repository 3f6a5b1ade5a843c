import { describe, expect, it } from 'vitest';
import { fileFormats } from '../../../src/connectors/files/formats.ts';
import { FileImport } from '../../../src/connectors/files/import-file.ts';
import { unreadStatuses } from '../../../src/connectors/files/status-columns.ts';
import { eventsIn, problemsIn, readText, timesIn } from './reading.ts';

const orders = (text: string, format?: string) =>
  readText(text, { resource: 'orders', ...(format && { format }), context: { defaults: { currency: 'JPY' } } });

describe('an order of EC-CUBE', () => {
  it.each(['3,注文取消し', '8,購入処理中', '7,決済処理中'])('with the status %s is no purchase', (status) => {
    const text = `注文ID,会員ID,お名前(姓),メールアドレス,注文日,合計,対応状況(ID),対応状況(名称)\n21,1,山,z@example.com,2025-03-01 12:00,5000,${status}\n`;
    for (const format of [undefined, 'any-orders']) {
      const { format: chosen, outcomes } = orders(text, format);
      expect(chosen.name).toBe(format ?? 'eccube-orders');
      const ends = status.startsWith('3') ? ['order.placed', 'order.cancelled'] : [];
      expect(eventsIn(outcomes).map(({ type }) => type)).toEqual(ends);
    }
  });

  it.each(['発送済み', '新規受付', '入金済み', '対応中'])('that is %s is one', (status) => {
    const text = `注文ID,メールアドレス,注文日時,お支払い合計,合計,対応状況(名称)\n21,z@example.com,2025-03-01 12:00,"5,500",5000,${status}\n`;
    const { format, outcomes } = orders(text);
    expect([format.name, timesIn(outcomes)]).toEqual(['eccube-orders', ['order.placed 2025-03-01T03:00:00.000Z']]);
    expect(eventsIn(outcomes)[0]).toMatchObject({ order: { total: { minor: 5500 } } });
  });
});

it('the total of any orders is what was paid: お支払い合計 goes before 合計', () => {
  const { outcomes } = orders(
    '注文番号,メールアドレス,注文日,合計,お支払い合計\n1,a@example.com,2025-03-01,1000,1500\n',
  );
  expect(eventsIn(outcomes)).toMatchObject([{ order: { total: { minor: 1500 } } }]);
});

describe('a member', () => {
  const members = (column: string, status: string, marks = '会員番号,氏名') =>
    readText(`${marks},メールアドレス,${column}\n1,山田,q@example.com,${status}\n`, { resource: 'customers' });

  it.each([
    ['会員状態', '退会済み', '退会した会員'],
    ['会員ステータス(名称)', '退会', '退会した会員'],
    ['会員ステータス(ID)', '3', '退会した会員'],
    ['会員ステータス', '仮会員', '仮会員'],
    ['member_status', 'pending', '仮会員'],
    ['退会日', '2025-01-01', '退会した会員'],
    ['退会フラグ', '1', '退会した会員'],
  ])('is left out where %s says %s', (column, status, why) => {
    const { format, outcomes } = members(column, status);
    expect([format.name, outcomes.map(({ leftOut }) => leftOut?.ja)]).toEqual(['any-customers', [why]]);
    expect(eventsIn(outcomes)).toEqual([]);
  });

  it.each([
    ['会員状態', '本会員'],
    ['会員状態', ''],
    ['退会日', ''],
    ['退会フラグ', '0'],
  ])('is imported where %s says "%s"', (column, status) => {
    expect(timesIn(members(column, status).outcomes)).toHaveLength(1);
  });

  it.each([
    ['仮会員', '仮会員'],
    ['退会', '退会した会員'],
  ])('of EC-CUBE is known by the name of the status alone: %s', (status, why) => {
    const { format, outcomes } = members('会員ステータス(名称)', status, '会員ID,お名前(姓)');
    expect([format.name, outcomes[0]?.leftOut?.ja]).toEqual(['eccube-customers', why]);
  });

  it('with a status that nobody knows is refused, with the words that are known', () => {
    const { outcomes } = members('会員状態', '休会中');
    expect(problemsIn(outcomes)).toEqual([
      expect.stringMatching(/row 2, column 会員状態: is no status of a member .* "member-status=none"/),
    ]);
    expect(problemsIn(outcomes, 'ja')[0]).toContain('会員の状態として読めません');
  });

  it('is imported whatever the status is, if the user says that no column has it', () => {
    const text = '会員番号,メールアドレス,会員状態\n1,q@example.com,退会済み\n';
    const { outcomes } = readText(text, { resource: 'customers', columns: { 'member-status': 'none' } });
    expect(timesIn(outcomes)).toHaveLength(1);
  });
});

describe('a column that looks like a status', () => {
  const unread = (name: string, header: readonly string[], columns = {}) => {
    const format = fileFormats.find((one) => one.name === name);
    if (format === undefined) throw new Error(name);
    const context = {
      ...{ format, shop: 'demo', now: 0, exportedAt: '', times: { zone: 'UTC' }, statuses: new Map() },
      defaults: { currency: 'JPY' },
    };
    return unreadStatuses(header, format, new FileImport(header, context, columns).columns, columns);
  };
  const order = ['注文番号', 'メールアドレス', '注文日', '合計'];

  it.each(['処理状況', 'キャンセル理由', 'Payment status', '発送ステータス'])('%s: is found among orders', (name) => {
    expect(unread('any-orders', [...order, name])).toEqual([{ field: 'status', column: name }]);
  });

  it.each(['会員ステータス', '商品状態', 'メルマガ購読状況', '備考'])('%s: is none of orders', (name) => {
    expect(unread('any-orders', [...order, name])).toEqual([]);
  });

  it.each(['会員の登録状況', 'Account current status', '退会理由', 'ステータス'])(
    '%s: is found among customers',
    (name) => {
      expect(unread('any-customers', ['email', name])).toEqual([{ field: 'member-status', column: name }]);
    },
  );

  it.each(['メルマガ購読状況', 'state', '配信ステータス'])('%s: is none of customers', (name) => {
    expect(unread('any-customers', ['email', name])).toEqual([]);
  });

  it('is settled by a column that is read, by one that the user names, and by none', () => {
    expect(unread('any-orders', [...order, 'ステータス', '処理状況'])).toEqual([]);
    expect(unread('any-orders', [...order, 'キャンセル日', 'キャンセル理由'])).toEqual([]);
    expect(unread('any-orders', [...order, '処理状況'], { status: '処理状況' })).toEqual([]);
    expect(unread('any-orders', [...order, '処理状況'], { status: 'none' })).toEqual([]);
  });

  it('is named by its number if its name cannot stand in an option', () => {
    expect(unread('any-orders', [...order, '状態,処理'])).toEqual([{ field: 'status', column: '#5' }]);
  });
});
