import { describe, expect, it } from 'vitest';
import { fileFieldsOf } from '../../../src/connectors/files/fields.ts';
import { fileFormats } from '../../../src/connectors/files/formats.ts';
import { eventsIn, problemsIn, readText, timesIn } from './reading.ts';

describe('Shopify', () => {
  const orders = `Name,Email,Financial Status,Fulfilled at,Accepts Marketing,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Shipping Country,Cancelled at,Payment Method,Refunded Amount,Id,Phone
#1001,ann@example.com,paid,2025-10-03 10:00:00 -0300,yes,USD,25.00,2025-10-02 17:09:34 -0300,2,"Tea, green",7.50,TEA-1,Ann Lee,US,,Card,5.00,'4501,'+12025550143
#1001,ann@example.com,,,,,,,1,Cup,5.00,CUP-1,,,,,,,
#1002,bo@example.com,voided,,no,USD,25.00,2025-10-05 17:09:34 -0300,1,Cup,20,CUP-1,Bo Ek,SE,2025-10-06 09:00:00 -0300,Card,0.00,4502,
#1003,cy@example.com,paid,,no,USD,25.00,2025-10-07 17:09:34 -0300,1,Cup,20,CUP-1,Cy,US,,Bogus Gateway (for testing),0.00,4503,
`;

  it('keeps the lines of an order together, and tells its parcel, its refund and its cancellation', () => {
    const { format, outcomes } = readText(orders, { resource: 'orders' });
    expect(format.name).toBe('shopify-orders');
    expect(problemsIn(outcomes)).toEqual([]);
    expect(timesIn(outcomes)).toEqual([
      'order.placed 2025-10-02T20:09:34.000Z',
      'shipment.dispatched 2025-10-03T13:00:00.000Z',
      'order.refunded 2025-10-02T20:09:34.000Z',
      'order.placed 2025-10-05T20:09:34.000Z',
      'order.cancelled 2025-10-06T12:00:00.000Z',
    ]);
    expect(eventsIn(outcomes)[0]).toMatchObject({
      id: 'shopify-order-4501-placed',
      history: true,
      customer: {
        email: 'ann@example.com',
        phone: '+12025550143',
        name: 'Ann Lee',
        country: 'US',
        consent: { email: { granted: true, at: '2025-10-02T20:09:34.000Z', source: 'shopify: Accepts Marketing' } },
      },
      order: {
        id: '4501',
        number: '#1001',
        total: { minor: 2500, currency: 'USD' },
        lines: [
          { productId: 'TEA-1', title: 'Tea, green', quantity: 2, price: { minor: 750 } },
          { productId: 'CUP-1', quantity: 1 },
        ],
      },
    });
  });

  it('leaves out test orders, and takes a box left unticked for nothing', () => {
    const { outcomes } = readText(orders, { resource: 'orders' });
    expect(outcomes.map(({ leftOut }) => leftOut?.en)).toEqual([undefined, undefined, 'a test order']);
    expect(eventsIn(outcomes)[3]?.customer.consent).toBeUndefined();
  });

  it('says of customers who is subscribed, as of the date that the shop says, and of nobody that they opted out', () => {
    const { format, outcomes } = readText(
      `Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Country Code,Phone,Accepts SMS Marketing,Total Orders
'701,Ann,Lee,ann@example.com,yes,US,'+12025550143,no,2
702,Bo,Ek,bo@example.com,no,SE,,no,0
`,
      { resource: 'customers', context: { consentDate: '2026-10-30T12:00:00.000Z' } },
    );
    expect(format.name).toBe('shopify-customers');
    expect(eventsIn(outcomes).map(({ customer }) => customer)).toEqual([
      {
        id: '701',
        email: 'ann@example.com',
        phone: '+12025550143',
        name: 'Ann Lee',
        country: 'US',
        consent: {
          email: {
            granted: true,
            at: '2026-10-30T12:00:00.000Z',
            source: 'shopify: Accepts Email Marketing (date said at the import)',
            from: 'import',
          },
        },
      },
      { id: '702', email: 'bo@example.com', name: 'Bo Ek', country: 'SE' },
    ]);
  });
});

