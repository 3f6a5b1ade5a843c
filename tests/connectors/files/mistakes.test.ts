import { describe, expect, it } from 'vitest';
import { FileError } from '../../../src/connectors/files/problem.ts';
import { eventsIn, problemsIn, type Reading, readText } from './reading.ts';

const orders = { resource: 'orders', context: { defaults: { currency: 'USD' } } } as const satisfies Reading;
const customers = { resource: 'customers' } as const satisfies Reading;
const header = 'order_id,customer_id,date,total';

describe('a row', () => {
  const mistakes: readonly (readonly [Reading, text: string, en: string, ja: string])[] = [
    [
      orders,
      `${header}\nA,1,yesterday,5`,
      'row 2, column date: is no time; expected one such as 2026-03-01 09:30:00 or 2026-03-01T09:30:00+09:00',
      'row 2, column date: 日時として読めません。2026-03-01 09:30:00 や 2026/03/01 9:30 のように書いてください',
    ],
    [
      orders,
      `${header}\nA,1,03/04/2026,5`,
      'row 2, column date: has day and month in an order that nobody can tell; say it with --dates dmy or --dates mdy',
      'row 2, column date: 日と月の順序を判断できません。--dates dmy または --dates mdy を指定してください',
    ],
    [
      orders,
      `${header}\nA,1,2026-01-01,much`,
      'row 2, column total: is no amount; expected one such as 1234.50',
      'row 2, column total: 金額として読めません。1234.50 のように書いてください',
    ],
    [
      orders,
      `${header}\nA,1,2026-01-01,-5`,
      'row 2, column total: must be 0 or more',
      'row 2, column total: 0以上の金額を書いてください',
    ],
    [
      orders,
      `${header}\nA,1,2026-01-01,5.005`,
      'row 2, column total: has more than the 2 decimals of USD',
      'row 2, column total: USDの金額は小数第2位までです',
    ],
    [
      orders,
      `${header}\nA,1,2026-01-01,`,
      'row 2, column total: is empty; expected the total of the order',
      'row 2, column total: 注文の合計金額がありません',
    ],
    [
      orders,
      `${header}\n,1,2026-01-01,5`,
      'row 2, column order_id: is empty; expected the id of the order',
      'row 2, column order_id: 注文のIDがありません',
    ],
    [
      orders,
      `${header}\nA,,2026-01-01,5`,
      'row 2, column customer_id: is empty, and so is all else that names a customer; expected an e-mail address, a phone number or an id',
      'row 2, column customer_id: お客様を特定できる値（メールアドレス、電話番号、ID）がありません',
    ],
    [
      orders,
      `${header}\nA,1,2027-01-01,5`,
      'row 2, column date: must not be more than a day ahead',
      'row 2, column date: 未来の日時です',
    ],
    [
      orders,
      `${header},currency\nA,1,2026-01-01,5,Yen`,
      'row 2, column currency: must be a currency of ISO 4217, such as USD',
      'row 2, column currency: JPY のような通貨コード（ISO 4217）を書いてください',
    ],
    [
      orders,
      `${header},cancelled\nA,1,2026-01-01,5,perhaps`,
      'row 2, column cancelled: says neither whether the order was cancelled nor when; expected 1 or 0, yes or no, a time, or a status such as cancelled',
      'row 2, column cancelled: キャンセルの有無も日時も読み取れません。1・0、yes・no、日時、または cancelled などの状態を書いてください',
    ],
    [
      orders,
      `${header},rating\nA,1,2026-01-01,5,9`,
      'row 2, column rating: must be at most 5',
      'row 2, column rating: 範囲外の値です（評価は1から5）',
    ],
    [
      orders,
      `${header}\nA,1,2026-01-01`,
      'row 2, column #3: has 3 cells where the header has 4; expected as many: put a cell that holds the separator in quotes',
      'row 2, column #3: セルが3個あり、見出しの4個と一致しません。区切り文字を含むセルは引用符で囲んでください',
    ],
    [
      orders,
      `${header}\nA,1,2026-01-01,5,000`,
      'row 2, column #5: has 5 cells where the header has 4; expected as many: put a cell that holds the separator in quotes',
      'row 2, column #5: セルが5個あり、見出しの4個と一致しません。区切り文字を含むセルは引用符で囲んでください',
    ],
    [
      customers,
      'email,newsletter\na@example.com,someday',
      'row 2, column newsletter: is no word for a consent; expected subscribed, unsubscribed or never subscribed, or yes or no',
      'row 2, column newsletter: 同意の状態として読めません。subscribed・unsubscribed・never subscribed、または yes・no と書いてください',
    ],
    [
      customers,
      'email,first_name\nnobody,Ann',
      'row 2, column email: cannot be used',
      'row 2, column email: 使えない値です',
    ],
    [
      customers,
      'customer_id,email,email_verified\n1,a@example.com,perhaps',
      'row 2, column email_verified: is neither yes nor no; expected 1, yes or true, or 0, no or false',
      'row 2, column email_verified: はい・いいえとして読めません。1・yes・true、または 0・no・false と書いてください',
    ],
  ];

  it.each(mistakes)('of %j is refused by row, column and expectation: %s', (reading, text, en, ja) => {
    const { outcomes } = readText(text, reading);
    expect(problemsIn(outcomes)).toContain(en);
    expect(problemsIn(outcomes, 'ja')).toContain(ja);
    expect(eventsIn(outcomes)).toEqual([]);
  });

  it('loses a field that cannot be used, and says so, but not the rest', () => {
    const { outcomes } = readText('customer_id,email,phone,country\n1,nobody,12,Mars', customers);
    expect(eventsIn(outcomes).map(({ customer }) => customer)).toEqual([{ id: '1' }]);
    expect(outcomes[0]?.notes.map(({ column }) => column).sort()).toEqual(['country', 'email', 'phone']);
  });

  it('with nothing in it is passed over', () => {
    expect(readText(`${header}\n,,,\nA,1,2026-01-01,5\n`, orders).outcomes).toHaveLength(1);
  });
});

