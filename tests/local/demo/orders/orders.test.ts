import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { findColumns, parseColumns } from '../../../../local/demo/orders/columns.ts';
import { countryCode } from '../../../../local/demo/orders/countries.ts';
import { eventsOfExport } from '../../../../local/demo/orders/events.ts';
import { readOrders } from '../../../../local/demo/orders/read-orders.ts';
import { parseStoreEvent } from '../../../../src/commerce/reading/read-event.ts';
import { intake } from '../../../fixtures/events.ts';

const folder = mkdtempSync(join(tmpdir(), 'aftercart-orders-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

const header = 'invoice_no,customer_id,ts,country,total_gbp,cancellation';
const read = (name: string, text: string, more = {}) =>
  readOrders(file(name, text), { columns: {}, currency: 'USD', ...more });

describe('an order export', () => {
  it.each(['plain.csv', 'packed.csv.gz'])('is read in the order of its time: %s', async (name) => {
    const { orders, bad } = await read(
      name,
      `${header}\nB,2,2010-01-02 09:00:00,EIRE,5.5,0\nA,1,2010-01-01T10:00:00+01:00,Japan,1200,0\n`,
    );
    expect(bad).toEqual([]);
    expect(orders).toEqual([
      {
        id: 'A',
        customer: '1',
        at: Date.parse('2010-01-01T09:00:00Z'),
        amount: 1200,
        currency: 'GBP',
        country: 'JP',
        cancellation: false,
      },
      {
        id: 'B',
        customer: '2',
        at: Date.parse('2010-01-02T09:00:00Z'),
        amount: 5.5,
        currency: 'GBP',
        country: 'IE',
        cancellation: false,
      },
    ]);
  });

  it('reports bad rows by row, column and what was expected, and goes on with the good ones', async () => {
    const rows = [
      'A,1,2010-02-31 09:00:00,,1,0',
      'B,1,yesterday,,1,0',
      'C,,2010-01-01,,1,0',
      ',1,2010-01-01,,1,0',
      'D,1,2010-01-01,,much,0',
      'E,1,2010-01-01,,1,0',
    ];
    const { orders, bad } = await read('bad.csv', [header, ...rows].join('\n'));
    expect(orders.map(({ id }) => id)).toEqual(['E']);
    const time = 'is no time; expected something like 2026-03-01 09:30:00 or 2026-03-01T09:30:00+09:00';
    expect(bad).toEqual([
      { row: 2, column: 'ts', problem: time },
      { row: 3, column: 'ts', problem: time },
      { row: 4, column: 'customer_id', problem: 'is empty; a customer id was expected' },
      { row: 5, column: 'invoice_no', problem: 'is empty; an order id was expected' },
      { row: 6, column: 'total_gbp', problem: 'is no number; expected something like 1234.50' },
    ]);
  });

  it('stops at the limit', async () => {
    const { orders } = await read('limit.csv', `${header}\nA,1,2010-01-01,,1,0\nB,1,2010-01-01,,1,0\n`, { limit: 1 });
    expect(orders).toHaveLength(1);
  });

  it('may call its columns anything', async () => {
    const columns = parseColumns('id=Nr., customer=Who,time=When,total=Sum');
    const { orders } = await read('named.csv', 'Nr.,Who,When,Sum\n1,a@example.com,2026-01-01,12.5\n', { columns });
    expect(orders).toMatchObject([{ id: '1', customer: 'a@example.com', amount: 12.5, currency: 'USD' }]);
  });

  it('without a necessary column is refused, naming what there is', async () => {
    await expect(read('few.csv', 'invoice_no,ts,total\n1,2010-01-01,1\n')).rejects.toThrow(
      'row 1: no column for the customer of an order was found. The columns are invoice_no, ts, total. Name the right one with --columns "customer=…".',
    );
    expect(() => findColumns(['a'], { id: 'b' })).toThrow('row 1: there is no column "b". The columns are a.');
  });

  it('that is not there, is empty or is no CSV is refused', async () => {
    await expect(readOrders(join(folder, 'none.csv'), { columns: {}, currency: 'USD' })).rejects.toThrow(
      'there is no file',
    );
    await expect(read('empty.csv', `${header}\n`)).rejects.toThrow('holds no rows');
    await expect(read('quote.csv', `${header}\n"A,1,2010-01-01,,1,0\n`)).rejects.toThrow('cannot be read as CSV');
  });

  it('refuses a field that no order has', () => {
    expect(() => parseColumns('colour=x')).toThrow('--columns: "colour" is not understood. Write field=column');
  });

  it('becomes events that fit their contracts, with addresses on a reserved domain', async () => {
    const { orders } = await read(
      'events.csv',
      `${header}\nA,12346.0,2010-01-01,United Kingdom,5.5,0\nCA,12346.0,2010-01-02,,5.5,1\n`,
    );
    const events = eventsOfExport(orders).map(({ type, detail }) =>
      parseStoreEvent({ 'detail-type': type, detail: { ...detail, shop: intake.shop } }, intake),
    );
    expect(events).toMatchObject([
      {
        type: 'order.placed',
        customer: { email: 'customer-12346-0@example.com', country: 'GB' },
        order: { total: { minor: 550, currency: 'GBP' } },
      },
      { type: 'order.cancelled', order: { id: 'CA' } },
    ]);
  });
});

describe('countries', () => {
  it.each([
    ['Japan', 'JP'],
    ['United Kingdom', 'GB'],
    ['EIRE', 'IE'],
    ['USA', 'US'],
    ['fr', 'FR'],
    ['Unspecified', undefined],
    ['', undefined],
  ])('%s is %s', (name, code) => {
    expect(countryCode(name)).toBe(code);
  });
});
