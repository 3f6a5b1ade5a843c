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
      'row 2, column date: is no time; expected one such as 2026-03-01 09:30:00 or 2026-03-01T09:30:00+09:00; write the year with four digits, the month as a number, a real day',
      'row 2, column date: 日時として読めません。2026-03-01 09:30:00 や 2026年3月1日 9:30 のように、西暦4桁の実在する日付で書いてください',
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
      'row 2, column total: is no amount; expected digits such as 1234.50, 1,234 or ¥1,234; write it so, and empty a cell that has none',
      'row 2, column total: 金額として読めません。1234・1,234.50・¥1,234 のように数字で書き、金額がなければ空欄にしてください',
    ],
    [
      orders,
      `${header}\nA,1,2026-01-01,5.005`,
      'row 2, column total: has more than the 2 decimals of USD; round the amount, or say its currency with --currency or --columns "currency=…"',
      'row 2, column total: USDの金額は小数第2位までです。丸めるか、通貨を --currency または --columns "currency=…" で指定してください',
    ],
    [
      orders,
      `${header}\nA,1,2026-01-01,`,
      'row 2, column total: is empty; expected the total of the order, such as 1234.50',
      'row 2, column total: 注文の合計金額がありません。1234 のように書いてください',
    ],
    [
      orders,
      `${header}\n,1,2026-01-01,5`,
      'row 2, column order_id: is empty; expected the id of the order, such as 1001; fill it in, or remove the row',
      'row 2, column order_id: 注文のIDがありません。1001 のようなIDを書くか、行を削除してください',
    ],
    [
      orders,
      `${header}\nA,,2026-01-01,5`,
      'row 2, column customer_id: is empty, and so is all else that names a customer; expected an e-mail address such as name@example.com, a phone number or an id; fill one in, or remove the row',
      'row 2, column customer_id: お客様を特定できる値がありません。name@example.com のようなメールアドレス、電話番号、会員IDのいずれかを書くか、行を削除してください',
    ],
    [
      orders,
      `${header}\nA,1,2027-01-01,5`,
      'row 2, column date: must not be more than a day ahead; expected a past time such as 2026-03-01 09:30; check the order of day and month (--dates) and the zone (--time-zone)',
      'row 2, column date: 未来の日時です。2026-03-01 09:30 のような過去の日時を書いてください。日と月の順序（--dates）とタイムゾーン（--time-zone）も確認してください',
    ],
    [
      orders,
      `${header},currency\nA,1,2026-01-01,5,Yen`,
      'row 2, column currency: must be a currency of ISO 4217, such as USD or JPY; mend the cell, or name another column with --columns "currency=…"',
      'row 2, column currency: 通貨として読めません。JPY や USD のような通貨コード（ISO 4217）を書くか、--columns "currency=…" で別の列を指定してください',
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
      'row 2, column rating: is no rating; expected a number from 1 to 5, such as 4; convert other scales',
      'row 2, column rating: 評価として読めません。4 のように、1から5までの数字で書いてください。ほかの段階の評価は換算してください',
    ],
    [
      orders,
      `${header},sku,qty\nA,1,2026-01-01,5,p1,二`,
      'row 2, column qty: is no quantity; expected a number in digits such as 2 or 0.5',
      'row 2, column qty: 数量として読めません。2 や 0.5 のように、数字で書いてください',
    ],
    [
      orders,
      `${header},sku,qty\nA,1,2026-01-01,5,p1,0`,
      'row 2, column qty: is no quantity; expected a number in digits such as 2 or 0.5',
      'row 2, column qty: 数量として読めません。2 や 0.5 のように、数字で書いてください',
    ],
    [
      orders,
      `${header},sku,qty\nA,1,2026-01-01,5,p1,-2`,
      'row 2, column qty: is below zero, but the total is not; expected a total below zero too for a return, such as -1234.50, or a status: --columns "status=…"',
      'row 2, column qty: 数量がマイナスなのに合計金額がマイナスではありません。返品なら合計も -1234 のようにマイナスにするか、返品・キャンセルを示す列を --columns "status=…" で指定してください',
    ],
    [
      orders,
      `${header},sku,unit_price\nA,1,2026-01-01,5,p1,-2`,
      'row 2, column unit_price: is no price; expected that of one piece, 0 or more, such as 12.50; a discount belongs into the total',
      'row 2, column unit_price: 単価として読めません。1200 や 12.50 のように、1個あたり0以上の金額を書いてください。値引きは合計金額に含めてください',
    ],
    [
      orders,
      `${header}\nA,1,1998-01-01,5`,
      'row 2, column date: lies before the year 2000; expected a time such as 2026-03-01 09:30; mend a year of two digits, or remove the row',
      'row 2, column date: 2000年より前の日時です。2026-03-01 09:30 のように書いてください。年が2桁なら4桁に直し、古いデータの行は削除してください',
    ],
    [
      customers,
      'customer_id,first_name\n8.19012E+11,Ann',
      'row 2, column customer_id: was turned into a number such as 8.19E+11 by a spreadsheet, and its last digits are lost; export it again, and import the file without saving it in the spreadsheet',
      'row 2, column customer_id: 表計算ソフトで 8.19E+11 のような数値に変換され、末尾の桁が失われています。もう一度書き出し、表計算ソフトで保存し直さずに取り込んでください',
    ],
    [
      customers,
      'phone,first_name\n090-1234-5678,Ann',
      'row 2, column phone: is a phone number without its country, and the row says no country; expected one such as +819012345678, or a column of countries (--columns "country=…"), or the country of all rows: --country JP',
      'row 2, column phone: 国番号のない電話番号で、国も分かりません。+819012345678 のように書くか、国の列を --columns "country=…" で、全行が同じ国なら --country JP で指定してください',
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
      'row 2, column newsletter: is no word for a consent; expected subscribed, unsubscribed or never subscribed, yes or no, or the time of the agreement; write one of them, or empty the cell',
      'row 2, column newsletter: 同意の状態として読めません。subscribed・unsubscribed・never subscribed、yes・no、希望する・希望しない、または同意した日時を書くか、空欄にしてください',
    ],
    [
      customers,
      'email,first_name\nnobody,Ann',
      'row 2, column email: is no e-mail address; expected one address such as name@example.com',
      'row 2, column email: メールアドレスとして読めません。name@example.com の形のアドレスを1つ書いてください',
    ],
    [
      customers,
      'customer_id,email,email_verified\n1,a@example.com,perhaps',
      'row 2, column email_verified: is neither yes nor no; expected 1, yes or true, or 0, no or false; leave the cell empty for no',
      'row 2, column email_verified: はい・いいえとして読めません。1・yes・true・はい、または 0・no・false・いいえ と書いてください。空欄は「いいえ」とみなします',
    ],
  ];

  it.each(mistakes)('of %j is refused by row, column and expectation: %s', (reading, text, en, ja) => {
    const { outcomes } = readText(text, reading);
    expect(problemsIn(outcomes)).toContain(en);
    expect(problemsIn(outcomes, 'ja')).toContain(ja);
    expect(eventsIn(outcomes)).toEqual([]);
  });

  it('loses a field that cannot be used, and says what was expected and how to mend it, but not the rest', () => {
    const { outcomes } = readText(
      'customer_id,email,phone,country,language,time_zone,birthday,x_handle\n1,nobody,12,Mars,Klingonish,JST,today,not a name',
      customers,
    );
    expect(eventsIn(outcomes).map(({ customer }) => customer)).toEqual([{ id: '1' }]);
    const notes = new Map(outcomes[0]?.notes.map(({ column, said }) => [column, said]));
    const told = {
      email: ['name@example.com', 'メールアドレス'],
      phone: ['+819012345678', '電話番号'],
      country: ['--country', '--country'],
      language: ['--locale', '--locale'],
      time_zone: ['Asia/Tokyo', 'Asia/Tokyo'],
      birthday: ['1990-04-30', '1990-04-30'],
      x_handle: ['@tea', '@tea'],
    };
    expect([...notes.keys()].sort()).toEqual(Object.keys(told).sort());
    for (const [column, [en, ja]] of Object.entries(told)) {
      expect(notes.get(column)?.en).toMatch(/expected .* \(left out, the rest is imported\)$/);
      expect(notes.get(column)?.en).toContain(en);
      expect(notes.get(column)?.ja).toContain(ja);
      expect(notes.get(column)?.ja).toContain('省いて取り込みます');
    }
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
      en: 'row 1: no column for id (order\'s id) was found: name it with --columns "id=…"; no column for time (time of the order) was found: name it with --columns "time=…"; no column for total (total) or price (price of one piece) was found: name it with --columns "total=…"; no column for customer (store\'s id of the customer) or email (e-mail address) or phone (phone number) or line (LINE user id) or instagram (name on Instagram) or x (name on X) or facebook (name on Facebook) was found: name it with --columns "customer=…". The columns are Nr, Who, Note.',
      ja: '1行目: 注文番号（id）にあたる列がありません。--columns "id=…" で指定してください。注文日時（time）にあたる列がありません。--columns "time=…" で指定してください。合計金額（total）または単価（price）にあたる列がありません。--columns "total=…" で指定してください。会員ID（customer）またはメールアドレス（email）または電話番号（phone）またはLINEのユーザーID（line）またはInstagramのユーザー名（instagram）またはXのユーザー名（x）またはFacebookのユーザー名（facebook）にあたる列がありません。--columns "customer=…" で指定してください。ファイルの列: Nr、Who、Note',
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