describe('Klaviyo', () => {
  const { format, outcomes } = readText(
    `Email,Klaviyo ID,First Name,Country,Email Marketing Consent,Email Marketing Consent Timestamp,Email Suppressions
kim@example.com,01H,Kim,Japan,SUBSCRIBED,2023-05-01 12:00:00,
lea@example.com,01J,Lea,France,UNSUBSCRIBED,2024-05-01 12:00:00,
max@example.com,01K,Max,Germany,NEVER_SUBSCRIBED,,[]
ned@example.com,01L,Ned,US,SUBSCRIBED,2024-05-01 12:00:00,HARD_BOUNCE
ova@example.com,01M,Ova,US,PENDING,2024-05-01 12:00:00,
`,
    { resource: 'customers' },
  );

  it('gives an old agreement an event of its own time, in which its customer names the address', () => {
    expect(format.name).toBe('klaviyo-profiles');
    expect(timesIn(outcomes.slice(0, 1))).toEqual([
      'customer.updated 2023-05-01T12:00:00.000Z',
      'customer.updated 2026-10-31T00:00:00.000Z',
    ]);
    const [agreed, known] = eventsIn(outcomes);
    expect(agreed?.customer).toMatchObject({ email: 'kim@example.com', consent: { email: { granted: true } } });
    expect(known?.customer).toEqual({ email: 'kim@example.com', name: 'Kim', country: 'JP' });
  });

  it('counts as agreed only what is subscribed and not suppressed, and never takes its own id for the shop’s', () => {
    const said = eventsIn(outcomes).map(({ customer }) => customer.consent?.email?.granted);
    expect(said).toEqual([true, undefined, false, undefined, false, undefined]);
    expect(eventsIn(outcomes).every(({ customer }) => customer.id === undefined)).toBe(true);
    expect(eventsIn(outcomes)[4]?.customer.consent?.email?.source).toBe('klaviyo: Email Suppressions: HARD_BOUNCE');
  });

  it('exports suppressed addresses, each an opt-out with time and reason', () => {
    const suppressed = readText(
      'Email,Suppression Reason,Suppression Timestamp\npia@example.com,SPAM_COMPLAINT,2024-01-02T03:04:05+00:00\n',
      { resource: 'customers' },
    );
    expect(suppressed.format.name).toBe('klaviyo-suppressions');
    expect(eventsIn(suppressed.outcomes)[0]?.customer.consent?.email).toEqual({
      granted: false,
      at: '2024-01-02T03:04:05.000Z',
      source: 'klaviyo: Suppression Reason: SPAM_COMPLAINT',
      from: 'import',
    });
  });
});

it('Stripe’s customers come with their id and no consent', () => {
  const { format, outcomes } = readText(
    'id,Email,Name,Created (UTC),Delinquent\ncus_1,ann@example.com,Ann Lee,2023-11-02 10:15,false\n',
    { resource: 'customers' },
  );
  expect(format.name).toBe('stripe-customers');
  expect(eventsIn(outcomes)[0]?.customer).toEqual({ id: 'cus_1', email: 'ann@example.com', name: 'Ann Lee' });
});

describe('EC-CUBE', () => {
  const orders = `注文ID,注文番号,会員ID,お名前(姓),お名前(名),メールアドレス,TEL,誕生日,送料,支払合計,対応状況(ID),受注日,商品ID,商品名,規格分類名1,価格,個数,明細区分(ID),出荷ID,配送業者(名称),送料,発送日,出荷伝票番号
11,N-11,7,山田,太郎,yamada@example.com,090-1234-5678,1990-04-30 00:00:00,500.00,1600.00,5,2024-01-05 10:00:00,3,煎茶,大,1100.00,1,1,31,ヤマト運輸,500.00,2024-01-06 15:00:00,1234
11,N-11,7,山田,太郎,yamada@example.com,090-1234-5678,1990-04-30 00:00:00,500.00,1600.00,5,2024-01-05 10:00:00,,送料,,500.00,1,2,32,佐川急便,500.00,2024-01-07 15:00:00,5678
12,N-12,,髙橋,花,takahashi@example.com,,,500,1400,3,2024-01-06 10:00:00,3,煎茶,,900,1,1,33,,,,
13,N-13,,佐藤,葵,sato@example.com,,,500,1400,8,2024-01-07 10:00:00,3,煎茶,,900,1,1,34,,,,
14,N-14,8,伊藤,恵,ito@example.com,,,500,1400,9,2024-01-08 10:00:00,3,煎茶,,900,1,1,35,,,,
`;

  it('tells each parcel of an order, and of its lines the goods', () => {
    const { format, outcomes } = readText(orders, { resource: 'orders' });
    expect(format.name).toBe('eccube-orders');
    expect(timesIn(outcomes)).toEqual([
      'order.placed 2024-01-05T01:00:00.000Z',
      'shipment.dispatched 2024-01-06T06:00:00.000Z',
      'shipment.dispatched 2024-01-07T06:00:00.000Z',
      'order.placed 2024-01-06T01:00:00.000Z',
      'order.cancelled 2024-01-06T01:00:00.000Z',
      'order.placed 2024-01-08T01:00:00.000Z',
      'order.refunded 2024-01-08T01:00:00.000Z',
    ]);
    const [placed, dispatched] = eventsIn(outcomes);
    expect(placed).toMatchObject({
      customer: {
        id: '7',
        name: '山田 太郎',
        phone: '+819012345678',
        locale: 'ja',
        country: 'JP',
        birthday: '1990-04-30',
      },
      order: { number: 'N-11', total: { minor: 1600, currency: 'JPY' }, lines: [{ title: '煎茶', variant: '大' }] },
    });
    expect(dispatched).toMatchObject({ shipment: { id: '31', carrier: 'ヤマト運輸', trackingNumber: '1234' } });
  });

  it('leaves out a purchase that was not completed, and members who have left or not yet joined', () => {
    const { outcomes } = readText(orders, { resource: 'orders' });
    expect(outcomes[2]?.leftOut?.ja).toContain('未決済');
    const members = readText(
      '会員ID,メールアドレス,会員ステータス(ID),更新日\n1,a@example.com,1,2024-01-01\n2,b@example.com,2,2024-01-01\n3,c@example.com,3,2024-01-01\n',
      { resource: 'customers' },
    );
    expect(members.outcomes.map(({ leftOut }) => leftOut?.ja)).toEqual(['仮会員', undefined, '退会した会員']);
    expect(timesIn(members.outcomes)).toEqual(['customer.updated 2023-12-31T15:00:00.000Z']);
  });
});