describe('a header', () => {
  const refusal = (text: string, reading: Reading) => {
    try {
      readText(text, reading);
    } catch (error) {
      if (error instanceof FileError) return error.said;
      throw error;
    }
    return undefined;
  };

  it('names all that is missing at once, and how to say it', () => {
    expect(refusal('Nr,Who,Note\n1,2,3', orders)).toEqual({
      en: 'row 1: no column for id was found: name it with --columns "id=…"; no column for time was found: name it with --columns "time=…"; no column for total was found: name it with --columns "total=…"; no column for customer or email or phone or line or instagram or x or facebook was found: name it with --columns "customer=…". The columns are Nr, Who, Note.',
      ja: '1行目: idにあたる列がありません。--columns "id=…" で指定してください。timeにあたる列がありません。--columns "time=…" で指定してください。totalにあたる列がありません。--columns "total=…" で指定してください。customerまたはemailまたはphoneまたはlineまたはinstagramまたはxまたはfacebookにあたる列がありません。--columns "customer=…" で指定してください。ファイルの列: Nr、Who、Note',
    });
  });

  it('with a column twice is refused only if that column is needed', () => {
    expect(refusal(`${header},total\nA,1,2026-01-01,5,6`, orders)?.en).toContain(
      'the column "total" is there twice, as columns 4 and 5: name the right one with --columns "total=#4"',
    );
    expect(refusal(`${header},note,note\nA,1,2026-01-01,5,x,y`, orders)).toBeUndefined();
    const { outcomes } = readText(`${header},total\nA,1,2026-01-01,5,6`, { ...orders, columns: { total: '#5' } });
    expect(eventsIn(outcomes)).toMatchObject([{ order: { total: { minor: 600 } } }]);
  });

  it('that is somebody’s data is refused without repeating it', () => {
    const said = refusal('1001,ann@example.com,2026-01-01,5\n1002,bo@example.com,2026-01-01,5', orders);
    expect(said?.en).toBe('row 1 holds data where the names of the columns were expected: add a header row');
  });

  it('of two hundred columns names thirty', () => {
    const names = Array.from({ length: 200 }, (_, index) => `c${index}`);
    expect(refusal(`${names.join(',')}\n`, orders)?.en).toContain('c28, c29 and 170 more.');
    const wide = [header, ...names].join(',');
    const { outcomes } = readText(`${wide}\nA,1,2026-01-01,5${','.repeat(200)}\n`, orders);
    expect(eventsIn(outcomes)).toHaveLength(1);
  });

  it('without a currency anywhere is refused, unless the total’s column names it', () => {
    expect(refusal(`${header}\nA,1,2026-01-01,5`, { resource: 'orders' })?.ja).toContain('--currency JPY');
    expect(refusal('order_id,customer_id,date,total_eur\nA,1,2026-01-01,5', { resource: 'orders' })).toBeUndefined();
  });

  it('is read without regard to case, width, spaces and underscores', () => {
    const { outcomes } = readText('ORDER ID,Customer-ID,Ｄａｔｅ, Total \nA,1,2026-01-01,5', orders);
    expect(eventsIn(outcomes)).toHaveLength(1);
  });
});
