import { describe, expect, it } from 'vitest';
import { findColumns } from '../../../src/connectors/files/columns.ts';
import { fileFormats } from '../../../src/connectors/files/formats.ts';
import { suggestColumns } from '../../../src/connectors/files/suggest-columns.ts';

const named = (format: string, header: readonly string[]) => {
  const found = fileFormats.find(({ name }) => name === format);
  if (found === undefined) throw new Error(`no format ${format}`);
  const columns = findColumns(header, { ...found, needs: [] }, {});
  return { fields: Object.fromEntries(columns.names), suggested: suggestColumns(header, found, columns) };
};

describe('a column of any customers’ file', () => {
  it.each([
    ['id', '会員番号 会員ID 顧客番号 お客様番号 customer_number MemberNo'],
    ['email', 'メールアドレス Eメール E-Mail EmailAddress'],
    ['phone', '電話番号 携帯番号 お電話番号 Mobile tel'],
    ['name', '氏名 お名前 ご氏名 名前 FullName'],
    ['birthday', '生年月日 誕生日 ご生年月日 DOB'],
    [
      'email-consent',
      'consent メルマガ メルマガ購読 メール配信希望 配信許可 accepts_marketing AcceptsMarketing marketing_consent subscribed',
    ],
    [
      'email-consented',
      'consent_at メルマガ登録日時 opted_in_at opt_in_date email_consent_timestamp OPTIN_TIME 配信許可日時',
    ],
    ['email-opted-out', '配信停止 購読解除 unsubscribed UNSUB_REASON'],
    ['email-opted-out-at', 'unsubscribed_at UNSUB_TIME 配信停止日時'],
    ['sms-consent', 'sms_opt_in SMS配信許可'],
  ])('is known as %s by %s', (field, names) => {
    for (const name of names.split(' ')) expect(named('any-customers', [name]).fields).toEqual({ [field]: name });
  });
});

describe('a column of any orders’ file', () => {
  it.each([
    ['id', '受注番号 注文番号 ご注文番号 注文ID OrderID InvoiceNo order_no'],
    ['time', '注文日 注文日時 ご注文日時 受注日 InvoiceDate purchase_date'],
    ['total', '合計金額 支払合計 合計（税込） ご請求金額 合計金額(円) TotalAmount'],
    ['customer', '会員番号 顧客コード CustomerID'],
    ['title', '商品名 品名 Description'],
    ['product', '商品コード 商品番号 SKU StockCode'],
    ['quantity', '数量 個数 Qty'],
    ['price', '単価 単価（税込） 販売価格 UnitPrice'],
    ['name', 'お名前 氏名 注文者氏名'],
    ['phone', '携帯番号 電話番号'],
  ])('is known as %s by %s', (field, names) => {
    for (const name of names.split(' ')) expect(named('any-orders', [name]).fields).toEqual({ [field]: name });
  });

  it('called name is nobody’s order number', () => {
    expect(named('any-orders', ['id', 'name', 'email']).fields).toEqual({ id: 'id', email: 'email' });
  });
});

it('a column that is written exactly as a name wins over one that only resembles it', () => {
  expect(named('any-orders', ['合計（税込）', '合計']).fields).toEqual({ total: '合計' });
  expect(named('any-orders', ['OrderID', 'order_id']).fields).toEqual({ id: 'order_id' });
});

it('columns that contain a known name are suggested, but not what is kept of nobody, and no part of a short word', () => {
  const { fields, suggested } = named('any-orders', [
    '店舗受注番号',
    'フリガナ',
    'お届け先電話番号',
    'ご請求額,合計',
    'memo_total',
    'grand_totals',
    'x',
  ]);
  expect(fields).toEqual({});
  expect(suggested).toEqual(['id=店舗受注番号', 'total=#4']);
});

it('no name of a column means two things in one format', () => {
  for (const { name, columns } of fileFormats) {
    const names = Object.entries(columns).flatMap(([field, own]) => own.map((one) => `${one.toLowerCase()} ${field}`));
    const plain = new Map<string, Set<string>>();
    for (const one of names) {
      const [word = '', field = ''] = one.split(/ (?=[^ ]+$)/);
      plain.set(word, (plain.get(word) ?? new Set()).add(field));
    }
    const shared = [...plain].filter(([, fields]) => fields.size > 1).map(([word]) => `${name}: ${word}`);
    expect(shared.filter((one) => one !== 'shopify-orders: name')).toEqual([]);
  }
});