describe('any CSV', () => {
  it('tells deliveries, refunds, reviews, zone and currency by the usual names of columns', () => {
    const { outcomes } = readText(
      `order_id,customer_id,email,order_date,total,currency,time_zone,delivered_at,refund_amount,refunded_at,review_score,review_date
A,1,a@example.com,2026-01-01 10:00,12.50,EUR,Europe/Paris,2026-01-05 10:00,2.50,2026-01-09 10:00,4,2026-01-12 10:00
`,
      { resource: 'orders', context: { times: { zone: 'UTC' } } },
    );
    expect(timesIn(outcomes)).toEqual([
      'order.placed 2026-01-01T10:00:00.000Z',
      'shipment.delivered 2026-01-05T10:00:00.000Z',
      'review.submitted 2026-01-12T10:00:00.000Z',
      'order.refunded 2026-01-09T10:00:00.000Z',
    ]);
    expect(eventsIn(outcomes)[0]?.customer.timeZone).toBe('Europe/Paris');
  });

  it('takes verified addresses, opt-in levels, sources and opt-outs of customers', () => {
    const { outcomes } = readText(
      `customer_id,email,email_verified,newsletter,opt_in_at,opt_in_level,consent_source,unsubscribed
1,a@example.com,1,yes,2026-10-30 12:00,confirmed_opt_in,sign-up form,
2,b@example.com,0,yes,2026-10-30 12:00,,,2026-10-30 18:00
`,
      { resource: 'customers', context: { times: { zone: 'UTC' } } },
    );
    expect(eventsIn(outcomes).map(({ customer }) => [customer.verified, customer.consent?.email])).toEqual([
      [
        ['email'],
        { granted: true, at: '2026-10-30T12:00:00.000Z', source: 'sign-up form (confirmed_opt_in)', from: 'import' },
      ],
      [undefined, { granted: false, at: '2026-10-30T18:00:00.000Z', source: 'csv: unsubscribed', from: 'import' }],
    ]);
  });
});

it('every format names fields that its resource has, and can be told from the others', () => {
  for (const { resource, columns, needs } of fileFormats) {
    const fields: readonly string[] = fileFieldsOf[resource];
    expect(Object.keys(columns).filter((field) => !fields.includes(field))).toEqual([]);
    expect(needs.flat().filter((field) => !(field in columns))).toEqual([]);
  }
  expect(new Set(fileFormats.map(({ name }) => name)).size).toBe(fileFormats.length);
});

describe('public names in a file', () => {
  const orders = (row: string) =>
    readText(`Receipt,Sold on,Sum,IG,Page,Checked\n${row}`, {
      resource: 'orders',
      format: 'any-orders',
      columns: {
        ...{ id: 'Receipt', time: 'Sold on', total: 'Sum', instagram: 'IG', facebook: 'Page' },
        'facebook-verified': 'Checked',
      },
      context: { defaults: { currency: 'JPY' } },
    }).outcomes;

  it('name a customer as people write them, by the columns that --columns names', () => {
    expect(eventsIn(orders("1,2026-03-01,1200,'@Tea.House,,"))[0]?.customer).toMatchObject({ instagram: 'tea.house' });
    const page = 'https://www.facebook.com/tea.house';
    expect(eventsIn(orders(`1,2026-03-01,1200,,${page},yes`))[0]?.customer).toMatchObject({ facebook: 'teahouse' });
  });

  it('count beside other names only if they are verified; what does not is told with its column', () => {
    const customers = (row: string) =>
      readText(`customer_id,instagram,instagram_checked,updated_at\n${row}`, {
        resource: 'customers',
        format: 'any-customers',
        columns: { 'instagram-verified': 'instagram_checked' },
      }).outcomes;
    const verified = eventsIn(customers('7,@tea,1,2026-03-01'))[0]?.customer;
    expect(verified).toMatchObject({ id: '7', instagram: 'tea', verified: ['instagram'] });
    for (const row of ['7,@tea,0,2026-03-01', '7,not a name,1,2026-03-01'])
      expect(customers(row)[0]?.notes).toEqual([expect.objectContaining({ column: 'instagram' })]);
    expect(problemsIn(orders('1,2026-03-01,1200,,,'))).toEqual([expect.stringContaining('column IG: is empty')]);
  });
});
