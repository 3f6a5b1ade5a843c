import { describe, expect, it } from 'vitest';
import { eventsIn, problemsIn, readText, timesIn } from './reading.ts';

const context = { times: { zone: 'UTC' }, defaults: { currency: 'GBP' } };
const header = 'order_id,customer_id,date,total';
const read = (rows: readonly string[], columns = header) =>
  readText([columns, ...rows].join('\n'), { resource: 'orders', context }).outcomes;

/** Each event as its type, the day of it, the order, and what is paid back in pounds. */
const told = (outcomes: ReturnType<typeof read>) =>
  eventsIn(outcomes).map((event) => {
    const { type, occurredAt } = event;
    const order = 'order' in event ? event.order?.id : undefined;
    const back = event.type === 'order.refunded' ? [(event.refund.total?.minor ?? 0) / 100] : [];
    return [type, occurredAt.slice(0, 10), order, ...back].join(' ');
  });

describe('a row with a total below zero', () => {
  it.each(['-1000', '▲1,000', '(1,000.00)', '−£1000', '1000-'])('takes the order back: %s', (total) => {
    const outcomes = read(['N1,7,2026-01-01,1000', `N1,7,2026-01-09,"${total}"`]);
    expect(problemsIn(outcomes)).toEqual([]);
    expect(told(outcomes)).toEqual([
      'order.placed 2026-01-01 N1',
      'order.refunded 2026-01-09 N1 1000',
      'order.cancelled 2026-01-09 N1',
    ]);
  });

  it('is a refund of a part, and cancels the order once several take all of it', () => {
    const outcomes = read([
      'N1,7,2026-01-01,1000',
      'N1,7,2026-01-05,-600.10',
      'N2,7,2026-01-06,50',
      'N1,7,2026-01-09,-399.90',
    ]);
    expect(problemsIn(outcomes)).toEqual([]);
    expect(told(outcomes)).toEqual([
      'order.placed 2026-01-01 N1',
      'order.refunded 2026-01-05 N1 600.1',
      'order.placed 2026-01-06 N2',
      'order.refunded 2026-01-09 N1 399.9',
      'order.cancelled 2026-01-09 N1',
    ]);
  });

  it('means the same wherever it stands: above its order, below it, or far away', () => {
    const [order, note, other] = ['N1,7,2026-01-01,1000', 'N1,7,2026-01-09,-1000', 'N2,7,2026-01-06,50'];
    const below = told(read([order, note, other])).sort();
    expect(below).toContain('order.cancelled 2026-01-09 N1');
    for (const rows of [
      [note, order, other],
      [order, other, note],
      [note, other, order],
    ])
      expect(told(read(rows)).sort()).toEqual(below);
  });

  it('is a refund under its own number where the file has no order with that', () => {
    const outcomes = read(['C536379,7,2026-01-09,-27.50', '536379,7,2026-01-01,30']);
    expect(told(outcomes)).toEqual(['order.refunded 2026-01-09 C536379 27.5', 'order.placed 2026-01-01 536379']);
  });

  it('is what the file’s own column says, if it says so', () => {
    const columns = `${header},status`;
    expect(told(read(['N1,7,2026-01-01,100,paid', 'N1,7,2026-01-09,-20,cancelled'], columns))).toEqual([
      'order.placed 2026-01-01 N1',
      'order.cancelled 2026-01-09 N1',
    ]);
    expect(told(read(['N1,7,2026-01-01,100,paid', 'N1,7,2026-01-09,-100,returned'], columns))).toEqual([
      'order.placed 2026-01-01 N1',
      'order.refunded 2026-01-09 N1 100',
    ]);
    expect(told(read(['C9,7,2026-01-09,-7,cancelled'], columns))).toEqual(['order.cancelled 2026-01-09 C9']);
  });

  it('is one credit note with all its lines, and two where time, amount or id of the refund differ', () => {
    const lines = read(
      ['C1,7,2026-01-09,-30,p1,-1', 'C1,7,2026-01-09,-30,p2,-2', 'C1,7,2026-01-09,,p3,-1'],
      `${header},sku,quantity`,
    );
    expect(told(lines)).toEqual(['order.refunded 2026-01-09 C1 30']);
    const ids = read(['C1,7,2026-01-09,-30,r1', 'C1,7,2026-01-09,-30,r2'], `${header},refund_id`);
    expect(told(ids)).toEqual(['order.refunded 2026-01-09 C1 30', 'order.refunded 2026-01-09 C1 30']);
    expect(new Set(eventsIn(ids).map(({ id }) => id)).size).toBe(2);
  });
});

describe('a file without totals', () => {
  const columns = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID';

  it('has orders that are the sums of their lines, and credit notes by negative quantities', () => {
    const outcomes = read(
      [
        '536365,85123A,HOLDER,6,2010-12-01 08:26,2.55,17850',
        '536365,71053,LANTERN,6,2010-12-01 08:26,3.39,17850',
        'C536379,22632,HEART,-1,2010-12-01 09:41,27.50,14527',
      ],
      columns,
    );
    expect(problemsIn(outcomes)).toEqual([]);
    expect(told(outcomes)).toEqual(['order.placed 2010-12-01 536365', 'order.refunded 2010-12-01 C536379 27.5']);
    expect(eventsIn(outcomes)[0]).toMatchObject({
      order: { total: { minor: 3564 }, lines: [{ quantity: 6 }, { quantity: 6, title: 'LANTERN' }] },
    });
  });

  it('needs the price of every line', () => {
    expect(problemsIn(read(['1,p1,CUP,2,2026-01-01,,7'], columns))).toEqual([
      expect.stringMatching(/^row 2, column UnitPrice: is empty; expected the price of one piece.*--columns "total=…"/),
    ]);
  });
});

describe('a quantity below zero', () => {
  it('within an order is left out of its lines, with a note', () => {
    const outcomes = read(['A,7,2026-01-01,8,p1,2', 'A,7,2026-01-01,8,coupon,-1'], `${header},sku,quantity`);
    expect(timesIn(outcomes)).toEqual(['order.placed 2026-01-01T00:00:00.000Z']);
    expect(eventsIn(outcomes)).toMatchObject([{ order: { lines: [{ productId: 'p1' }] } }]);
    expect(outcomes[0]?.notes).toMatchObject([{ row: 3, column: 'quantity' }]);
  });
});
