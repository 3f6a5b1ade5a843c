import { describe, expect, it } from 'vitest';
import { eventsIn, problemsIn, readText, timesIn } from './reading.ts';

const read = (text: string, more = {}) => readText(text, { resource: 'orders', ...more });
const utc = { context: { times: { zone: 'UTC' }, defaults: { currency: 'USD' } } };

describe('a cancellation', () => {
  it('may stand in the row of its order, with or without its time', () => {
    const { outcomes } = read(
      `order_id,customer_id,date,total,cancelled_at
A,1,2026-01-01,5,2026-01-03 10:00
B,1,2026-01-02,5,1
C,1,2026-01-02,5,
`,
      utc,
    );
    expect(timesIn(outcomes)).toEqual([
      'order.placed 2026-01-01T00:00:00.000Z',
      'order.cancelled 2026-01-03T10:00:00.000Z',
      'order.placed 2026-01-02T00:00:00.000Z',
      'order.cancelled 2026-01-02T00:00:00.000Z',
      'order.placed 2026-01-02T00:00:00.000Z',
    ]);
  });

  it('may be a word of the status, in whatever column', () => {
    const text = 'order_id,customer_id,date,total,status\nA,1,2026-01-01,5,canceled\nB,1,2026-01-01,5,paid\n';
    for (const columns of [{}, { cancelled: 'status', status: 'status' }]) {
      const { outcomes } = read(text, { ...utc, columns });
      expect(eventsIn(outcomes).map(({ type }) => type)).toEqual(['order.placed', 'order.cancelled', 'order.placed']);
    }
  });

  it('may have rows of its own: next to its order, or later, or without an order', () => {
    const { outcomes } = read(
      `invoice_no,customer_id,ts,total_gbp,cancellation
A,1,2026-01-01 10:00,5,0
A,1,2026-01-02 10:00,-5,1
B,1,2026-01-03 10:00,5,0
C9,2,2026-01-04 10:00,-7,1
B,1,2026-01-05 10:00,5,1
`,
      { context: { times: { zone: 'UTC' } } },
    );
    expect(problemsIn(outcomes)).toEqual([]);
    expect(timesIn(outcomes)).toEqual([
      'order.placed 2026-01-01T10:00:00.000Z',
      'order.cancelled 2026-01-02T10:00:00.000Z',
      'order.placed 2026-01-03T10:00:00.000Z',
      'order.cancelled 2026-01-04T10:00:00.000Z',
      'order.cancelled 2026-01-05T10:00:00.000Z',
    ]);
    expect(eventsIn(outcomes)[0]).toMatchObject({ order: { total: { currency: 'GBP' } } });
  });
});

describe('the status', () => {
  const text = 'order_id,customer_id,date,total,status\nA,1,2026-01-01,5,Wrapped up\n';

  it('is refused when its word is unknown, and read when the user says what it means', () => {
    expect(problemsIn(read(text, utc).outcomes)).toEqual([
      'row 2, column status: is no status that is known; say what the word means with --status "WORD=placed", =cancelled, =refunded or =ignored',
    ]);
    const context = { ...utc.context, statuses: new Map([['wrapped up', 'refunded' as const]]) };
    expect(timesIn(read(text, { context }).outcomes)).toEqual([
      'order.placed 2026-01-01T00:00:00.000Z',
      'order.refunded 2026-01-01T00:00:00.000Z',
    ]);
  });
});

describe('an order of several rows', () => {
  it('keeps its lines, with one total', () => {
    const { outcomes } = read(
      `order_id,email,date,total,sku,qty,unit_price
A,a@example.com,2026-01-01,10,p1,2,2.5
A,a@example.com,2026-01-01,10,p2,1,5
B,a@example.com,2026-01-02,3,p1,1,3
`,
      utc,
    );
    expect(eventsIn(outcomes)).toMatchObject([
      { order: { id: 'A', lines: [{ productId: 'p1', quantity: 2 }, { productId: 'p2' }] } },
      { order: { id: 'B', lines: [{ productId: 'p1' }] } },
    ]);
  });

  it('is refused as a whole when its totals differ, or when its rows stand apart', () => {
    const differing = read(
      'order_id,email,date,total\nA,a@example.com,2026-01-01,4\nA,a@example.com,2026-01-01,6\n',
      utc,
    );
    expect(differing.outcomes.map(({ rows, events }) => [rows.length, events.length])).toEqual([[2, 0]]);
    expect(problemsIn(differing.outcomes)[0]).toMatch(/^row 3, column total: differs from the total in the first row/);
    const apart = read(
      'order_id,email,date,total\nA,a@example.com,2026-01-01,4\nB,a@example.com,2026-01-01,6\nA,a@example.com,2026-01-01,4\n',
      utc,
    );
    expect(problemsIn(apart.outcomes)).toEqual([
      expect.stringMatching(/^row 4, column order_id: is the id of an order in/),
    ]);
  });
});

describe('the events of a file', () => {
  const text = 'customer_id,email,first_name\n1,a@example.com,Ann\n,b@example.com,Bo\n';
  const idsOf = (file: string, exportedAt = '2026-10-31T00:00:00.000Z') =>
    eventsIn(readText(file, { resource: 'customers', context: { exportedAt } }).outcomes).map(({ id }) => id);

  it('have the same ids whenever the same is imported, and others only for what changed', () => {
    const [ann, bo] = idsOf(text);
    expect(idsOf(text, '2026-10-31T12:00:00.000Z')).toEqual([ann, bo]);
    const [changed, same] = idsOf(text.replace('Ann', 'Anne'));
    expect(same).toBe(bo);
    expect(changed).not.toBe(ann);
    expect(changed?.startsWith('csv-customer-1-')).toBe(true);
  });

  it('hold no address in their ids', () => {
    expect(idsOf(text).some((id) => id.includes('@') || id.includes('example'))).toBe(false);
  });

  it('are all history', () => {
    const { outcomes } = read('order_id,email,date,total,delivered_at\nA,a@example.com,2026-01-01,5,2026-01-02\n', utc);
    expect(eventsIn(outcomes).map(({ history }) => history)).toEqual([true, true]);
  });

  it('take the customer’s country, language and zone of the file where the row has none', () => {
    const context = { ...utc.context, defaults: { currency: 'JPY', country: 'JP', locale: 'ja' } };
    const { outcomes } = read(
      'order_id,email,date,total,country\nA,a@example.com,2026-01-01,5,France\nB,b@example.com,2026-01-01,5,\n',
      {
        context,
      },
    );
    expect(eventsIn(outcomes).map(({ customer }) => [customer.country, customer.locale])).toEqual([
      ['FR', 'ja'],
      ['JP', 'ja'],
    ]);
  });
});
